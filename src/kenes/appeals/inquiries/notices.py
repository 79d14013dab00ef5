"""The letter that asks an agency about an appeal."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from kenes.appeals.inquiries.models import Inquiry
from kenes.core import outbox
from kenes.core.filing import Filing
from kenes.core.letter import Letter
from kenes.core.text import capital
from kenes.organs.readers import Reader, readers

PURPOSE = "appeal.inquiry"


def asked(inquiry: Inquiry, *, again: str = "") -> list[Filing[Letter]]:
    """A letter to each reader of the agency, in the reader's language; answers to it come back.

    `again` says why the agency is asked a second time.
    """
    return [_letter(inquiry, reader, again) for reader in readers(inquiry.agency.of_today)]


def _letter(inquiry: Inquiry, reader: Reader, again: str) -> Filing[Letter]:
    appeal = inquiry.appeal
    with override(reader.language):
        subject = _("appeal %s, the council asks you to answer") % appeal.number
        due = date_format(inquiry.due_on, "DATE_FORMAT")
        lines = [
            *([_("The council asks you again: %s") % again] if again else []),
            inquiry.text,
            _("Answer by %s, please: in reply to this letter or on paper.") % due,
            *([_("Number of our letter: %s.") % inquiry.number_out] if inquiry.number_out else []),
            appeal.council.title,
        ]
        return outbox.letter(
            inquiry,
            recipient=reader.email,
            name=reader.name,
            language=reader.language,
            subject=capital(subject),
            text="\n\n".join(lines),
            purpose=PURPOSE,
            # Asked again, it is told again.
            sequence=inquiry.version,
            personal=True,
        )
