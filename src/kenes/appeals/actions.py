"""What becomes of an appeal, from its registration to its answer and after."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.appeals import grounds, notices
from kenes.appeals.matters.models import Matter
from kenes.appeals.merging import actions as merging
from kenes.appeals.merging.together import merged_into, undecided
from kenes.appeals.models import Appeal
from kenes.appeals.verdicts import actions as verdicts
from kenes.core import outbox, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.link import Link, Role, between
from kenes.core.refused import Refused

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.organs.models import Organisation

S = Appeal.Status


@action
def register(filings: Sequence[Filing[Any]], *, by: "User") -> None:
    """Appeals came in. Each counts in `appeals.received` and `appeals.considered` by that day.

    Until something is done about it, it stands in `appeals.in_work`. The applicant is sealed.
    """
    record.register(filings, by=by)


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
    appeals: Sequence[Appeal],
    status: str,
    answer: str,
    *,
    on: date,
    by: "User",
    reason: str = "",
    to_merged: str = "",
) -> None:
    """The appeals are closed; the words of the answer are kept, and go by letter where they can.

    A person closes by `resolve`, `explain`, `refuse`; this is what these, and the questions inside
    an appeal, come to. Whose appeals were merged into them get the answer too; in the words
    `to_merged`, where the answer quotes what the author asked.
    """
    if any(appeal.topic_id is None for appeal in appeals):
        raise Refused(_("Choose the topic of the appeal first, then answer it."))
    told = (to_merged or answer).strip()
    merging.check_answer(appeals, told)
    said: dict[str, Any] = {"answer": answer.strip()} if answer.strip() else {}
    for appeal in appeals:
        first = appeal.answered_on or on
        facts = {**said, "answered_on": first, "days_to_answer": appeal.days_until(first)}
        record.move([appeal], status, on=on, by=by, reason=reason, **facts)
        if said:
            outbox.post(notices.answered(appeal), by=by)
            merging.answer_too(appeal, told, by=by)


@action
def forward(appeals: Sequence[Appeal], *, to: "Organisation", on: date, by: "User") -> None:
    """The appeals went whole to the agency that is competent (APPC 65(1)).

    Each person is told at once by letter where theirs went. From `on` they leave
    `appeals.considered` and count in `appeals.not_taken_up`.
    """
    merging.hold(appeals)
    record.move(appeals, S.FORWARDED, on=on, by=by, agency=to)
    merging.let_go(appeals, on=on, by=by)
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
    merging.hold(appeals)
    for appeal in appeals:
        grounds.check(appeal, ground, among)
        if repeats is not None:
            repeat(appeal, of=repeats, by=by)
    record.move(appeals, status, on=on, by=by, reason=reason, ground=ground)
    merging.let_go(appeals, on=on, by=by)


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
    `appeals.considered` and count in `appeals.not_taken_up`; there one that was merged into another
    stands already, and is parted from it.
    """
    merging.hold(appeals)
    if not all(undecided(each) for each in appeals):
        raise Refused(_("The council has decided; it cannot be taken back any more."))
    merging.unlink(appeals, by=by)
    record.move(appeals, S.WITHDRAWN, on=on, by=by)
    merging.let_go(appeals, on=on, by=by)
    _tell(notices.withdrawn, appeals, by=by)


def _tell(
    said: Callable[[Appeal], list[Filing[Any]]], appeals: Sequence[Appeal], *, by: "User"
) -> None:
    for appeal in appeals:
        outbox.post(said(appeal), by=by)


@action
def reopen(appeals: Sequence[Appeal], *, on: date, by: "User", reason: str = "") -> None:
    """The appeals are in work again, with their questions: on a complaint, or parted from another.

    From `on` they count in `appeals.in_work`; figures as of earlier days do not change.
    """
    if any(appeal.erased_on for appeal in appeals):
        raise Refused(_("It is erased: nothing is left of it to work on."))
    resume(appeals, on=on, by=by, reason=reason)
    matters = Matter.objects.live().filter(appeal__in=[appeal.pk for appeal in appeals])
    if closed := list(matters.exclude(status=Matter.Status.OPEN)):
        record.move(closed, Matter.Status.OPEN, on=on, by=by, reason=reason)


@action
def resume(appeals: Sequence[Appeal], *, on: date, by: "User", reason: str = "") -> None:
    """The appeals are in work again; what was said of the answer before is said of it alone.

    So it is with what was merged into them, which stays so and is answered with them anew.
    """
    merging.hold(appeals)
    parted = [each for each in appeals if each.status == S.MERGED]
    others = [each for each in appeals if each.status != S.MERGED]
    if parted:
        merging.part(parted, on=on, by=by, reason=reason)
    if others:
        verdicts.put_away([*others, *merged_into(others)], by=by)
        record.move(others, S.IN_WORK, on=on, by=by, reason=reason, ground="")
