"""Reports of agencies that wait to be heard."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from kenes.core.agenda_source import AgendaSource, Waiting
from kenes.hearings.models import Hearing
from kenes.sittings.models import AgendaItem

if TYPE_CHECKING:
    from kenes.council.models import Council

# A report planned for a later day is nothing to be thought of yet.
AHEAD = timedelta(days=120)


def _waiting(council: "Council", today: date) -> Iterator[Waiting]:
    to_hear = (Hearing.Status.PLANNED, Hearing.Status.POSTPONED)
    rows = Hearing.objects.of(council).live().filter(status__in=to_hear, item=None)
    rows = rows.filter(planned_on__lte=today + AHEAD).select_related("agency")
    for row in rows.order_by("planned_on", "pk"):
        yield Waiting(
            origin=row,
            kind=AgendaItem.Kind.REPORT,
            title_kk=_title("kk", row),
            title_ru=_title("ru", row),
            why=_why(row),
            late=row.planned_on < today,
            facts={"agency": row.agency},
        )


def _title(tongue: str, row: Hearing) -> str:
    with override(tongue):
        return _("Report: %(agency)s") % {"agency": row.agency.in_language("title", tongue)}


def _why(row: Hearing) -> str:
    on = date_format(row.planned_on, "DATE_FORMAT")
    if row.status == Hearing.Status.POSTPONED:
        return _("postponed; was planned for %s") % on
    return _("planned for %s") % on


SOURCE = AgendaSource(
    code="hearings", wording=gettext_lazy("Reports to be heard"), waiting=_waiting
)
