"""Try to cheat: with an appeal struck, every page and paper of that visitor says so; no other."""

import re
from io import BytesIO

import pikepdf
import pytest
from docx import Document

from tests.browser.walker import LANGUAGES, RESOLVED, follow, main_text, value

WHOLE, CHEATED = "795", "794"


@pytest.fixture
def cheater(page):
    """A visitor who has struck an appeal, and its number."""
    page.goto("/ru/cheat/")
    button = page.locator("main button[name=number]").first
    number = button.get_attribute("value")
    follow(page, button)
    assert number in main_text(page)
    return page, number


def home_number(page, language):
    page.goto(f"/{language}/")
    return page.locator(f".living {RESOLVED}").inner_text()


def downloaded(page, form):
    with page.expect_download() as coming:
        page.click(f"article.note a[href$='note.{form}']")
    return BytesIO(coming.value.path().read_bytes())


def words_of_docx(file):
    return " ".join(node.text or "" for node in Document(file).element.body.iter() if node.text)


def words_of_pdf(file, tmp_path):
    """What a reader of the paper's text finds, and what its links are told to be."""
    import shutil
    import subprocess

    with pikepdf.open(file) as opened:
        assert opened.pages
    path = tmp_path / "note.pdf"
    path.write_bytes(file.getvalue())
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("needs pdftotext")
    done = subprocess.run([reader, str(path), "-"], check=True, capture_output=True)
    return done.stdout.decode()


def says(text, number):
    """Whether a text has the number, not as a part of a longer one."""
    return re.search(rf"(?<!\d)(?<!\d[\u00a0\u202f]){number}(?!\d)", text) is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_figure_and_note_say_one_less(cheater, language):
    page, _number = cheater
    assert home_number(page, language).startswith(CHEATED)
    follow(page, page.locator(f".living {RESOLVED}"))
    assert value(page) == CHEATED
    page.goto(f"/{language}/note/")
    numbers = page.locator(f"article.note {RESOLVED}").all_inner_texts()
    assert [n for n in numbers if n.startswith(CHEATED)]
    assert not [n for n in numbers if n.startswith(WHOLE)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_and_pdf_say_one_less(cheater, tmp_path, language):
    page, _number = cheater
    page.goto(f"/{language}/note/")
    for words in (
        words_of_docx(downloaded(page, "docx")),
        words_of_pdf(downloaded(page, "pdf"), tmp_path),
    ):
        assert says(words, CHEATED)
        assert not says(words, WHOLE)


def test_the_edition_names_the_struck_appeal(cheater, site):
    page, number = cheater
    site.open(page, "drift")
    drifted = page.locator("[data-drift='appeals.resolved']").inner_text()
    assert WHOLE in drifted
    assert CHEATED in drifted
    assert number in drifted


def test_nobody_else_sees_it_and_it_is_put_back(cheater, site):
    page, number = cheater
    other = site.visitor()
    assert home_number(other, "ru") == WHOLE
    assert number in opened(other, number)
    site.open(other, "drift")
    assert not other.locator("[data-drift='appeals.resolved']").count()

    page.goto("/ru/cheat/")
    follow(page, page.locator("button[name=put_back]"))
    assert home_number(page, "ru") == WHOLE
    page.goto("/ru/note/")
    assert page.locator(f"article.note {RESOLVED}", has_text=WHOLE).count()
    site.open(page, "drift")
    assert not page.locator("[data-drift='appeals.resolved']").count()


def opened(page, number):
    page.goto(f"/ru/appeals/{number}/")
    return main_text(page)


def test_the_card_of_the_struck_appeal_is_gone_for_the_cheater(cheater):
    page, number = cheater
    assert page.goto(f"/ru/appeals/{number}/").status == 404
