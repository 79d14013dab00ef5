"""What becomes of an appeal, from its registration to its answer and after."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError
from django.utils.translation import gettext as _

from kenes.appeals import grounds, notices
from kenes.appeals.intake.suspicion import Suspicion, joined
from kenes.appeals.matters.models import Matter
from kenes.appeals.models import Appeal
from kenes.core import attachment, clock, outbox, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.link import Link, Role, between
from kenes.core.refused import Refused
from kenes.core.text import owner_of
from kenes.core.trace import seen
from kenes.norms import calendar
from kenes.norms.calendar import office_hour

if TYPE_CHECKING:
    from uuid import UUID

    from kenes.core.access import User
    from kenes.organs.models import Organisation

S = Appeal.Status
# More people than this do not write to one council in a day; what comes after waits for a look.
A_DAY = 5_000
RECEIPTS_A_DAY = 5


@action
def register(filings: Sequence[Filing[Any]], *, by: "User") -> None:
    """Appeals came in. Each counts in `appeals.received` and `appeals.considered` by that day.

    Until something is done about it, it stands in `appeals.in_work`. The applicant is sealed.
    """
    record.register(filings, by=by)


def receive(filing: Filing[Appeal], files: Iterable[Any] = (), *, by: "User") -> Appeal:
    """A person sent an appeal from the portal: it has its number the same moment.

    Whatever came after hours or on a day off is registered on the next working day (APPC 64(3)).
    The same appeal sent twice by a nervous thumb is one, also at the same moment. A letter confirms
    it, where an address was left. It counts in `appeals.received` by the day it came.
    """
    appeal = filing.row
    try:
        _receive(filing, files, by=by)
    except IntegrityError:
        known: Appeal | None = Appeal.objects.of(appeal.council).filter(pk=appeal.pk).first()
        if known is None:
            raise
        return known
    return appeal


@action
def _receive(filing: Filing[Appeal], files: Iterable[Any], *, by: "User") -> None:
    appeal, today = filing.row, clock.today()
    if flooded(appeal.council_id, appeal.channel):
        appeal.quarantined = True
        appeal.quarantine_why = joined([*appeal.quarantine_why.split(), Suspicion.FLOOD])
    appeal.received_on, appeal.registered_on = today, registration(clock.now())
    register([filing], by=by)
    for file in files:
        attachment.attach(appeal, file.name, file.chunks(), public=False, by=by)
    confirm(appeal, by=by)


def flooded(council: "UUID", channel: str) -> bool:
    """Whether more came by this channel today than people write, this one with it."""
    return seen(f"appeals {council} {channel} {clock.today()}", clock.midnight()) > A_DAY


def registration(at: datetime) -> date:
    """The day on which what came at a moment is registered (APPC 64(3))."""
    return office_hour(at, calendar.load()).astimezone(clock.COUNCIL_ZONE).date()


def confirm(appeal: Appeal, *, by: "User") -> None:
    """The receipt goes by letter, where there is an address; so many a day to one, and no more.

    Otherwise a program that answers every letter, or somebody who writes under the address of
    another, would have us write without end.
    """
    receipt = notices.received(appeal)
    if not receipt:
        return
    to = f"receipt {appeal.council_id} {clock.today()} {owner_of(appeal.applicant.email)}"
    if seen(to, clock.midnight()) <= RECEIPTS_A_DAY:
        outbox.post(receipt, by=by)


@action
def take_up(appeals: Sequence[Appeal], *, on: date, by: "User") -> None:
    """The council took the appeals into work. They stay in `appeals.in_work`."""
    record.move(appeals, S.IN_WORK, on=on, by=by)


@action
def resolve(appeals: Sequence[Appeal], *, on: date, by: "User", answer: str = "") -> None:
    """The questions were settled in fact. From `on` the appeals count in `appeals.resolved`.

    An appeal that was only answered is closed by `explain`: the note keeps the two apart.
    """
    _close(appeals, S.RESOLVED, answer, on=on, by=by)


@action
def explain(appeals: Sequence[Appeal], *, on: date, by: "User", answer: str = "") -> None:
    """The applicants were told how things stand. From `on` they count in `appeals.explained`."""
    _close(appeals, S.EXPLAINED, answer, on=on, by=by)


@action
def refuse(
    appeals: Sequence[Appeal], *, on: date, by: "User", reason: str = "", answer: str = ""
) -> None:
    """What was asked for was refused. From `on` the appeals count in `appeals.refused`."""
    _close(appeals, S.REFUSED, answer, on=on, by=by, reason=reason)


def _close(
    appeals: Sequence[Appeal], status: S, answer: str, *, on: date, by: "User", reason: str = ""
) -> None:
    """The appeals are closed as a whole, which those that hold several questions are not."""
    held = Matter.objects.live().filter(appeal__in=[appeal.pk for appeal in appeals])
    if held.exists():
        raise Refused(_("It holds several questions: each gets an outcome of its own."))
    close(appeals, status, answer, on=on, by=by, reason=reason)


@action
def close(
    appeals: Sequence[Appeal], status: str, answer: str, *, on: date, by: "User", reason: str = ""
) -> None:
    """The appeals are closed; the words of the answer are kept, and go by letter where they can.

    A person closes by `resolve`, `explain`, `refuse`; this is what these, and the questions inside
    an appeal, come to.
    """
    if any(appeal.topic_id is None for appeal in appeals):
        raise Refused(_("Choose the topic of the appeal first, then answer it."))
    said: dict[str, Any] = {"answer": answer.strip()} if answer.strip() else {}
    for appeal in appeals:
        first = appeal.answered_on or on
        facts = {**said, "answered_on": first, "days_to_answer": appeal.days_until(first)}
        record.move([appeal], status, on=on, by=by, reason=reason, **facts)
        if said:
            outbox.post(notices.answered(appeal), by=by)


@action
def forward(appeals: Sequence[Appeal], *, to: "Organisation", on: date, by: "User") -> None:
    """The appeals went whole to the agency that is competent (APPC 65(1)).

    Each person is told at once by letter where theirs went. From `on` they leave
    `appeals.considered` and count in `appeals.not_taken_up`.
    """
    record.move(appeals, S.FORWARDED, on=on, by=by, agency=to)
    _tell(notices.forwarded, appeals, by=by)


@action
def return_(
    appeals: Sequence[Appeal],
    *,
    on: date,
    by: "User",
    ground: str,
    reason: str = "",
    repeats: Appeal | None = None,
) -> None:
    """The appeals were given back on a ground of the law (APPC 64(7)); the person is told it.

    From `on` they leave `appeals.considered` and count in `appeals.not_taken_up`.
    """
    _end(appeals, S.RETURNED, ground, grounds.RETURNS, reason, repeats, on=on, by=by)
    _tell(notices.returned, appeals, by=by)


@action
def terminate(
    appeals: Sequence[Appeal],
    *,
    on: date,
    by: "User",
    ground: str,
    reason: str = "",
    repeats: Appeal | None = None,
) -> None:
    """The procedure ended without an answer, on a ground of the law (APPC 88); the person is told.

    From `on` the appeals leave `appeals.considered` and count in `appeals.not_taken_up`.
    """
    _end(appeals, S.TERMINATED, ground, grounds.ENDS, reason, repeats, on=on, by=by)
    _tell(notices.terminated, appeals, by=by)


def _end(
    appeals: Sequence[Appeal],
    status: S,
    ground: str,
    among: tuple[grounds.Ground, ...],
    reason: str,
    repeats: Appeal | None,
    *,
    on: date,
    by: "User",
) -> None:
    for appeal in appeals:
        grounds.check(appeal, ground, among)
        if repeats is not None:
            repeat(appeal, of=repeats, by=by)
    record.move(appeals, status, on=on, by=by, reason=reason, ground=ground)


def repeat(appeal: Appeal, *, of: Appeal, by: "User") -> None:
    """The appeal says again what another one said; it repeats one at a time.

    Where that one stood resolved when this one came, this one counts in `appeals.repeated`.
    """
    if of.pk == appeal.pk or of.received_on > appeal.received_on:
        raise Refused(_("An appeal repeats an earlier one."), field="repeats")
    said = Link.objects.filter(from_id=appeal.pk, role=Role.REPEATS, struck_at=None)
    if not said.filter(to_id=of.pk).exists():
        _repeat(appeal, of, list(said), by=by)


@action
def _repeat(appeal: Appeal, of: Appeal, said: Sequence[Link], *, by: "User") -> None:
    if said:
        record.strike(said, reason=_("it repeats another one"), by=by)
    record.register([Filing(between(appeal, of, Role.REPEATS))], by=by)


@action
def withdraw(appeals: Sequence[Appeal], *, on: date, by: "User") -> None:
    """Their authors took the appeals back, for good. This is not striking: they were real.

    That can be done before the decision alone (APPC 64(9)). From `on` they leave
    `appeals.considered` and count in `appeals.not_taken_up`.
    """
    record.move(appeals, S.WITHDRAWN, on=on, by=by)
    _tell(notices.withdrawn, appeals, by=by)


def _tell(
    said: Callable[[Appeal], list[Filing[Any]]], appeals: Sequence[Appeal], *, by: "User"
) -> None:
    for appeal in appeals:
        outbox.post(said(appeal), by=by)


@action
def merge(appeals: Sequence[Appeal], *, into: Appeal, on: date, by: "User") -> None:
    """The appeals are about what another is about, and are answered with it.

    From `on` they leave `appeals.considered` and count in `appeals.not_taken_up`; the other one
    counts as before. Refused when the other is itself merged or struck.
    """
    if into.struck or into.status == S.MERGED:
        raise Refused(_("An appeal is merged into one that stands by itself."), field="into")
    if into in appeals:
        raise Refused(_("An appeal cannot be merged into itself."), field="into")
    record.move(appeals, S.MERGED, on=on, by=by)
    Link.objects.bulk_create(between(appeal, into, Role.MERGED_INTO) for appeal in appeals)


@action
def reopen(appeals: Sequence[Appeal], *, on: date, by: "User", reason: str = "") -> None:
    """The appeals are in work again, with their questions: on a complaint, or parted from another.

    From `on` they count in `appeals.in_work`; figures as of earlier days do not change.
    """
    if any(appeal.erased_on for appeal in appeals):
        raise Refused(_("It is erased: nothing is left of it to work on."))
    for appeal in appeals:
        merged = Link.objects.filter(from_id=appeal.pk, role=Role.MERGED_INTO, struck_at=None)
        if merged:
            record.strike(list(merged), reason=_("the appeal was reopened"), by=by)
    record.move(appeals, S.IN_WORK, on=on, by=by, reason=reason, ground="")
    matters = Matter.objects.live().filter(appeal__in=[appeal.pk for appeal in appeals])
    if closed := list(matters.exclude(status=Matter.Status.OPEN)):
        record.move(closed, Matter.Status.OPEN, on=on, by=by, reason=reason)
