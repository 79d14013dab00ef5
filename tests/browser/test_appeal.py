"""A resident's phone writes an appeal: its proof is made meanwhile, its draft outlives the line."""

from contextlib import contextmanager

import pytest

from tests.browser.conftest import SWITCHES, browser_file
from tests.browser.line import Line
from tests.browser.walker import PHONE, SMALL_PHONE

NEW = "/ru/appeals/new/"
TEXT = "У школы № 12 нет перехода."
SEND = "form[data-appeal] button.main"
PHOTO = {"name": "переход.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff" + b"0" * 100}


@pytest.fixture
def line(port):
    """What lies between the phone and the server."""
    line = Line(port)
    yield line
    line.close()


@pytest.fixture
def phone(line, chromium, tmp_path):
    """Opens the browser of one phone, again and again; what it keeps outlives it."""

    @contextmanager
    def opened(**more):
        context = chromium.browser_type.launch_persistent_context(
            tmp_path,
            executable_path=browser_file(),
            args=SWITCHES,
            base_url=f"http://localhost:{line.port}",
            locale="ru-RU",
            viewport=PHONE,
            **more,
        )
        context.set_default_timeout(15_000)
        yield context.pages[0]
        context.close()

    return opened


def write(page):
    page.goto(NEW)
    page.fill("[name=text]", TEXT)
    page.select_option("[name=topic]", index=1)
    page.fill("[name=name]", "Сейткали Айгуль")
    page.set_input_files("[name=photos]", PHOTO)


def received(page):
    page.locator(".receipt").wait_for()
    return page.locator(".receipt dd").first.inner_text()


def draft(page):
    return page.evaluate("localStorage.getItem('appeal-draft')")


def quarantined(page, number):
    """Whether the office holds the appeal apart."""
    page.goto("/account/login/?next=/office/quarantine/")
    page.fill("[name=login]", "secretary@demo.localhost")
    page.fill("[name=password]", "kenes-demo-2025")
    page.locator("main form:has([name=password]) button[type=submit]").click()
    page.wait_for_url("**/office/quarantine/")
    return page.locator(f"main li a[href='/office/appeals/{number}/']").count() == 1


def test_a_lost_line_and_a_closed_browser_lose_nothing(line, phone):
    with phone() as page:
        write(page)
        line.hang_up()
        page.click(SEND)
        page.locator("[data-offline]").wait_for()
        assert page.input_value("[name=text]") == TEXT

    line.cut = False
    with phone() as page:
        page.goto(NEW)
        page.locator("[data-draft-note]").wait_for()
        assert page.input_value("[name=text]") == TEXT
        assert page.input_value("[name=name]") == "Сейткали Айгуль"
        assert "переход.jpg" in page.inner_text("[data-draft-photos]")
        # It is sent, and the answer is lost; sent again it is the same appeal.
        line.loses = b"/appeals/new/"
        page.click(SEND)
        page.wait_for_timeout(1500)
        assert line.lost
        line.loses = b""
        page.goto(NEW)
        assert page.input_value("[name=text]") == TEXT
        page.click(SEND)
        number = received(page)
        assert draft(page) is None
        page.goto(NEW)
        assert page.input_value("[name=text]") == ""
        assert not page.is_visible("[data-draft-note]")
        write(page)
        page.click(SEND)
        later = received(page)
        assert later != number
        # With its proof made on the phone it waits for nobody.
        assert not quarantined(page, later)


def test_a_draft_is_cleared_by_the_person(phone):
    with phone() as page:
        write(page)
        key = page.input_value("[name=key]")
        assert draft(page)
        page.click("[data-draft-clear]")
        assert draft(page) is None
        assert page.input_value("[name=text]") == ""
        assert page.input_value("[name=key]") == key


def test_without_scripts_it_is_received_and_looked_at_first(phone):
    with phone(java_script_enabled=False) as page:
        page.goto(NEW)
        page.fill("[name=text]", TEXT)
        page.select_option("[name=topic]", index=1)
        page.click(SEND)
        number = received(page)
        assert quarantined(page, number)


def test_what_was_wrong_is_put_right_and_keeps_its_draft(phone):
    with phone() as page:
        page.goto(NEW)
        page.fill("[name=text]", TEXT)
        page.fill("[name=email]", "нет")
        page.click(SEND)
        page.locator(".errors").wait_for()
        assert page.input_value("[name=text]") == TEXT
        page.fill("[name=email]", "")
        page.select_option("[name=topic]", index=1)
        page.click(SEND)
        assert received(page)
        assert draft(page) is None


BROKEN = """(labels) => labels.flatMap((label) => {
  const said = label.lastChild;
  return [...said.data.matchAll(/\\S+/g)].filter((word) => {
    const range = document.createRange();
    range.setStart(said, word.index);
    range.setEnd(said, word.index + word[0].length);
    return range.getClientRects().length > 1;
  }).map((word) => word[0]);
})"""


def test_the_names_of_districts_are_whole_on_a_small_phone(page):
    page.set_viewport_size(SMALL_PHONE)
    page.goto("/kk/appeals/new/")
    tiles = page.locator("#id_district label")
    assert tiles.count() > 1
    assert tiles.evaluate_all(BROKEN) == []
