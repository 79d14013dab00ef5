"""Appeals that so many people joined that a sitting should look into them."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from kenes.appeals.agenda import THRESHOLD, untaken
from kenes.appeals.models import Appeal
from kenes.appeals.supports.models import Support
from kenes.core.agenda_source import AgendaSource, Waiting
from kenes.norms.models import Norm
from kenes.sittings.models import AgendaItem

if TYPE_CHECKING:
    from kenes.council.models import Council


def _waiting(council: "Council", today: date) -> Iterator[Waiting]:
    """Whoever wrote counts like those who joined."""
    norm = Norm.objects.nearest(THRESHOLD, today, council)
    joined = Support.objects.of(council).filter(status=Support.Status.COUNTED, struck_at=None)
    counts = joined.order_by().values_list("appeal").annotate(Count("pk"))
    reached = {key: many + 1 for key, many in counts if norm.holds(many + 1)}
    # Its title stands in an agenda that everyone reads, so its author must have agreed.
    rows = untaken(council).filter(Appeal.OPENED, pk__in=list(reached))
    rows = rows.select_related("topic", "district")
    for row in sorted(rows, key=lambda each: (-reached[each.pk], each.number)):
        many = reached[row.pk]
        said = ngettext("%(many)d person asks for it", "%(many)d people ask for it", many)
        since = date_format(row.received_on, "DATE_FORMAT")
        yield Waiting(
            origin=row,
            kind=AgendaItem.Kind.APPEAL,
            title_kk=_title("kk", row),
            title_ru=_title("ru", row),
            why=_("%(people)s, the appeal is of %(day)s")
            % {"people": said % {"many": many}, "day": since},
        )


def _title(tongue: str, row: Appeal) -> str:
    with override(tongue):
        return f"{row.number} {row.title}"


SOURCE = AgendaSource(
    code="joined", wording=gettext_lazy("Appeals that many have joined"), waiting=_waiting
)
