"""The letter that tells an agency why its report is not put off, in the language of each reader.

Where the council agrees, the letter of the new day tells it (`hearings/telling`).
"""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from kenes.core import clock, outbox
from kenes.core.filing import Filing
from kenes.core.letter import Letter
from kenes.council.address import site_of
from kenes.hearings.models import Hearing
from kenes.hearings.requests.models import PostponementRequest
from kenes.norms import calendar
from kenes.norms.calendar import office_hour
from kenes.organs.readers import Reader, readers

PURPOSE = "hearing.request"


def letters(request: PostponementRequest) -> Sequence[Filing[Letter]]:
    """A letter to each reader of the agency, sent in office hours."""
    not_before = office_hour(clock.now(), calendar.load())
    hearing, found = request.hearing, []
    which = PostponementRequest.objects.filter(hearing=hearing).count()
    for reader in readers(hearing.agency.of_today):
        with override(reader.language):
            subject = _("the hearing of your report is not put off")
            found.append(
                outbox.letter(
                    hearing,
                    recipient=reader.email,
                    name=reader.name,
                    language=reader.language,
                    subject=f"{hearing.number}: {subject}, {hearing.council.title}"[:300],
                    text="\n\n".join(_lines(request, reader)),
                    purpose=PURPOSE,
                    sequence=which,
                    next_attempt_at=not_before,
                )
            )
    return found


def _lines(request: PostponementRequest, reader: Reader) -> list[str]:
    hearing = request.hearing
    asked = {"day": date_format(request.asked_on, "DATE_FORMAT"), "agency": hearing.agency.title}
    opening = _(
        "On %(day)s you asked for the hearing of the report of %(agency)s to be put off. The "
        "public council does not agree."
    )
    said = [opening % asked, _("Reason: %s") % request.decision]
    if hearing.status == Hearing.Status.PLANNED:
        day = date_format(hearing.planned_on, "DATE_FORMAT")
        said.append(_("The report is heard on %s, as it was planned.") % day)
    if reader.contact:
        url = f"{site_of(hearing.council)}/cabinet/hearings/"
        said.append(_("Your reports in the cabinet: %s") % url)
    return said
