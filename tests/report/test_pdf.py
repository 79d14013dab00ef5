"""The paper in PDF: tagged, named, the same every time; words stay words."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kenes.report.charts.chart import Bar, Bars
from kenes.report.papers.measures import column_widths
from kenes.report.papers.paper import TEXT_WIDTH_CM, Heading, Paper, Paragraph, Picture, Table, Text
from kenes.report.papers.pdf import png, to_pdf
from tests.report.papers import URL, note, saying

slow = settings(max_examples=25, deadline=None,
                suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
reads_pdf = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext")


@pytest.fixture(scope="module")
def pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(to_pdf(note()))) as opened:
        yield opened


def tags(node: Any, role: str) -> list[Any]:
    """All elements of a role in the tree of tags."""
    found = [node] if node.get("/S") == f"/{role}" else []
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            found += tags(kid, role)
    return found


def words_of(data: bytes, folder: Path) -> str:
    path = folder / "paper.pdf"
    path.write_bytes(data)
    command = ["pdftotext", "-layout", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def test_it_is_tagged_and_speaks_its_language(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "ru-RU"
    assert pdf.Root.StructTreeRoot


def test_it_shows_its_title(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.docinfo["/Title"]) == "Справка о работе совета"
    assert str(pdf.docinfo["/Author"]) == "Общественный совет"
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:20250403")


def test_it_claims_both_standards(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        claims = metadata["pdfuaid:part"], metadata["pdfaid:part"], metadata["pdfaid:conformance"]

    assert claims == ("1", "2", "A")


def test_headings_are_bookmarks(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        top = [item.title for item in outline.root]
        below = [item.title for item in outline.root[0].children]

    assert top == ["Заседания", "Районы"]
    assert below == ["Обращения"]


def test_tags_tell_heads_pictures_and_links(pdf: pikepdf.Pdf) -> None:
    tree = pdf.Root.StructTreeRoot
    alts = [str(tag.Alt) for tag in tags(tree, "Figure") if "/Alt" in tag]

    assert len(tags(tree, "TH")) == 6
    assert len(tags(tree, "TR")) == 42
    assert {"Решено 795, в работе 25", "Молодёжь 5 292"} <= set(alts)
    assert len(tags(tree, "Link")) == 43
    assert len(tags(tree, "LI")) == 2


def test_figures_open_their_rows(pdf: pikepdf.Pdf) -> None:
    notes = [note for page in pdf.pages for note in page.get("/Annots", [])]

    assert {str(each.A.URI) for each in notes} == {URL}


@reads_pdf
def test_the_head_of_a_table_repeats_and_pages_are_numbered(tmp_path: Path) -> None:
    pages = words_of(to_pdf(note()), tmp_path).split("\f")[:-1]

    assert sum("Отчётов" in page for page in pages) > 1
    for n, page in enumerate(pages, start=1):
        assert f"стр. {n} из {len(pages)}" in page


def test_only_our_fonts_are_used(pdf: pikepdf.Pdf) -> None:
    fonts = {
        str(font.BaseFont) for page in pdf.pages for font in dict(page.Resources.Font).values()
    }

    assert fonts
    assert all(re.search("LiberationSerif|NotoSans", font) for font in fonts)


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert to_pdf(note()) == to_pdf(note())
    assert png(Bars(title="x", lang="ru", rows=[Bar("x", 1)]), 800) == png(
        Bars(title="x", lang="ru", rows=[Bar("x", 1)]), 800
    )


def test_a_picture_must_say_what_it_shows() -> None:
    with pytest.raises(ValueError, match="does not say"):
        Picture(Bars(title="x", lang="ru", rows=[]), " ")


@pytest.mark.parametrize("text", ["", " ", "\u200b"])
def test_a_heading_says_something(text: str) -> None:
    with pytest.raises(ValueError, match="must have words"):
        Heading(1, text)


def test_headings_do_not_skip_a_level() -> None:
    with pytest.raises(ValueError, match="skips a level"):
        replace(note(), blocks=[Heading(1, "x"), Heading(3, "y")])


def test_a_png_is_as_wide_as_asked() -> None:
    drawn = png(Bars(title="x", lang="ru", rows=[Bar("Әкімдік", 1)]), 1200)

    assert drawn.startswith(b"\x89PNG")
    assert int.from_bytes(drawn[16:20], "big") == 1200


@reads_pdf
@slow
@given(words=st.text(alphabet="#*$<>@_`\\[](){}=-+/~'\"&%^|!?:;.,Ққi1", min_size=1, max_size=25))
def test_marks_of_markup_appear_as_they_are(words: str, tmp_path: Path) -> None:
    paper = Paper(lang="ru", title="x", council="y", date=date(2025, 4, 3),
                  blocks=[Paragraph([Text(f"Ж{words}Ж")])])  # fmt: skip
    seen = re.sub(r"\s", "", words_of(to_pdf(paper), tmp_path))

    assert f"Ж{words}Ж" in seen


@slow
@given(words=st.text(max_size=40))
def test_any_words_make_a_paper(words: str) -> None:
    """No letter, not even one without a shape in our fonts, keeps a note from being made."""
    assert to_pdf(saying(words)).startswith(b"%PDF")


@given(
    st.lists(st.text(max_size=60), min_size=1, max_size=9),
    st.lists(st.text(max_size=200), min_size=1, max_size=9),
)
def test_columns_fill_the_width_of_the_text(head: list[str], cells: list[str]) -> None:
    row = [(cells * 9)[n] for n in range(len(head))]

    widths = column_widths(Table("x", head, [row]))

    assert sum(widths) == pytest.approx(TEXT_WIDTH_CM)
    assert all(width > 0 for width in widths)
