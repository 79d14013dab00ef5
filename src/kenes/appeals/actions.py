"""What becomes of an appeal, from its registration to its answer and after."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.appeals.models import Appeal
from kenes.core import record
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

    Until something is done about it, it stands in `appeals.in_work`. The applicant, whose filing
    the appeal's lies within, is sealed.
    """
    record.register(filings, by=by)


@action
def take_up(appeals: Sequence[Appeal], *, on: date, by: "User") -> None:
    """The council took the appeals into work. They stay in `appeals.in_work`."""
    record.move(appeals, S.IN_WORK, on=on, by=by)


@action
def resolve(appeals: Sequence[Appeal], *, on: date, by: "User") -> None:
    """The questions were settled in fact. From `on` the appeals count in `appeals.resolved`.

    An appeal that was only answered is closed by `explain`: the note keeps the two apart.
    """
    record.move(appeals, S.RESOLVED, on=on, by=by)


@action
def explain(appeals: Sequence[Appeal], *, on: date, by: "User") -> None:
    """The applicants were told how things stand. From `on` they count in `appeals.explained`."""
    record.move(appeals, S.EXPLAINED, on=on, by=by)


@action
def refuse(appeals: Sequence[Appeal], *, on: date, by: "User", reason: str = "") -> None:
    """What was asked for was refused. From `on` the appeals count in `appeals.refused`."""
    record.move(appeals, S.REFUSED, on=on, by=by, reason=reason)


@action
def forward(appeals: Sequence[Appeal], *, to: "Organisation", on: date, by: "User") -> None:
    """The appeals went whole to the agency that is competent (APPC 65(1)).

    From `on` they leave `appeals.considered` and count in `appeals.not_taken_up`.
    """
    record.move(appeals, S.FORWARDED, on=on, by=by, agency=to)


@action
def return_(appeals: Sequence[Appeal], *, on: date, by: "User", reason: str = "") -> None:
    """The appeals were given back, for they lacked what the law asks for (APPC 64(7)).

    From `on` they leave `appeals.considered` and count in `appeals.not_taken_up`.
    """
    record.move(appeals, S.RETURNED, on=on, by=by, reason=reason)


@action
def terminate(appeals: Sequence[Appeal], *, on: date, by: "User", reason: str = "") -> None:
    """The procedure ended without an answer.

    From `on` the appeals leave `appeals.considered` and count in `appeals.not_taken_up`.
    """
    record.move(appeals, S.TERMINATED, on=on, by=by, reason=reason)


@action
def withdraw(appeals: Sequence[Appeal], *, on: date, by: "User") -> None:
    """Their authors took the appeals back, for good. This is not striking: they were real.

    From `on` they leave `appeals.considered` and count in `appeals.not_taken_up`.
    """
    record.move(appeals, S.WITHDRAWN, on=on, by=by)


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
    """The appeals are in work again: on a complaint, or because they were parted from another.

    From `on` they count in `appeals.in_work`; figures as of earlier days do not change.
    """
    for appeal in appeals:
        merged = Link.objects.filter(from_id=appeal.pk, role=Role.MERGED_INTO, struck_at=None)
        if merged:
            record.strike(list(merged), reason=_("the appeal was reopened"), by=by)
    record.move(appeals, S.IN_WORK, on=on, by=by, reason=reason)
