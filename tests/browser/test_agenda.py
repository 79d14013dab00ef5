"""The secretary plans sittings, builds an agenda by dragging, by keyboard and without a script."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import for_everyone
from tests.browser.walker import PHONE, follow

FORM = "main form[method=post]"
# Not the temporary commission, which has no members entered.
COMMISSION = re.compile("^Комиссия")
FIRST = "title => document.querySelector('.agenda .title').innerText.trim() == title"
PUBLIC = ("/ru/calendar/?month=2025-04", "/ru/bodies/", "/ru/bodies/presidium/")


@pytest.fixture
def clerk(site):
    """The secretary of the city's council."""
    return site.visitor(role="secretary")


@pytest.fixture
def planned(clerk):
    """The address of a fresh sitting of a commission with five questions on its agenda."""
    clerk.goto("/office/plan/new/")
    body = clerk.locator("select[name=body]")
    body.select_option(label=body.locator("option").filter(has_text=COMMISSION).first.inner_text())
    clerk.fill("[name=first]", "2025-05-13")
    clerk.fill("[name=place]", "Зал")
    follow(clerk, clerk.locator(f"{FORM} .form-actions button.main").first)
    follow(clerk, clerk.locator("button[name=plan]"))
    assert clerk.url.endswith("/agenda/"), clerk.locator("main").inner_text()
    address = clerk.url
    for n in range(1, 6):
        clerk.goto(f"{address}new/")
        clerk.fill("[name=title_ru]", f"Вопрос {n}")
        follow(clerk, clerk.locator(f"{FORM} button.main"))
    yield address
    clerk.goto(f"{address}../strike/")
    clerk.fill("[name=reason]", "проба")
    follow(clerk, clerk.locator("form.confirm button.danger"))


def titles(page):
    return [title.strip() for title in page.locator(".agenda .title").all_inner_texts()]


def test_a_year_of_a_commission_is_planned_at_once(clerk):
    clerk.goto("/office/plan/new/")
    body = clerk.locator("select[name=body]")
    body.select_option(label=body.locator("option").filter(has_text=COMMISSION).last.inner_text())
    clerk.fill("[name=first]", "2025-05-01")
    clerk.select_option("[name=rule]", "weekday")
    clerk.fill("[name=until]", "2025-12-31")
    follow(clerk, clerk.locator(f"{FORM} .form-actions button.main").first)
    days = clerk.locator(".plan-preview input[name=days]")
    assert days.count() == 8
    # The first of May is a day off; the next day is worked.
    assert days.first.get_attribute("value") == "2025-05-02"
    for_everyone(clerk)
    clerk.reload()

    clerk.goto("/office/plan/?year=2025")
    assert clerk.locator(".plan .gap").count() > 0
    for_everyone(clerk)


def test_a_question_is_dragged_to_its_place(clerk, planned):
    clerk.goto(planned)
    assert titles(clerk) == [f"Вопрос {n}" for n in range(1, 6)]
    handle = clerk.locator(".agenda [data-handle]").nth(4)
    with clerk.expect_response(re.compile("/order/")):
        handle.hover()
        clerk.mouse.down()
        box = clerk.locator(".agenda > li").nth(0).bounding_box()
        clerk.mouse.move(box["x"] + 20, box["y"] + 30, steps=8)
        clerk.mouse.move(box["x"] + 20, box["y"] + 4, steps=4)
        clerk.mouse.up()
    expect(clerk.locator(".agenda .title").first).to_have_text("Вопрос 5")
    # The numbers follow once the server has taken the new order.
    expect(clerk.locator(".agenda .place")).to_have_text(["1", "2", "3", "4", "5"])
    assert titles(clerk)[0] == "Вопрос 5"
    clerk.reload()
    assert titles(clerk)[0] == "Вопрос 5"


def test_a_question_is_moved_by_the_keyboard_and_keeps_the_focus(clerk, planned):
    clerk.goto(planned)
    clerk.locator(".agenda button[value$=':down']").nth(0).focus()
    held = clerk.evaluate("document.activeElement.id")
    with clerk.expect_response(re.compile("/order/")):
        clerk.keyboard.press("Alt+ArrowDown")
    expect(clerk.locator(".agenda .title").first).to_have_text("Вопрос 2")
    assert titles(clerk)[:2] == ["Вопрос 2", "Вопрос 1"]
    expect(clerk.locator(f"[id='{held}']")).to_be_focused()
    with clerk.expect_response(re.compile("/order/")):
        clerk.keyboard.press("Enter")
    expect(clerk.locator(".agenda .title").nth(2)).to_have_text("Вопрос 1")


def test_without_a_script_the_arrows_do_the_same(site, clerk, planned):
    plain = site.visitor(role="secretary", java_script_enabled=False)
    plain.goto(planned)
    plain.locator(".agenda button[value$=':down']").nth(0).click()
    plain.wait_for_url(re.compile("#item-"))
    assert titles(plain)[:2] == ["Вопрос 2", "Вопрос 1"]


def test_a_colleague_who_moved_first_is_told_of(site, clerk, planned):
    colleague = site.visitor(role="secretary")
    for page in (clerk, colleague):
        page.goto(planned)
    with colleague.expect_response(re.compile("/order/")):
        colleague.locator(".agenda button[value$=':down']").nth(0).click()
    with clerk.expect_response(re.compile("/order/")):
        clerk.locator(".agenda button[value$=':up']").nth(4).click()
    notice = clerk.locator("#agenda [role=alert]")
    notice.wait_for()
    assert titles(clerk)[:2] == ["Вопрос 2", "Вопрос 1"]


def test_what_waits_comes_on_the_agenda(clerk, planned):
    clerk.goto(planned)
    box = clerk.locator("#source-hearings input[name=matter]").first
    box.check()
    follow(clerk, clerk.locator("#waiting .form-actions button.main"))
    assert len(titles(clerk)) == 6
    assert clerk.locator(".agenda .about a[href^='/office/hearings/']").count() == 1


def test_people_are_invited_and_told(clerk, planned):
    clerk.goto(f"{planned}../invitations/")
    follow(clerk, clerk.locator("form[action$='/members/'] button"))
    invited = clerk.locator("table.register tbody tr").count()
    assert invited >= 3
    clerk.goto(f"{planned}../invitations/addresses/")
    clerk.locator("input[type=email]").first.fill("member@example.kz")
    follow(clerk, clerk.locator(f"{FORM} button.main"))
    follow(clerk, clerk.locator("form[action$='/send/'] button"))
    # A demo keeps its letters.
    assert clerk.locator("table.register .state").count() >= invited
    assert clerk.locator("main ol.listing > li").count() == 1
    for_everyone(clerk)


@pytest.mark.parametrize("then", ["agenda/", "agenda/new/", "invitations/", "terms/"])
def test_the_pages_of_a_sitting_are_for_everyone(site, clerk, planned, then):
    phone = site.visitor(PHONE, role="secretary")
    assert phone.goto(planned.replace("agenda/", then)).status == 200
    for_everyone(phone)


@pytest.mark.parametrize(
    "path", ["/ru/calendar/?month=2025-04", "/ru/bodies/", "/ru/bodies/presidium/"]
)
def test_the_public_calendar_and_bodies_are_for_everyone(site, path):
    phone = site.visitor(PHONE)
    assert phone.goto(path).status == 200
    for_everyone(phone)
