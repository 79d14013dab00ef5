"""The chain of consequence: what led to a record and what came of it, as far as everyone may see.

appeal → topic → monitoring → hearing → recommendation → answer → changed act → publication
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.utils.translation import gettext as _

from kenes.appeals.models import Appeal
from kenes.core.link import Link
from kenes.core.row import Row
from kenes.core.text import capital, language
from kenes.events.models import Event
from kenes.events.problems.models import Problem
from kenes.portal.face import Face, Said, state
from kenes.portal.faces.catalogue import FACES
from kenes.portal.faces.voiced import PROBLEMS
from kenes.portal.voiced import came_to_something
from kenes.recommendations import tracking
from kenes.recommendations.models import Point, Recommendation

# The kinds in the order in which one leads to another; each has its colour.
KINDS = (
    "appeal",
    "survey",
    "event",
    "problem",
    "monitoring",
    "publichearing",
    "publicexpertise",
    "publicdiscussion",
    "hearing",
    "sitting",
    "decision",
    "recommendation",
    "draftact",
    "finding",
    "minutes",
    "urgentquestion",
    "post",
)
# A problem is coloured last: beside its event and its recommendation it differs from both.
_COLOURED = (*(code for code in KINDS if code != "problem"), "problem")
FACE_OF: dict[str, Face] = {str(each.model._meta.model_name): each for each in (*FACES, PROBLEMS)}
# Rows without a number of their own stand in the order in which they were entered.
_ORDER = {"problem": ("pk",)}
# How far a chain is followed, how wide it may become, how many of a kind are seen at once.
DEPTH, WIDTH, SHOWN, TOLD = 8, 400, 3, 40


@dataclass(frozen=True)
class Node:
    """One thing in the chain, which leads to its page."""

    title: str
    url: str
    reference: str = ""
    state: Said | None = None


@dataclass
class Stage:
    """The things of one kind, on one side of the record."""

    code: str
    label: str
    icon: str
    nodes: list[Node] = field(default_factory=list)
    here: bool = False

    @property
    def colour(self) -> int:
        """Its colour among the eight of a chart."""
        return _COLOURED.index(self.code) % 8 + 1 if self.code in KINDS else 3

    @property
    def shown(self) -> list[Node]:
        return self.nodes[:SHOWN]

    @property
    def rest(self) -> list[Node]:
        return self.nodes[SHOWN:]


@dataclass(frozen=True)
class Chain:
    """What the part parts/chain.html draws, and says in words below."""

    stages: Sequence[Stage]
    told: Sequence[tuple[Node, Node]]

    @property
    def worth_drawing(self) -> bool:
        """A record alone is no chain."""
        return len(self.stages) > 1


def chain(request: Any, row: Row) -> Chain | None:
    """The chain a record stands in; None where nothing led to it and nothing came of it.

    Of one that everyone may not read nothing is told by what came of it.
    """
    if not getattr(row, "opened", True):
        return None
    before = _Walk(request, row, back=True)
    after = _Walk(request, row, back=False)
    here = _stage(str(row._meta.model_name), [_node(row)])
    here.here = True
    topic = _topic([*before.rows.values(), row])
    earlier = before.stages()
    # An appeal leads to its topic, and the topic to what the council did about it.
    first = sum(stage.code == "appeal" for stage in earlier)
    stages = [*earlier[:first], *(topic if first else ()), *earlier[first:]]
    later = [here, *(topic if here.code == "appeal" else ()), *after.stages()]
    # Answers follow what they answer, on whichever side of the record that stands.
    advised = [n for n, stage in enumerate(later, start=1) if stage.code == "recommendation"]
    at = max(advised, default=0)
    stages += [*later[:at], *_answers([row, *after.rows.values()]), *later[at:]]
    told = [*reversed(before.told), *after.told][:TOLD]
    found = Chain(stages, told)
    return found if found.worth_drawing else None


def _node(row: Row) -> Node:
    return Node(row.title, row.get_absolute_url(), row.reference)


def _stage(code: str, nodes: Iterable[Node]) -> Stage:
    face = FACE_OF[code]
    nodes = list(nodes)
    meta: Any = face.model._meta
    name = meta.verbose_name_plural if len(nodes) > 1 else meta.verbose_name
    return Stage(code, capital(name), face.icon, nodes)


class _Walk:
    """Everything on one side of a record, level by level; what was met is not met again."""

    def __init__(self, request: Any, row: Row, *, back: bool) -> None:
        self.request, self.back = request, back
        self.rows: dict[UUID, Row] = {}
        self.told: list[tuple[Node, Node]] = []
        self._seen = {row.pk}
        level: list[Row] = [row]
        for _step in range(DEPTH):
            level = self._next(level)
            if not level:
                break

    def _next(self, level: Sequence[Row]) -> list[Row]:
        """The rows one step further that everyone may see."""
        near, far = ("to", "from") if self.back else ("from", "to")
        links = Link.objects.filter(**{f"{near}_id__in": [each.pk for each in level]})
        links = links.filter(struck_at=None).order_by("pk")
        read = (f"{near}_id", f"{far}_id", f"{far}_register")
        pairs = [tuple(pair) for pair in links.values_list(*read)[:WIDTH]]
        pairs += self._implied(level)
        found = self._visible({(register, key) for _near, key, register in pairs})
        known = {each.pk: each for each in level}
        for here, there, _register in pairs:
            if there in found and not _voiced_at(found[there], known[here]):
                ends = (found[there], known[here]) if self.back else (known[here], found[there])
                self.told.append((_node(ends[0]), _node(ends[1])))
        fresh = [row for key, row in found.items() if key not in self._seen]
        self._seen |= set(found)
        self.rows |= {row.pk: row for row in fresh}
        return fresh

    def _implied(self, level: Sequence[Row]) -> list[tuple[UUID, UUID, str]]:
        """What a record names by itself: a paper its decision, a problem the event it belongs to.

        Of the problems of an event those alone are followed that led to something.
        """
        if not self.back:
            return self._voiced([each.pk for each in level if isinstance(each, Event)])
        papers = [each for each in level if isinstance(each, Recommendation)]
        found = [(each.pk, each.decision_id, "decision") for each in papers if each.decision_id]
        problems = [each for each in level if isinstance(each, Problem)]
        return found + [(each.pk, each.event_id, "event") for each in problems]

    def _voiced(self, events: Sequence[UUID]) -> list[tuple[UUID, UUID, str]]:
        if not events:
            return []
        came = Problem.objects.filter(came_to_something(office=False), event__in=events)
        pairs = came.order_by("pk").values_list("event_id", "pk")[:WIDTH]
        return [(event, problem, "problem") for event, problem in pairs]

    def _visible(self, wanted: set[tuple[str, UUID]]) -> dict[UUID, Row]:
        found: dict[UUID, Row] = {}
        for code in {register for register, _key in wanted} & set(FACE_OF):
            keys = [key for register, key in wanted if register == code]
            face = FACE_OF[code]
            rows = face.rows(self.request, office=False).filter(face.model.OPENED, pk__in=keys)
            found |= {row.pk: row for row in rows.order_by(*_ORDER.get(code, ("number",)))}
        return found

    def stages(self) -> list[Stage]:
        """The rows of this side kind by kind, in the order in which one leads to another."""
        found: dict[str, list[Node]] = {}
        for row in self.rows.values():
            found.setdefault(str(row._meta.model_name), []).append(_node(row))
        return [_stage(code, found[code]) for code in KINDS if code in found]


def _voiced_at(one: Row, other: Row) -> bool:
    """A problem and its event: the one was voiced at the other, and did not come of it."""
    return {type(one), type(other)} == {Event, Problem}


def _topic(rows: Iterable[Row]) -> list[Stage]:
    """What the appeals that began the chain were about."""
    appeals = [row for row in rows if isinstance(row, Appeal) and getattr(row, "opened", True)]
    topics = {row.topic for row in appeals if row.topic}
    here = language()
    nodes = [
        Node(topic.title, f"/{here}/appeals/?{urlencode({'topic': topic.code})}")
        for topic in sorted(topics, key=lambda topic: topic.title)
    ]
    return [Stage("topic", _("Topic"), "message", nodes)] if nodes else []


def _answers(rows: Iterable[Row]) -> list[Stage]:
    """How the points of the recommendations stand, counted and opening as their list."""
    papers = [row for row in rows if isinstance(row, Recommendation)]
    if not papers:
        return []
    points = tracking.seen().filter(recommendation__in=papers)
    labels = dict(Point.Status.choices)
    nodes = [
        Node(f"{many}", _list_of(papers, status), state=state(status, capital(labels[status])))
        for status, many in tracking.by_state(points)
    ]
    return [Stage("answer", _("Answers of agencies"), "mail", nodes)] if nodes else []


def _list_of(papers: Sequence[Recommendation], status: str) -> str:
    """The tracker, narrowed to these papers and this state."""
    asked = {"paper": " ".join(paper.number for paper in papers), "state": status}
    return f"/{language()}/recommendations/?{urlencode(asked)}"
