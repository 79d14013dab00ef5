"""A co-report is added to a hearing, or taken off it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kenes.core import attachment, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.hearings.coreports.models import CoReport
from kenes.hearings.models import Hearing

if TYPE_CHECKING:
    from kenes.core.access import User

File = tuple[str, Iterable[bytes]]


@action
def add(row: CoReport, *, files: Iterable[File], by: "User") -> None:
    """A co-report stands beside the report of the agency, with its files; everyone sees it."""
    if row.hearing.status == Hearing.Status.CANCELLED:
        raise Refused(_("The report will not be heard."))
    row.council_id = row.hearing.council_id
    row.check_facts()
    found = list(files)
    if not found and not (row.text_kk.strip() or row.text_ru.strip()):
        raise Refused(_("A co-report has a text or a file."), field="text_ru")
    same = CoReport.objects.live().filter(hearing=row.hearing, who=row.who)
    if same.exists():
        raise Refused(_("There is a co-report of his already."), field="who")
    record.register([Filing(row)], by=by)
    for name, chunks in found:
        attachment.attach(row, name, chunks, public=True, by=by)
