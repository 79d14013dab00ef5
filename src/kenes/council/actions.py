"""Changes in the council: it is founded, a person takes a seat."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.core import journal, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.council.models import Council, Mandate

if TYPE_CHECKING:
    from datetime import datetime

    from kenes.core.access import User


@action
def found(
    *,
    by: "User",
    slug: str,
    title_kk: str,
    title_ru: str,
    title_en: str = "",
    hosts: str = "",
    demo_now: "datetime | None" = None,
) -> Council:
    """Open a register for a council. Refused when another bears the short name."""
    if Council.objects.filter(slug=slug).exists():
        raise Refused(_("There is already a council called “%s”.") % slug, field="slug")
    council = Council.objects.create(
        slug=slug,
        title_kk=title_kk,
        title_ru=title_ru,
        title_en=title_en,
        hosts=hosts,
        demo_now=demo_now,
    )
    journal.write("council.founded", council, by=by, council=council, slug=slug)
    return council


@action
def seat(filings: Sequence[Filing[Any]], *, by: "User") -> None:
    """People take seats. Refused when a seat would have two holders on one day.

    A mandate entered from the reserve list counts in `council.rotated`.
    """
    for filing in filings:
        _refuse_overlap(filing.row, filings)
    record.register(filings, by=by)


def _refuse_overlap(mandate: Mandate, filings: Sequence[Filing[Any]]) -> None:
    held = list(Mandate.objects.live().filter(seat=mandate.seat_id))
    fresh = [f.row for f in filings if isinstance(f.row, Mandate) and f.row is not mandate]
    for other in [*held, *(m for m in fresh if m.seat_id == mandate.seat_id)]:
        begins_before_other_ends = other.ended_on is None or mandate.since_on < other.ended_on
        ends_after_other_begins = mandate.ended_on is None or mandate.ended_on > other.since_on
        if begins_before_other_ends and ends_after_other_begins:
            sentence = _("The seat is held by %(person)s on those days.")
            raise Refused(sentence % {"person": other.person}, field="seat")
