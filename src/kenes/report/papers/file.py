"""A paper as a file: PDF, or Word on the council's own letterhead.

What sets them is loaded by the few who take a paper away: it costs a process 20 MB.
"""

from datetime import date
from typing import Final
from zipfile import BadZipFile

from django.utils.translation import gettext as _

from kenes.core.refused import Refused
from kenes.council.models import Council
from kenes.report.models import Letterhead
from kenes.report.papers.paper import Heading, Paper, Paragraph, Text

# The forms in which a paper is handed out, and what the web calls each.
FORMS: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def made(form: str, sheet: Paper, council: Council) -> bytes:
    """The paper as a file of that form."""
    if form == "docx":
        from kenes.report.papers.word import to_docx

        return to_docx(sheet, letterhead_of(council))
    from kenes.report.papers.pdf import to_pdf

    return to_pdf(sheet)


def letterhead_of(council: Council) -> bytes | None:
    """The council's own letterhead; None while it uses the one that comes with Kenes."""
    kept = Letterhead.objects.of(council).live().order_by("pk").last()
    return bytes(kept.content) if kept else None


def trial(content: bytes, council: Council) -> bytes:
    """A short paper on that letterhead. Refused with a sentence when it cannot carry one."""
    from docx.opc.exceptions import PackageNotFoundError
    from jinja2 import TemplateError

    from kenes.report.papers.word import to_docx

    paper = Paper(
        lang="ru",
        title=_("A trial page"),
        council=council.title,
        date=date(2025, 1, 1),
        blocks=[Heading(1, _("Heading")), Paragraph([Text(_("Text of a paragraph."))])],
    )
    try:
        return to_docx(paper, content)
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError):
        raise Refused(_("This is no Word document (.docx)."), field="file") from None
    except TemplateError as error:
        sentence = _("A field in the letterhead is not written right: %s")
        raise Refused(sentence % error, field="file") from None
