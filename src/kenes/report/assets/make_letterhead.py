"""Makes `letterhead.docx`: `python -m kenes.report.assets.make_letterhead` from the root.

A council then edits the document in Word: puts its emblem in place of ours, changes faces and
sizes in the styles. The words in double braces are filled in when a paper is made.
"""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import docx
import typst
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from kenes.report.papers import word_xml
from kenes.report.papers.paper import TEXT_WIDTH_CM
from kenes.report.papers.pdf import PICTURE_PAGE
from kenes.report.papers.word_xml import element, field, run, sealed
from kenes.report.typeface import ASSETS

# Every office has it; the PDF uses a face of the same widths.
FACE = "Times New Roman"
NAVY, SOFT, RULE, SHADE = "14375E", "4F5A66", "8A95A1", "EEF1F4"
LEFT, CENTRE, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
# Fixed, so that the letterhead made twice is the same file.
MADE = date(2025, 1, 1)

# Name, what it is based on, size, bold, italic, colour, side, before, after, kept with the next.
STYLES: list[tuple[str, str, float, bool, bool, str, WD_ALIGN_PARAGRAPH, float, float, bool]] = [
    ("Normal", "", 14, False, False, "", LEFT, 0, 0, False),
    ("Body Text", "Normal", 14, False, False, "", BOTH, 0, 0, False),
    ("Title", "Normal", 16, True, False, "", CENTRE, 18, 4, True),
    ("Subtitle", "Normal", 14, False, False, "", CENTRE, 0, 4, True),
    ("Heading 1", "Normal", 15, True, False, "", LEFT, 16, 8, True),
    ("Heading 2", "Normal", 14, True, False, "", LEFT, 14, 6, True),
    ("Heading 3", "Normal", 14, False, True, "", LEFT, 10, 4, True),
    ("List Bullet", "Normal", 14, False, False, "", BOTH, 0, 0, False),
    ("Caption", "Normal", 12, False, False, "", CENTRE, 4, 12, False),
    ("Table Caption", "Caption", 12, False, False, "", LEFT, 12, 5, True),
    ("Table Left", "Normal", 11, False, False, "", LEFT, 2, 2, False),
    ("Table Centre", "Table Left", 11, False, False, "", CENTRE, 2, 2, False),
    ("Table Right", "Table Left", 11, False, False, "", RIGHT, 2, 2, False),
    ("Table Heading", "Table Left", 10, True, False, "", CENTRE, 2, 2, True),
    ("Table Note", "Normal", 11, False, False, SOFT, LEFT, 4, 10, False),
    ("Picture", "Normal", 14, False, False, "", CENTRE, 12, 0, True),
    ("Signature", "Normal", 14, False, False, "", LEFT, 22, 0, True),
    ("Digest", "Normal", 9, False, False, SOFT, LEFT, 24, 0, False),
    ("Header", "Normal", 10, False, False, SOFT, LEFT, 0, 0, False),
    ("Footer", "Normal", 10, False, False, SOFT, LEFT, 0, 0, False),
    ("Emblem", "Normal", 14, False, False, "", CENTRE, 0, 4, True),
    ("Council", "Normal", 14, True, False, "", CENTRE, 0, 2, True),
    ("Letterhead", "Normal", 11, False, False, SOFT, CENTRE, 0, 2, True),
    ("Requisites", "Normal", 14, False, False, "", LEFT, 8, 0, True),
]  # fmt: skip
SPACED = {"Body Text", "List Bullet", "Title", "Subtitle"}  # lines a little apart
TABBED = {"Signature", "Footer", "Requisites"}  # what stands after a tab goes to the right edge


def make() -> bytes:
    """Build the letterhead and give its bytes."""
    document = docx.Document()
    _strip(document)
    for name, base, size, bold, italic, colour, side, before, after, kept in STYLES:
        _style(document, name, base)
        _face(document, name, size, bold, italic, colour)
        _spacing(document, name, side, before, after, kept)
    _figure(document)
    _bullets(document)
    _table_style(document)
    _page(document)
    _content(document)
    about = document.core_properties
    about.title, about.author, about.comments = "Letterhead", "Kenes", ""
    about.created = about.modified = datetime(MADE.year, MADE.month, MADE.day, tzinfo=UTC)
    return sealed(document, MADE)


def _strip(document: Document) -> None:
    """Take away what the blank document of the library brings and a council does not need."""
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in {"Normal Table", "Table Grid"}:
            style.delete()
    package: Any = document.part.package
    for key, relation in list(package.rels.items()):
        if "thumbnail" in relation.reltype:
            del package.rels[key]
    _defaults(document)


def _defaults(document: Document) -> None:
    """Set what holds where no style speaks, and ask Word for its present ways of layout."""
    defaults: Any = document.styles.element.find(qn("w:docDefaults"))
    defaults.clear()
    faces = element("rFonts", ascii=FACE, hAnsi=FACE, cs=FACE, eastAsia=FACE)
    size, language = element("sz", val="28"), element("lang", val="ru-RU", eastAsia="ru-RU")
    defaults.append(element("rPrDefault", element("rPr", faces, size, language)))
    spacing = element("spacing", before="0", after="0", line="240", lineRule="auto")
    defaults.append(element("pPrDefault", element("pPr", spacing)))
    settings: Any = document.settings.element
    for name in ("savePreviewPicture", "rsids", "compat/w:useFELayout", "themeFontLang"):
        found = settings.find(f"w:{name}", settings.nsmap)
        found.getparent().remove(found)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _style(document: Document, name: str, base: str) -> None:
    styles = document.styles
    if name not in {style.name for style in styles}:
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style: Any = styles[name]
    style.hidden, style.quick_style = False, True
    if base:
        style.base_style = styles[base]


def _face(
    document: Document, name: str, size: float, bold: bool, italic: bool, colour: str
) -> None:
    """Set the face of a style afresh: the blank document refers to the fonts of a theme."""
    style: Any = document.styles[name]
    old = style.element.find(qn("w:rPr"))
    if old is not None:
        style.element.remove(old)
    properties = style.element.get_or_add_rPr()
    properties.append(element("rFonts", ascii=FACE, hAnsi=FACE, cs=FACE, eastAsia=FACE))
    if bold:
        properties.append(element("b"))
    if italic:
        properties.append(element("i"))
    properties.append(element("color", val=colour or "000000"))
    half_points = str(round(size * 2))
    properties.append(element("sz", val=half_points))
    properties.append(element("szCs", val=half_points))


def _spacing(
    document: Document,
    name: str,
    side: WD_ALIGN_PARAGRAPH,
    before: float,
    after: float,
    kept: bool,
) -> None:
    style: Any = document.styles[name]
    level = style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    old = style.element.find(qn("w:pPr"))
    if old is not None:
        style.element.remove(old)
    form = style.paragraph_format
    form.keep_with_next, form.widow_control, form.alignment = kept, True, side
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.line_spacing = 1.1 if name in SPACED else 1.0
    form.first_line_indent = Cm(1.25) if name == "Body Text" else Cm(0)
    if name in TABBED:
        form.tab_stops.add_tab_stop(Cm(TEXT_WIDTH_CM), WD_TAB_ALIGNMENT.RIGHT)
    if name == "Header":
        _border(style, "bottom", "single", "4", RULE)
    if name == "Requisites":
        _border(style, "top", "thickThinSmallGap", "18", NAVY)
    if level is not None:
        style.element.pPr.append(level)


def _border(style: Any, side: str, kind: str, size: str, colour: str) -> None:
    line = element(side, val=kind, sz=size, space="6", color=colour)
    # The order of a paragraph's properties is fixed by the format: borders before tabs.
    keep = style.element.pPr
    follows = keep.find(qn("w:tabs"))
    spot = follows if follows is not None else keep.find(qn("w:spacing"))
    spot.addprevious(element("pBdr", line))


def _figure(document: Document) -> None:
    """Make the style of a figure of the note: bold, in the colour of its link."""
    style: Any = document.styles.add_style("Figure", WD_STYLE_TYPE.CHARACTER)
    style.quick_style = True
    properties = style.element.get_or_add_rPr()
    properties.append(element("b"))
    properties.append(element("color", val=NAVY))


def _bullets(document: Document) -> None:
    """Give the list the dash that official papers use."""
    numbering: Any = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    level = element(
        "lvl",
        element("start", val="1"),
        element("numFmt", val="bullet"),
        element("lvlText", val="–"),
        element("lvlJc", val="left"),
        element("pPr", element("ind", left="1077", hanging="368")),
        element("rPr", element("rFonts", ascii=FACE, hAnsi=FACE, cs=FACE)),
        ilvl="0",
    )
    kind = element("multiLevelType", val="hybridMultilevel")
    numbering.append(element("abstractNum", kind, level, abstractNumId="1"))
    numbering.append(element("num", element("abstractNumId", val="1"), numId="1"))
    for style in document.styles:
        for pointer in list(style.element.iter(qn("w:numPr"))):
            pointer.getparent().remove(pointer)
    form: Any = document.styles["List Bullet"].element.pPr
    form.find(qn("w:ind")).getparent().remove(form.find(qn("w:ind")))
    pointer = element("numPr", element("ilvl", val="0"), element("numId", val="1"))
    form.find(qn("w:spacing")).addprevious(pointer)


def _table_style(document: Document) -> None:
    """Make the look of tables: thin lines, a shaded head, room round the words."""
    style: Any = document.styles.add_style("Council Table", WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    lines = [
        element(side, val="single", sz="4", space="0", color=RULE)
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    ]
    room = [element(side, w="113", type="dxa") for side in ("left", "right")]
    style.element.append(
        element("tblPr", element("tblBorders", *lines), element("tblCellMar", *room))
    )
    shade = element("shd", val="clear", color="auto", fill=SHADE)
    head = element("tcPr", shade, element("vAlign", val="center"))
    style.element.append(element("tblStylePr", head, type="firstRow"))


def _page(document: Document) -> None:
    """Set A4 with the margins of official papers; the first page has no running head."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    section.header_distance, section.footer_distance = Cm(0.9), Cm(0.9)
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].add_run("{{ council }} · {{ title }}")
    for footer in (section.footer, section.first_page_footer):
        _page_number(footer.paragraphs[0])
    section.first_page_header.paragraphs[0].style = "Normal"


def _page_number(paragraph: Paragraph) -> None:
    paragraph.style = "Footer"
    paragraph.add_run("{{ number }}\t")
    pieces = [
        run("{{ page_before }}"),
        *field("PAGE", "1"),
        run("{{ page_between }}"),
        *field("NUMPAGES", "1"),
        run("{{ page_after }}"),
    ]
    for piece in pieces:
        paragraph._p.append(piece)


def _content(document: Document) -> None:
    """Write the head of the first page and the place of the body."""
    emblem = document.add_paragraph(style="Emblem").add_run()
    shape = emblem.add_picture(BytesIO(_emblem()), width=Cm(1.7))
    word_xml.close_set(shape)
    shape._inline.docPr.set("descr", "{{ emblem }}")
    shape._inline.docPr.set("name", "{{ emblem }}")
    for text, style in [
        ("{{ council }}", "Council"),
        ("{%p for line in letterhead %}", "Letterhead"),
        ("{{ line }}", "Letterhead"),
        ("{%p endfor %}", "Letterhead"),
        ("{{ date }}\t{{ number }}", "Requisites"),
        ("{{ title }}", "Title"),
        ("{%p if subtitle %}", "Subtitle"),
        ("{{ subtitle }}", "Subtitle"),
        ("{%p endif %}", "Subtitle"),
        ("{%p if period %}", "Subtitle"),
        ("{{ period }}", "Subtitle"),
        ("{%p endif %}", "Subtitle"),
        ("{{ body }}", "Body Text"),
    ]:
        document.add_paragraph(text, style=style)


def _emblem() -> bytes:
    drawn = (ASSETS / "emblem.svg").read_text(encoding="utf-8")
    return typst.compile(
        PICTURE_PAGE, format="png", ppi=432, sys_inputs={"svg": drawn, "width": "100"}
    )


if __name__ == "__main__":
    (ASSETS / "letterhead.docx").write_bytes(make())
