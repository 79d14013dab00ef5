"""Which appeal another one is merged into, which ones are merged into it, what answers them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from kenes.appeals.models import Appeal
from kenes.core.link import Link, Role

LINKS = Link.objects.filter(role=Role.MERGED_INTO, struck_at=None)
S = Appeal.Status
NOT_ANSWERED = (S.FORWARDED, S.RETURNED, S.TERMINATED, S.WITHDRAWN)
READ_WITH = ("applicant", "council", "topic", "district")


def host_of(appeal: Appeal) -> Appeal | None:
    """The appeal that this one is considered together with; None where it stands by itself."""
    if appeal.status != S.MERGED:
        return None
    said = LINKS.filter(from_id=appeal.pk).values("to_id")
    found: Appeal | None = Appeal.objects.live().filter(pk__in=said).first()
    return found


def answered_with(appeal: Appeal) -> Appeal | None:
    """The appeal whose answer is the answer to this one: itself, or the one it is merged into.

    None while there is no answer.
    """
    closed = appeal if appeal.status != S.MERGED else host_of(appeal)
    return closed if closed is not None and closed.status in Appeal.ANSWERED else None


def undecided(appeal: Appeal) -> bool:
    """Whether there is no decision yet: also of one that is considered together with another."""
    waits = appeal.status in Appeal.OPEN or appeal.status == S.MERGED
    return waits and answered_with(appeal) is None


def merged_into(appeals: Iterable[Appeal]) -> list[Appeal]:
    """The appeals that are considered together with these, the earliest first.

    One that was erased is nobody's any more: there is nothing to answer, and nobody to tell.
    """
    said = LINKS.filter(to_id__in=[each.pk for each in appeals]).values("from_id")
    rows = Appeal.objects.live().filter(pk__in=said, status=S.MERGED, erased_on=None)
    return list(rows.select_related(*READ_WITH).order_by("received_on", "number"))


def merged_and_answered(answered: Any) -> Any:
    """The appeals that are answered with one of these; `closed_on` says when that was closed."""
    said = LINKS.filter(to_id__in=answered.values("pk")).values("from_id")
    host = LINKS.filter(from_id=OuterRef(OuterRef("pk"))).values("to_id")
    closed = Appeal.objects.filter(pk__in=host).values("status_on")[:1]
    rows = Appeal.objects.live().filter(pk__in=said, status=S.MERGED)
    return rows.annotate(closed_on=Subquery(closed))


def left_alone(rows: Any) -> Any:
    """Those of the appeals that nobody will answer: what they are merged into is not answered.

    The acts see to it that there are none; a journal may say so of an appeal all the same.
    """
    dead = Appeal.objects.filter(pk=OuterRef("to_id"))
    dead = dead.filter(Q(status__in=NOT_ANSWERED) | Q(struck_at__isnull=False))
    link = LINKS.filter(Exists(dead), from_id=OuterRef("pk"))
    return rows.filter(Exists(link), status=S.MERGED, erased_on=None)


def of_others(host: Appeal, merged: Iterable[Appeal]) -> list[Appeal]:
    """Those of other people than the author of the one they are merged into.

    Whoever has the same address gets the answer to the one in any case.
    """
    address = host.applicant.email_index
    return [each for each in merged if not address or each.applicant.email_index != address]
