"""What is due at the council: each duty is a query. A later slice adds its own to `DUTIES`."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from kenes.acts.models import DraftAct
from kenes.appeals.models import Appeal
from kenes.core.having import Having
from kenes.core.incoming import IncomingLetter
from kenes.core.roles import Permission
from kenes.events.models import Event
from kenes.hearings.models import Hearing
from kenes.minutes.models import Minutes
from kenes.norms.deadline import deadline
from kenes.norms.models import Norm
from kenes.norms.wording import left
from kenes.office.appeal import duties as appeal
from kenes.office.control import duties as control
from kenes.office.council import duties as council
from kenes.office.due import SHOWN, Asked, Due, Duty
from kenes.office.event import duties as event
from kenes.office.hearing import duties as hearing
from kenes.office.reception.quarantine import due as quarantined
from kenes.portal.faces.answering import BY_DUE_DAY
from kenes.recommendations.models import Point
from kenes.sittings.decisions.models import Task
from kenes.sittings.models import Sitting

SOON = timedelta(days=14)
AHEAD = timedelta(days=31)
# The rule by which a draft of each kind is reviewed; a consultative document goes as an act does.
REVIEWED_BY = {
    DraftAct.Kind.ACT: "npa.act",
    DraftAct.Kind.CONSULTATIVE: "npa.act",
    DraftAct.Kind.BILL: "npa.bill",
    DraftAct.Kind.CRISIS: "npa.crisis",
}


def _stands(asked: Asked, on: date) -> tuple[str, str]:
    """How a due date stands in words, and the tone of its mark."""
    remaining = left(on, asked.today, asked.days)
    if remaining.overdue:
        return str(remaining), "bad"
    return str(remaining), "attention" if remaining.working_days <= 3 else "plain"


def _due(asked: Asked, row: Any, on: date, title: str, second: str) -> Due:
    return Due(row, on, title, second, *_stands(asked, on))


def _sent(asked: Asked) -> Any:
    points = Point.objects.of(asked.council).live().filter(status=Point.Status.SENT).awaited()
    return points.select_related("recommendation", "addressee").order_by("awaited_on", "pk")


def _points(asked: Asked, points: Any) -> Sequence[Due]:
    return [
        _due(asked, p.recommendation, p.awaited_on, p.title, f"{p.reference} · {p.addressee}")
        for p in points
    ]


def overdue_points(asked: Asked) -> Sequence[Due]:
    """Points whose legal answer has not come."""
    return _points(asked, _sent(asked).filter(awaited_on__lt=asked.today)[: SHOWN + 1])


def points_due(asked: Asked) -> Sequence[Due]:
    """Points whose answer is due within two weeks."""
    soon = (asked.today, asked.today + SOON)
    return _points(asked, _sent(asked).filter(awaited_on__range=soon)[: SHOWN + 1])


def drafts_waiting(asked: Asked) -> Sequence[Due]:
    """Drafts without a conclusion, by the day on which silence becomes consent."""
    drafts = DraftAct.objects.of(asked.council).live().select_related("developer")
    without = drafts.exclude(Having("reviews").on(DraftAct)).order_by("-received_on")[:100]
    terms = {
        kind: Norm.objects.nearest(code, asked.today, asked.council)
        for kind, code in REVIEWED_BY.items()
    }
    found = []
    for draft in without:
        on = deadline(terms[DraftAct.Kind(draft.kind)], draft.received_on, asked.days).due_on
        if on >= asked.today:
            second = f"{draft.number} · {draft.developer}"
            found.append(_due(asked, draft, on, draft.title, second))
    return sorted(found, key=lambda due: due.on)[: SHOWN + 1]


def _ahead(asked: Asked) -> tuple[date, date]:
    return asked.today, asked.today + AHEAD


def hearings_planned(asked: Asked) -> Sequence[Due]:
    """Reports of agencies planned within a month."""
    hearings = Hearing.objects.of(asked.council).live().filter(status=Hearing.Status.PLANNED)
    near = hearings.filter(planned_on__range=_ahead(asked)).select_related("agency")
    rows = near.order_by("planned_on", "pk")[: SHOWN + 1]
    return [_due(asked, h, h.planned_on, h.title, h.number) for h in rows]


def sittings_planned(asked: Asked) -> Sequence[Due]:
    """Sittings planned within a month."""
    sittings = Sitting.objects.of(asked.council).live().select_related("event", "body")
    waiting = (Event.Status.PLANNED, Event.Status.ADJOURNED)
    near = sittings.filter(event__status__in=waiting, event__held_on__range=_ahead(asked))
    rows = near.order_by("event__held_on", "pk")[: SHOWN + 1]
    return [_due(asked, s, s.held_on, s.title, f"{s.number} · {s.body}") for s in rows]


def gone_by(asked: Asked) -> Sequence[Due]:
    """Planned events and reports whose day went by and of which nothing was recorded."""
    events = Event.objects.of(asked.council).live().filter(status=Event.Status.PLANNED)
    past = events.filter(held_on__lt=asked.today).order_by("-held_on", "-pk")
    hearings = Hearing.objects.of(asked.council).live().filter(status=Hearing.Status.PLANNED)
    unheard = hearings.filter(planned_on__lt=asked.today).select_related("agency")
    words = str(_("Say what became of it."))
    found = [
        Due(e, e.held_on, e.title, e.get_kind_display(), words, "attention")
        for e in past[: SHOWN + 1]
    ]
    found += [
        Due(h, h.planned_on, h.title, h.number, words, "attention")
        for h in unheard.order_by("-planned_on", "-pk")[: SHOWN + 1]
    ]
    return sorted(found, key=lambda due: due.on, reverse=True)[: SHOWN + 1]


def appeals_open(asked: Asked) -> Sequence[Due]:
    """The appeals whose answer is due first."""
    open_ = Appeal.objects.of(asked.council).live().filter(BY_DUE_DAY.among)
    rows = open_.select_related("topic", "district", "commission").order_by("due_on", "pk")
    return [
        _due(asked, each, each.due_on, each.title, _told(each.number, each.commission))
        for each in rows[: SHOWN + 1]
    ]


def _told(*what: Any) -> str:
    """What is known of these, in one line."""
    return " · ".join(str(each) for each in what if each)


def tasks_open(asked: Asked) -> Sequence[Due]:
    """Tasks given by decisions that are not done yet and have a day."""
    tasks = Task.objects.of(asked.council).live().filter(status=Task.Status.OPEN)
    dated = tasks.filter(due_on__isnull=False).select_related("decision", "owner", "agency")
    return [
        _due(asked, t.decision, t.due_on, str(t), _told(t.decision.number, t.owner or t.agency))
        for t in dated.order_by("due_on", "pk")[: SHOWN + 1]
    ]


def minutes_unfinished(asked: Asked) -> Sequence[Due]:
    """Sittings kept in Kenes whose minutes are not signed, by the day they should be ready."""
    signed = (Minutes.Status.SIGNED, Minutes.Status.PUBLISHED, Minutes.Status.REPLACED)
    held = Sitting.objects.of(asked.council).live().filter(closed_at__isnull=False)
    open_ = held.exclude(Having("minutes", {"status__in": signed}).on(Sitting))
    term = Norm.objects.nearest("sitting.minutes", asked.today, asked.council)
    found = []
    for sitting in open_.select_related("event", "body").order_by("event__held_on")[: SHOWN + 1]:
        on = deadline(term, sitting.held_on, asked.days).due_on
        found.append(_due(asked, sitting, on, sitting.title, f"{sitting.number} · {sitting.body}"))
    return found


def letters_unplaced(asked: Asked) -> Sequence[Due]:
    """Letters that came and answer no record yet, those that wait longest first."""
    letters = IncomingLetter.objects.of(asked.council).live()
    new = letters.filter(status=IncomingLetter.Status.NEW).order_by("received_on", "pk")
    words = str(_("Place it or set it aside."))
    return [
        Due(each, each.received_on, each.title, each.get_kind_display(), words, "attention")
        for each in new[: SHOWN + 1]
    ]


DUTIES: tuple[Duty, ...] = (
    Duty("overdue", _("Answers overdue"), overdue_points, "recommendations", grave=True),
    Duty("points", _("Answers due soon"), points_due, "recommendations"),
    *hearing.DUTIES,
    Duty("quarantine", _("Appeals in quarantine"), quarantined, "quarantine"),
    Duty("appeals", _("Appeals to answer"), appeals_open, "appeals/?order=due"),
    *appeal.DUTIES,
    Duty(
        "incoming",
        _("Letters that came and are not placed"),
        letters_unplaced,
        "incoming",
        seen_by=Permission.LETTER_SEE,
    ),
    Duty("gone_by", _("Their day went by"), gone_by, "events"),
    *event.DUTIES,
    Duty("composition", _("Composition of the council"), council.composition, "council"),
    Duty("disputes", _("Facts that members dispute"), council.disputes, "council/disputes"),
    Duty("tasks", _("Tasks of decisions"), tasks_open, "decisions"),
    Duty("minutes", _("Minutes to sign"), minutes_unfinished, "minutes"),
    Duty("drafts", _("Drafts to conclude on"), drafts_waiting, "drafts"),
    Duty("control", _("Steps of public control"), control.steps, "control/hearings"),
    Duty("sittings", _("Sittings ahead"), sittings_planned, "sittings"),
    Duty("hearings", _("Reports to hear"), hearings_planned, "hearings"),
)
