"""The pieces of Word's own XML that python-docx has no verbs for."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shape import InlineShape
from docx.text.paragraph import Paragraph

TWIPS_PER_CM = 1440 / 2.54


def element(tag: str, *children: BaseOxmlElement, **attributes: str) -> BaseOxmlElement:
    """Make an element of the `w` name space with attributes of the same."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    for child in children:
        made.append(child)
    return made


def run(text: str, style_id: str = "") -> BaseOxmlElement:
    """Make a run of words, in a character style if one is named."""
    words = element("t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    if not style_id:
        return element("r", words)
    return element("r", element("rPr", element("rStyle", val=style_id)), words)


def field(code: str, shown: str) -> list[BaseOxmlElement]:
    """Make a field, as PAGE or SEQ; `shown` stands until Word counts itself."""
    instruction = element("instrText")
    instruction.text = f" {code} "
    instruction.set(qn("xml:space"), "preserve")
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", instruction),
        element("r", element("fldChar", fldCharType="separate")),
        run(shown),
        element("r", element("fldChar", fldCharType="end")),
    ]


def hyperlink(paragraph: Paragraph, url: str, *runs: BaseOxmlElement) -> BaseOxmlElement:
    """Make a link to a page outside the document around some runs."""
    link = element("hyperlink", *runs, history="1")
    key = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), key)
    return link


def close_set(shape: InlineShape) -> None:
    """Set a picture without a margin of its own, which some programs otherwise invent."""
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")


def table(style_id: str, title: str, widths: Sequence[float]) -> BaseOxmlElement:
    """Make a table without rows: its style, its name for screen readers, its columns in cm."""
    columns = [element("gridCol", w=_twips(width)) for width in widths]
    properties = element(
        "tblPr",
        element("tblStyle", val=style_id),
        element("tblW", w=_twips(sum(widths)), type="dxa"),
        element("tblLayout", type="fixed"),
        # The style's look of a first row applies, and no other.
        element("tblLook", val="0620", firstRow="1", noHBand="1", noVBand="1"),
        element("tblCaption", val=title),
    )
    return element("tbl", properties, element("tblGrid", *columns))


def row(cells: Sequence[BaseOxmlElement], header: bool) -> BaseOxmlElement:
    """Make a row that no page break cuts, and that repeats on every page if it is a head."""
    properties = element("trPr", element("cantSplit"))
    if header:
        properties.append(element("tblHeader"))
    return element("tr", properties, *cells)


def cell(paragraph: BaseOxmlElement, width: float) -> BaseOxmlElement:
    """Make a cell of a width in cm around its paragraph."""
    return element("tc", element("tcPr", element("tcW", w=_twips(width), type="dxa")), paragraph)


def speak(document: Document, locale: str) -> None:
    """Set the language of the document: Word then checks its spelling and reads it aloud in it."""
    root = document.styles.element
    for language in root.iter(qn("w:lang")):
        language.set(qn("w:val"), locale)
        language.set(qn("w:eastAsia"), locale)


def sealed(document: Document, on: date) -> bytes:
    """Save a document so that the same content gives the same bytes.

    Every part of the archive bears the day of the paper: a file does not tell when it was made.
    """
    saved, packed = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in sorted(
            source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)
        ):
            part = ZipInfo(name, (max(on.year, 1980), on.month, on.day, 0, 0, 0))
            part.compress_type = ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            part.create_system = 3
            target.writestr(part, source.read(name), compresslevel=9)
    return packed.getvalue()


def _twips(cm: float) -> str:
    return str(round(cm * TWIPS_PER_CM))
