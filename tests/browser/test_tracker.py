"""The tracker on a phone and by keyboard: find what waits, see why, follow it."""

import re

from tests.browser.looking import for_everyone
from tests.browser.walker import PHONE, follow

ROW = "table.register tbody th a"


def tab_to(page, locator, at_most=60):
    """Press Tab until the thing has the focus, as one does without a mouse."""
    for _press in range(at_most):
        page.keyboard.press("Tab")
        if locator.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError("the keyboard does not reach it")


def test_on_a_phone_from_what_waits_longest_to_its_agency(site):
    page = site.visitor(size=PHONE)
    page.goto("/ru/recommendations/?answer=overdue")
    follow(page, page.locator("th a.sort"))
    first = page.locator("table.register tbody tr").first
    days = [
        int(re.sub(r"\D", "", each.inner_text()))
        for each in page.locator("td.text[data-label='Ожидание'] .main").all()
    ]
    assert days == sorted(days, reverse=True)
    reference = first.locator("th a").inner_text()
    follow(page, first.locator("th a"))
    number, ordinal = reference.split("/")
    assert page.url.endswith(f"/{number}/#point-{ordinal}")
    point = page.locator(f"#point-{ordinal}")
    assert point.locator(".sides > section").count() == 2
    point.locator(".its-course summary").click()
    assert point.locator(".course > li").count() >= 3
    name = point.locator(".about a").inner_text()
    follow(page, point.locator(".about a"))
    assert page.locator("h1").inner_text() == name


def test_by_keyboard_along_the_chain_and_into_the_mail(site):
    page = site.visitor()
    page.goto("/ru/hearings/?state=heard")
    page.goto("/ru/recommendations/?origin=hearing")
    follow(page, page.locator(ROW).first)
    hearing = page.locator(".chain a[href*='/hearings/']").first
    tab_to(page, hearing)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/hearings/" in page.url
    back = page.locator(".chain a[href*='/recommendations/2']").first
    tab_to(page, back)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    button = page.locator("main a[href='follow/']")
    tab_to(page, button)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    address = page.locator("main input[type=email]")
    tab_to(page, address)
    page.keyboard.type("nobody")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("main .field.wrong").count() == 1
    page.locator("main input[type=email]").fill("reader@example.kz")
    with page.expect_navigation():
        page.locator("main input[type=email]").press("Enter")
    assert page.locator("main .notice.success").count() == 1
    for_everyone(page)


def test_the_comparison_is_no_ranking_and_opens_as_rows(site):
    page = site.visitor()
    page.goto("/ru/agencies/comparison/")
    names = page.locator("table.register tbody th a").all_inner_texts()
    drawn = page.locator("svg.chart-wide a").count()
    assert drawn == len(names) > 3
    cell = page.locator("table.register tbody tr").first.locator("td.number a").nth(1)
    due = cell.inner_text()
    follow(page, cell)
    assert page.locator(".how-many").inner_text().split()[0] == due
