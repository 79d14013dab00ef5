"""The first minute: a number of the home page and of the note opens as the rows it counts."""

import time

import pytest

from tests.browser.walker import PHONE, RESOLVED, WIDE, follow, value

COUNTED = 795


def opened_rows(page):
    """The numbers of all rows behind the figure, page by page to the last."""
    numbers = []
    while True:
        numbers += page.locator("#rows tbody th").all_inner_texts()
        older = page.locator("#rows nav.pager a[rel=next]")
        if not older.count():
            return numbers
        follow(page, older)


@pytest.mark.short_walk
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_first_minute(site, size):
    page = site.visitor(size)
    began = time.monotonic()
    page.goto("/")
    assert page.url == site.url("/ru/")
    follow(page, page.locator(f".living {RESOLVED}"))
    assert value(page) == str(COUNTED)
    numbers = opened_rows(page)
    assert len(numbers) == len(set(numbers)) == COUNTED

    follow(page, page.locator("a.wordmark"))
    follow(page, page.locator(".living-foot a"))
    assert page.url == site.url("/ru/note/")
    follow(page, page.locator(f"article.note {RESOLVED}", has_text=str(COUNTED)).first)
    assert value(page) == str(COUNTED)
    assert page.locator("#rows tbody tr").count() == 50
    assert time.monotonic() - began < 60


def test_each_number_of_the_paragraph_opens_as_many_rows(site, page):
    """Forty sittings are forty rows, and so on: the page of a number never says another."""
    page.goto("/ru/")
    numbers = [
        (link.get_attribute("href"), link.inner_text()) for link in page.locator(".living a").all()
    ]
    assert len(numbers) >= 6
    for address, said in numbers:
        page.goto(address)
        assert value(page).split("\n")[0] == said


def test_a_row_opens_its_record_and_leads_back(page):
    page.goto("/ru/figures/appeals.resolved/")
    number = page.locator("#rows tbody th a").first
    said = number.inner_text()
    follow(page, number)
    assert page.url.endswith(f"/ru/appeals/{said}/")
    assert said in page.locator("main").inner_text()
    page.go_back()
    assert value(page) == str(COUNTED)
