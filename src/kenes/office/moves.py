"""The moves a record may make from where it stands, and the verb that makes each."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from kenes.appeals.matters.models import Matter
from kenes.appeals.models import Appeal
from kenes.control import actions as control
from kenes.control.models import PublicExpertise
from kenes.core.action import action
from kenes.core.attachment import attach
from kenes.core.flow import Flow
from kenes.events import actions as events
from kenes.events.coming import actions as coming
from kenes.events.models import Event
from kenes.hearings import actions as hearings
from kenes.hearings.models import Hearing
from kenes.office.appeal.moves import APPEAL, MATTER, TAKE_UP
from kenes.office.move import NOT_COUNTED, REASON, Move, many, one
from kenes.recommendations import actions as recommendations
from kenes.recommendations.models import Recommendation
from kenes.recommendations.urgent import actions as urgent
from kenes.recommendations.urgent.models import UrgentQuestion
from kenes.sittings import actions as sittings
from kenes.sittings.decisions import actions as decisions
from kenes.sittings.decisions.models import Task

if TYPE_CHECKING:
    from kenes.core.access import User

A, E, H = Appeal.Status, Event.Status, Hearing.Status
R, T, U = Recommendation.Status, Task.Status, UrgentQuestion.Status


def _adopted(row: Any, *, on: date, by: "User", decision: Any) -> None:
    """The day of the adoption is the decision's own."""
    recommendations.adopt(row, decision=decision, by=by)


def _held_sitting(row: Any, *, on: date, by: "User", **quorum: Any) -> None:
    """The page moves the occasion; that it is a sitting's asks for the quorum besides."""
    sittings.hold(row.sitting, on=on, by=by, **quorum)


@action
def _put_off_hearing(
    row: Any, *, on: date, by: "User", letter: Iterable[Any] = (), **facts: Any
) -> None:
    """The letter that asked for it is kept with the postponement, seen by the office alone."""
    made = hearings.postpone(row, on=on, by=by, **facts)
    for file in letter:
        attach(made, file.name, file.chunks(), public=False, by=by)


def _put_off_sitting(row: Any, *, on: date, by: "User", **facts: Any) -> None:
    sittings.postpone(row.sitting, on=on, by=by, **facts)


def _called_off_sitting(row: Any, *, on: date, by: "User", reason: str) -> None:
    sittings.cancel(row.sitting, on=on, by=by, reason=reason)


CONTROLLED = ("public_hearing", "monitoring", "public_discussion")


def form_of(event: Any) -> Any:
    """The form of public control that an event is the occasion of; None where it is of none."""
    return next((getattr(event, name) for name in CONTROLLED if hasattr(event, name)), None)


def _control(verb: Callable[..., Any]) -> Callable[..., None]:
    """The page moves the occasion; a form of public control has more to say of it."""

    def act(row: Any, *, on: date, by: "User", **facts: Any) -> None:
        form = form_of(row)
        form.event = row
        verb(form, on=on, by=by, **facts)

    return act


EVENT: Mapping[str, Move] = {
    E.HELD: Move(_("It was held"), many(events.hold)),
    E.ADJOURNED: Move(
        _("Adjourn"),
        many(coming.adjourn),
        ("to_day", "reason"),
        _("Those who registered and left an address get a letter at once."),
    ),
    E.FAILED: Move(_("It did not take place"), many(events.fail), REASON, NOT_COUNTED, grave=True),
    E.CANCELLED: Move(
        _("Cancel"),
        many(coming.cancel),
        REASON,
        _("It will count in no figure. Those who registered get a letter at once."),
        grave=True,
    ),
}
SITTING: Mapping[str, Move] = {
    E.HELD: Move(
        _("It was held"),
        _held_sitting,
        ("seats_then", "quorum_then", "present"),
        _("A sitting counts as held only with its quorum."),
    ),
    E.ADJOURNED: Move(
        _("Adjourn"),
        _put_off_sitting,
        ("to_day", "reason"),
        _("Those who were told of the sitting get a letter at once."),
    ),
    E.FAILED: EVENT[E.FAILED],
    E.CANCELLED: Move(
        _("Cancel"),
        _called_off_sitting,
        REASON,
        _("It will count in no figure. Those who were told of it get a letter at once."),
        grave=True,
    ),
}
CONTROL: Mapping[str, Move] = {
    E.HELD: Move(
        _("It was held"),
        _control(control.hold),
        ("people",),
        _("It counts in its figure from that day; how many came goes into the reach ledger."),
    ),
    E.ADJOURNED: Move(
        _("Adjourn"),
        _control(control.postpone),
        ("to_day", "reason"),
        _("Those who registered and left an address get a letter at once."),
    ),
    E.FAILED: EVENT[E.FAILED],
    E.CANCELLED: Move(
        _("Cancel"),
        _control(control.cancel),
        REASON,
        _("It will count in no figure. Those who registered get a letter at once."),
        grave=True,
    ),
}
X = PublicExpertise.Status
EXPERTISE: Mapping[str, Move] = {
    X.DECLINED: Move(_("Decline"), one(control.decline), REASON, NOT_COUNTED, grave=True),
}
HEARING: Mapping[str, Move] = {
    H.HEARD: Move(_("It was heard"), one(hearings.hear), ("item", "verdict", "mark")),
    H.POSTPONED: Move(
        _("Postpone"),
        _put_off_hearing,
        ("asked_by", "asked_who", *REASON, "letter_number", "letter_on", "letter", "to_on"),
        _("Everyone sees who asked and why. The agency gets a letter at once."),
    ),
    H.PLANNED: Move(
        _("Plan anew"),
        one(hearings.plan),
        ("planned_on",),
        _("The agency gets a letter with the old day and the new one."),
    ),
    H.CANCELLED: Move(
        _("Call off"),
        one(hearings.cancel),
        REASON,
        _("It will count in no figure. The agency gets a letter if it was told of the day."),
        grave=True,
    ),
}
RECOMMENDATION: Mapping[str, Move] = {
    R.ADOPTED: Move(
        _("Adopted by a decision"),
        _adopted,
        ("decision",),
        _("Its day is the day of the decision. From then on the points may be sent."),
        dated=False,
    ),
    R.DECLINED: Move(_("Not adopted"), one(recommendations.decline), REASON, NOT_COUNTED, True),
    R.DRAFT: Move(_("Prepare it anew"), one(recommendations.redraft)),
}
URGENT: Mapping[str, Move] = {
    U.SETTLED: Move(_("Settled"), many(urgent.settle)),
    U.DROPPED: Move(_("Drop"), many(urgent.drop), REASON, NOT_COUNTED, grave=True),
    U.RAISED: Move(_("Raise again"), many(urgent.raise_again)),
}
TASK: Mapping[str, Move] = {
    T.DONE: Move(_("It is done"), many(decisions.complete), ("outcome",)),
    T.DROPPED: Move(_("Drop"), many(decisions.drop), REASON, grave=True),
    T.OPEN: Move(_("To be done after all"), many(decisions.reopen), REASON),
}
MOVES: Mapping[type[Flow], Mapping[str, Move]] = {
    Appeal: APPEAL,
    Matter: MATTER,
    Event: EVENT,
    PublicExpertise: EXPERTISE,
    Hearing: HEARING,
    Recommendation: RECOMMENDATION,
    UrgentQuestion: URGENT,
    Task: TASK,
}
# The parts that move by themselves, by the register of the records they are parts of, and the page
# of the record on which they stand.
MOVED_PARTS: Mapping[str, tuple[str, str]] = {
    "decisions": ("tasks", ""),
    "appeals": ("matters", "questions/"),
}


def move_to(flow: Flow, status: str) -> Move | None:
    """The move that brings a row to a status, if it may go there from where it stands."""
    if status not in flow.MOVES[flow.status] or flow.struck:
        return None
    if isinstance(flow, Appeal) and status in Appeal.ANSWERED and flow.matters.live().exists():
        # Its questions are answered one by one, and it follows them.
        return None
    if isinstance(flow, Appeal) and flow.status == A.REGISTERED and status == A.IN_WORK:
        return TAKE_UP
    if isinstance(flow, Event) and hasattr(flow, "sitting"):
        return SITTING[status]
    if isinstance(flow, Event) and form_of(flow) is not None:
        return CONTROL[status]
    return MOVES[type(flow)].get(status)


def moves(flow: Flow | None) -> list[tuple[str, Move]]:
    """Every move a row may make now, in the order in which they are declared."""
    if flow is None or flow.struck:
        return []
    found = [(status, move_to(flow, status)) for status in MOVES[type(flow)]]
    return [(status, move) for status, move in found if move is not None]
