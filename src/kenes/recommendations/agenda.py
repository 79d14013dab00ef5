"""Points of recommendations whose answer is overdue."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from kenes.core.agenda_source import AgendaSource, Waiting
from kenes.recommendations.models import Point, Recommendation
from kenes.sittings.models import AgendaItem

if TYPE_CHECKING:
    from kenes.council.models import Council


def _waiting(council: "Council", today: date) -> Iterator[Waiting]:
    late = Point.objects.of(council).live().overdue(today)
    for row in late.select_related("recommendation", "addressee"):
        said = {"agency": row.addressee, "day": date_format(row.awaited_on, "DATE_FORMAT")}
        yield Waiting(
            origin=row,
            kind=AgendaItem.Kind.EXECUTION,
            title_kk=_title("kk", row),
            title_ru=_title("ru", row),
            why=_("%(agency)s was to answer by %(day)s") % said,
            late=True,
            facts={"agency": row.addressee},
        )


def _title(tongue: str, row: Point) -> str:
    said = {"number": row.reference, "text": row.in_language("text", tongue)}
    with override(tongue):
        return (_("No answer to recommendation %(number)s: %(text)s") % said)[:500]


def _drafts(council: "Council", today: date) -> Iterator[Waiting]:
    """Papers whose points are written and which no sitting has adopted yet."""
    drafts = Recommendation.objects.of(council).live().filter(status=Recommendation.Status.DRAFT)
    for row in drafts.filter(points__struck_at=None, points__isnull=False).distinct():
        yield Waiting(
            origin=row,
            kind=AgendaItem.Kind.QUESTION,
            title_kk=_adopting("kk", row),
            title_ru=_adopting("ru", row),
            why=_("prepared on %s") % date_format(row.prepared_on, "DATE_FORMAT"),
        )


def _adopting(tongue: str, row: Recommendation) -> str:
    said = {"number": row.number, "title": row.in_language("title", tongue)}
    with override(tongue):
        return (_("Adoption of recommendation %(number)s: %(title)s") % said)[:500]


ADOPTION = AgendaSource(
    code="adoption", wording=gettext_lazy("Recommendations to adopt"), waiting=_drafts
)
SOURCE = AgendaSource(
    code="recommendations", wording=gettext_lazy("Overdue recommendations"), waiting=_waiting
)
