"""The paper in Word: real styles, repeated heads, its language; a clerk's letterhead holds."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pikepdf
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from kenes.report.assets import make_letterhead
from kenes.report.papers import letterhead
from kenes.report.papers.letterhead import LetterheadRefused
from kenes.report.papers.word import to_docx
from tests.report.papers import URL, note, saying


@pytest.fixture(scope="module")
def document() -> Document:
    return docx.Document(BytesIO(to_docx(note())))


def changed(*, without_style: str = "", without_text: str = "") -> bytes:
    """The letterhead after a clerk took something away from it."""
    document = docx.Document(BytesIO(letterhead.standard()))
    if without_style:
        document.styles[without_style].delete()
    for paragraph in document.paragraphs:
        if without_text and without_text in paragraph.text:
            paragraph.text = ""
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def test_headings_are_headings(document: Document) -> None:
    styled = [(p.style.name, p.text) for p in document.paragraphs if p.style]
    headings = [(name, text) for name, text in styled if str(name).startswith("Heading")]

    assert headings == [("Heading 1", "Заседания"), ("Heading 2", "Обращения"),
                        ("Heading 1", "Районы")]  # fmt: skip
    assert ("Title", "Справка о работе совета") in styled
    assert ("Council", "Общественный совет") in styled
    assert ("Requisites", "3 апреля 2025 года\t№\u00a02025-03") in styled


def test_words_carry_styles_and_no_direct_form(document: Document) -> None:
    body = document.element.body
    direct = {child.tag for runs in body.iter(qn("w:rPr")) for child in runs}

    assert direct <= {qn("w:rStyle")}
    assert not list(body.iter(qn("w:jc")))


def test_heads_of_tables_repeat_and_rows_stay_whole(document: Document) -> None:
    rows = document.tables[0].rows
    repeated = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
    whole = [row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows]

    assert repeated == [True, True, *[False] * 40]
    assert all(whole)
    assert document.tables[0].style is not None
    assert document.tables[0].style.name == "Council Table"


def test_captions_are_counted_by_word(document: Document) -> None:
    captions = [p for p in document.paragraphs if p.style and "Caption" in str(p.style.name)]
    codes = [code.text for p in captions for code in p._p.iter(qn("w:instrText"))]

    assert [p.text for p in captions] == [
        "Таблица 1 – Отчёты по органам",
        "Рисунок 1 – Рассмотренные обращения",
        "Рисунок 2 – Охват",
    ]
    assert codes == [r" SEQ Таблица \* ARABIC ", *[r" SEQ Рисунок \* ARABIC "] * 2]


def test_figures_open_their_rows(document: Document) -> None:
    links = list(document.element.body.iter(qn("w:hyperlink")))
    targets = {document.part.rels[link.get(qn("r:id"))].target_ref for link in links}

    assert len(links) == 43
    assert targets == {URL}


def test_pictures_say_what_they_show(document: Document) -> None:
    alts = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]

    assert alts == ["Эмблема совета", "Решено 795, в работе 25", "Молодёжь 5 292"]


def test_it_speaks_its_language_and_names_itself(document: Document) -> None:
    languages = {
        language.get(qn("w:val")) for language in document.styles.element.iter(qn("w:lang"))
    }
    about = document.core_properties

    assert languages == {"ru-RU"}
    assert (about.title, about.author) == ("Справка о работе совета", "Общественный совет")
    assert about.language == "ru-RU"
    assert about.created is not None
    assert about.created.date() == note().date


def test_the_sheet_is_that_of_official_papers(document: Document) -> None:
    section = document.sections[0]
    sides = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)

    assert [round(side.cm, 1) for side in sides if side] == [3.0, 1.5, 2.0, 2.0]
    footer = section.footer._element
    assert [code.text for code in footer.iter(qn("w:instrText"))] == [" PAGE ", " NUMPAGES "]
    assert "".join(t.text or "" for t in footer.iter(qn("w:t"))) == "№\u00a02025-03стр. 1 из 1"


def test_the_name_stands_across_from_the_post(document: Document) -> None:
    signed = [p.text for p in document.paragraphs if p.style and p.style.name == "Signature"]

    assert signed == ["Председатель\tИ. О. Фамилия"]


def test_a_page_break_begins_the_next_block(document: Document) -> None:
    broken = [p.text for p in document.paragraphs if p.paragraph_format.page_break_before]

    assert broken == ["Районы"]


def test_the_same_paper_gives_the_same_bytes() -> None:
    data = to_docx(note())

    assert data == to_docx(note())
    with ZipFile(BytesIO(data)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2025, 4, 3, 0, 0, 0)}


def test_the_letterhead_is_what_its_script_makes() -> None:
    # Part by part: another build of zlib may pack the same content into other bytes.
    files = [letterhead.standard(), make_letterhead.make()]
    shipped, made = (ZipFile(BytesIO(file)) for file in files)

    assert shipped.namelist() == made.namelist()
    assert [name for name in made.namelist() if shipped.read(name) != made.read(name)] == []


def test_a_letterhead_may_be_changed_by_a_clerk() -> None:
    document = docx.Document(BytesIO(to_docx(note(), changed(without_text="{{ council }}"))))

    assert "Общественный совет" not in [p.text for p in document.paragraphs]
    assert "Заседания" in [p.text for p in document.paragraphs]


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        (changed(without_style="Table Caption"), "Table Caption"),
        (changed(without_text="{{ body }}"), "body"),
    ],
)
def test_a_letterhead_that_cannot_carry_a_paper_is_refused(lacking: bytes, said: str) -> None:
    with pytest.raises(LetterheadRefused, match=said):
        to_docx(note(), lacking)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=40) | st.sampled_from(["{{ title }}", "{% for %}", "a & <b>", "\x00\n\t"]))
def test_any_words_stay_words(words: str) -> None:
    document = docx.Document(BytesIO(to_docx(saying(words))))
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]

    assert headings == [letterhead.one_line(f"x{words}")]


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    (tmp_path / "note.docx").write_bytes(to_docx(note()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path),
               str(tmp_path / "note.docx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)

    with pikepdf.open(tmp_path / "note.pdf") as opened:
        assert 2 <= len(opened.pages) <= 5
