"""A phone fills in a monitoring where there is no connection, and loses and doubles nothing."""

import re
from contextlib import contextmanager

import pytest

from kenes.demo.accounts import PASSWORD
from tests.browser.conftest import SWITCHES, browser_file
from tests.browser.line import Line
from tests.browser.pages import ROW
from tests.browser.walker import PHONE, follow
from tests.control.conftest import jpeg

LIST = re.compile(r"/checklist/$")
RECORD = "form[data-field] .form-actions button"
DOOR = {"name": "door.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}
SAID = {"select": "yes", "input[inputmode=decimal]": "91,5", "textarea": "Очередь до двери"}


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
    def opened():
        context = chromium.browser_type.launch_persistent_context(
            tmp_path,
            executable_path=browser_file(),
            args=SWITCHES,
            base_url=f"http://localhost:{line.port}",
            locale="ru-RU",
            viewport=PHONE,
        )
        context.set_default_timeout(15_000)
        yield context.pages[0]
        context.close()

    return opened


def sign_in(page):
    page.fill("[name=login]", "secretary@demo.localhost")
    page.fill("[name=password]", PASSWORD)
    follow(page, page.locator("main form:has([name=password]) button[type=submit]"))


def says(page, what):
    page.locator(f"[data-says={what}]:not(template)").wait_for()


def control(page, kind):
    return page.locator(f"[data-question] {kind}").first


def fill(page, said):
    for kind, value in said.items():
        if kind == "select":
            control(page, kind).select_option(value)
        else:
            control(page, kind).fill(value)
    says(page, "kept")


def answered(page):
    """What the office reads of the field work, with the photos of it."""
    page.goto(page.url.partition("/checklist/")[0] + "/checklist/")
    return sorted(page.locator(".findings .answers li strong").all_inner_texts()), page.locator(
        ".findings a[href^='/files/']"
    ).count()


def field_page(page):
    """The address of the field work of the monitoring that is under way, made ready to keep."""
    page.goto("/account/login/?next=/office/control/monitorings/")
    sign_in(page)
    page.goto(page.locator(ROW).first.get_attribute("href") + "checklist/field/")
    page.locator("[data-ready]").wait_for()
    return page.url


def test_a_phone_in_airplane_mode(line, phone):
    with phone() as page:
        address = field_page(page)
        before, photos = answered(page)
        line.hang_up()
        page.goto(address)
        fill(page, SAID)
        control(page, "input[type=file]").set_input_files(DOOR)
        says(page, "kept")

    with phone() as page:
        page.goto(address)
        says(page, "kept")
        for kind, value in SAID.items():
            assert control(page, kind).input_value() == value
        files = "(input) => input.files[0].name"
        assert control(page, "input[type=file]").evaluate(files) == "door.jpg"
        page.click(RECORD)
        says(page, "waits")

    line.cut = False
    with phone() as page:
        # The sign-in ended with the browser. What waits is sent at once, and the answer is lost.
        page.goto(address)
        line.loses = b"/checklist/field/"
        sign_in(page)
        says(page, "waits")
        assert line.lost
        line.loses = b""
        # It is sent again, and entered once.
        with page.expect_navigation(url=LIST):
            page.click("[data-send]")
        said = sorted([*before, "да", "91.5", "Очередь до двери"])
        assert answered(page) == (said, photos + 1)

        page.goto(address)
        says(page, "ready")
        fill(page, {"textarea": "Стало свободнее"})
        page.context.clear_cookies()
        page.click(RECORD)
        says(page, "stranger")
        follow(page, page.locator("[data-sign-in]"))
        sign_in(page)
        page.wait_for_url(LIST)
        assert answered(page) == (sorted([*said, "Стало свободнее"]), photos + 1)


def test_what_is_not_taken_is_said_and_kept(phone):
    with phone() as page:
        address = field_page(page)
        before = answered(page)
        page.goto(address)
        fill(page, {"input[inputmode=decimal]": "много"})
        page.click(RECORD)
        says(page, "refused")
        assert page.locator("[data-errors] .errors li").count() == 1
        page.reload()
        says(page, "kept")
        assert control(page, "input[inputmode=decimal]").input_value() == "много"
        fill(page, {"input[inputmode=decimal]": "12"})
        with page.expect_navigation(url=LIST):
            page.click(RECORD)
        assert answered(page) == (sorted([*before[0], "12"]), before[1])
