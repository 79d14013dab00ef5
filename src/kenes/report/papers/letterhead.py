"""The letterhead: a Word document with the styles and the fields that a paper needs."""

import re
from io import BytesIO
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from kenes.core.refused import Refused
from kenes.report.charts.drawing import lawful
from kenes.report.papers.paper import Paper
from kenes.report.typeface import ASSETS

if TYPE_CHECKING:
    from docx.document import Document

# The paragraph in whose place the body of the paper is set.
BODY: Final = "\ue000body"

BREAKS: Final = re.compile("[\t\n\r\x85\u2028\u2029]")

# The styles that a body is set in; a clerk may change them but not take them away.
STYLES: Final = (
    "Body Text",
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "List Bullet",
    "Caption",
    "Table Caption",
    "Table Heading",
    "Table Left",
    "Table Centre",
    "Table Right",
    "Table Note",
    "Council Table",
    "Picture",
    "Figure",
    "Signature",
    "Digest",
)

# The fields a letterhead may ask for.
KNOWN: Final = frozenset(
    {
        "body",
        "council",
        "date",
        "emblem",
        "letterhead",
        "number",
        "page_after",
        "page_before",
        "page_between",
        "period",
        "subtitle",
        "title",
    }
)


class LetterheadRefused(Refused):
    """The letterhead a clerk gave us cannot carry a paper; the sentence says what it lacks."""


def standard() -> bytes:
    """Give the letterhead that comes with Kenes."""
    return (ASSETS / "letterhead.docx").read_bytes()


def filled(paper: Paper, letterhead: bytes) -> "Document":
    """Fill the fields of a letterhead; the body is still to be set at the `BODY` paragraph.

    The letterhead is a clerk's file: its template language may read the fields and nothing else.
    """
    # A page that only names the styles loads neither.
    from docxtpl import DocxTemplate
    from jinja2.sandbox import SandboxedEnvironment

    template = DocxTemplate(BytesIO(letterhead))
    unknown = template.get_undeclared_template_variables(SandboxedEnvironment()) - KNOWN
    if unknown:
        said = {"unknown": ", ".join(sorted(unknown)), "known": ", ".join(sorted(KNOWN))}
        sentence = _("The letterhead asks for unknown fields: %(unknown)s. Known are: %(known)s.")
        raise LetterheadRefused(sentence % said)
    template.render(_fields(paper), SandboxedEnvironment(autoescape=True), autoescape=True)
    document: Document = template.docx
    names = {style.name for style in document.styles}
    missing = [name for name in STYLES if name not in names]
    if missing:
        raise LetterheadRefused(_("The letterhead lacks the styles: %s.") % ", ".join(missing))
    if not any(paragraph.text == BODY for paragraph in document.paragraphs):
        raise LetterheadRefused(_("The letterhead lacks the paragraph {{ body }}."))
    return document


def one_line(text: str) -> str:
    """Give the text with tabs and line breaks as spaces, without what XML cannot hold."""
    return BREAKS.sub(" ", lawful(text))


def _fields(paper: Paper) -> dict[str, str | list[str]]:
    before, between, after = paper.wording.page
    return {
        "council": one_line(paper.council),
        "letterhead": [one_line(line) for line in paper.letterhead],
        "title": one_line(paper.title),
        "subtitle": one_line(paper.subtitle),
        "period": one_line(paper.period_text),
        "number": one_line(paper.number_text),
        "date": paper.date_text,
        "emblem": paper.wording.emblem,
        "page_before": before,
        "page_between": between,
        "page_after": after,
        "body": BODY,
    }
