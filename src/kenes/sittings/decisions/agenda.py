"""Tasks of earlier decisions whose day has come."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from kenes.core.agenda_source import AgendaSource, Waiting
from kenes.sittings.decisions.models import Task
from kenes.sittings.models import AgendaItem

if TYPE_CHECKING:
    from kenes.council.models import Council


def _waiting(council: "Council", today: date) -> Iterator[Waiting]:
    due = Task.objects.of(council).live().filter(status=Task.Status.OPEN, due_on__lte=today)
    for row in due.select_related("decision", "owner", "agency").order_by("due_on", "pk"):
        owner = row.owner or row.agency
        said = {"day": date_format(row.due_on, "DATE_FORMAT"), "owner": owner or "—"}
        yield Waiting(
            origin=row,
            kind=AgendaItem.Kind.EXECUTION,
            title_kk=_title("kk", row),
            title_ru=_title("ru", row),
            why=_("due %(day)s, %(owner)s") % said,
            late=True,
            facts={"agency": row.agency} if row.agency else {},
        )


def _title(tongue: str, row: Task) -> str:
    said = {"number": row.decision.number, "text": row.in_language("text", tongue)}
    with override(tongue):
        return (_("Execution of decision %(number)s: %(text)s") % said)[:500]


SOURCE = AgendaSource(
    code="tasks", wording=gettext_lazy("Tasks of earlier decisions"), waiting=_waiting
)
