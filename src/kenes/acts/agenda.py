"""Draft acts that wait for the council's conclusion."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from kenes.acts.models import DraftAct
from kenes.core.agenda_source import AgendaSource, Waiting
from kenes.core.having import Having
from kenes.sittings.models import AgendaItem

if TYPE_CHECKING:
    from kenes.council.models import Council

# Older drafts without a review were let pass long ago, whether or not somebody wrote it down.
AT_MOST = 200


def _waiting(council: "Council", today: date) -> Iterator[Waiting]:
    rows = DraftAct.objects.of(council).live().exclude(Having("reviews").on(DraftAct))
    rows = rows.filter(received_on__lte=today).select_related("developer")
    for row in rows.order_by("-received_on", "pk")[:AT_MOST]:
        on = date_format(row.received_on, "DATE_FORMAT")
        yield Waiting(
            origin=row,
            kind=AgendaItem.Kind.DRAFT,
            title_kk=_title("kk", row),
            title_ru=_title("ru", row),
            why=_("received %s, no conclusion yet") % on,
            facts={"agency": row.developer},
        )


def _title(tongue: str, row: DraftAct) -> str:
    with override(tongue):
        said = _("Draft act: %(title)s") % {"title": row.in_language("title", tongue)}
        return said[:500]


SOURCE = AgendaSource(code="drafts", wording=gettext_lazy("Draft acts"), waiting=_waiting)
