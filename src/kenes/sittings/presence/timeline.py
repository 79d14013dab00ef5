"""Who was present: at an instant, and while an item was under discussion."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from uuid import UUID

from kenes.core.prepared import Prepared
from kenes.sittings.floor.models import Turn
from kenes.sittings.models import AgendaItem, Sitting
from kenes.sittings.presence.models import PresenceMark, RollEntry

Span = tuple[datetime, datetime | None]


class Presence:
    """The presence at one sitting, read once: two queries, then any question."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting

    @cached_property
    def roll(self) -> list[RollEntry]:
        """Everyone on the roll: the chair first, then by name."""
        lines = self.sitting.roll.filter(struck_at=None).select_related("person")
        return sorted(lines, key=lambda line: (line.role_then != "chair", line.name.casefold()))

    @cached_property
    def voters(self) -> set[UUID]:
        """Those on the roll who have a vote; they alone count towards the quorum."""
        lines = self.sitting.roll.filter(struck_at=None, votes=True)
        return set(lines.values_list("person_id", flat=True))

    @cached_property
    def _told(self) -> list[tuple[datetime, UUID, str]]:
        """What the marks say, without the rows themselves: each vote in the hall asks for it."""
        marks = PresenceMark.objects.filter(sitting=self.sitting, struck_at=None)
        return list(marks.order_by("at", "pk").values_list("at", "person_id", "state"))

    @cached_property
    def marks(self) -> list[PresenceMark]:
        """Every mark that stands, in the order of time."""
        marks = PresenceMark.objects.filter(sitting=self.sitting, struck_at=None)
        return list(marks.order_by("at", "pk"))

    def at(self, instant: datetime | None = None) -> Mapping[UUID, PresenceMark]:
        """The mark that holds for each person at an instant; at the end, where none is given."""
        held = self.marks if instant is None else [m for m in self.marks if m.at <= instant]
        return {mark.person_id: mark for mark in held}

    def there(self, instant: datetime | None = None) -> set[UUID]:
        """Those with a vote who are in the room or remote at an instant."""
        told = self._told
        held = {who: state for at, who, state in told if instant is None or at <= instant}
        return {who for who, state in held.items() if state in PresenceMark.THERE} & self.voters

    def during(self, spans: Iterable[Span]) -> set[UUID]:
        """Those with a vote who were there at any moment of the spans."""
        found: set[UUID] = set()
        for began, ended in spans:
            found |= self.there(began)
            found |= {
                who
                for at, who, state in self._told
                if at >= began and (ended is None or at < ended) and state in PresenceMark.THERE
            }
        return found & self.voters

    def for_item(self, item: AgendaItem) -> set[UUID]:
        """Those with a vote who were there while the item was under discussion."""
        return self.for_items([item])[item.pk]

    def for_items(self, items: Iterable[AgendaItem]) -> Mapping[UUID, set[UUID]]:
        """The same for many items at once, in one query."""
        spans: dict[UUID, list[Span]] = {item.pk: [] for item in items}
        for turn in Turn.objects.filter(item__in=list(spans), struck_at=None):
            spans[turn.item_id].append((turn.began_at, turn.ended_at or self.sitting.closed_at))
        return {key: self.during(each) for key, each in spans.items()}


class PresenceOf(Presence):
    """The presence of one person alone: his vote asks for no more of three hundred members.

    It knows nothing of the others, so no quorum and no base is reckoned of it.
    """

    def __init__(self, sitting: Sitting, person: UUID) -> None:
        super().__init__(sitting)
        self.person = person

    @cached_property
    def roll(self) -> list[RollEntry]:
        return _LINE_OF(self.sitting.pk, self.person)

    @cached_property
    def voters(self) -> set[UUID]:
        return {line.person_id for line in self.roll if line.votes}

    @cached_property
    def marks(self) -> list[PresenceMark]:
        return _MARKS_OF(self.sitting.pk, self.person)

    @cached_property
    def _told(self) -> list[tuple[datetime, UUID, str]]:
        return [(mark.at, mark.person_id, mark.state) for mark in self.marks]


_LINE_OF: Prepared[RollEntry] = Prepared(
    UUID,
    UUID,
    question=lambda sitting, person: RollEntry.objects.filter(
        sitting=sitting, person=person, struck_at=None
    ),
)
_MARKS_OF: Prepared[PresenceMark] = Prepared(
    UUID,
    UUID,
    question=lambda sitting, person: PresenceMark.objects.filter(
        sitting=sitting, person=person, struck_at=None
    ).order_by("at", "pk"),
)
