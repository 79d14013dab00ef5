"""A vacancy is filled from the reserve list: the chain in a browser, up to the figure."""

import pytest

from tests.browser.looking import for_everyone
from tests.browser.walker import PHONE, follow

YEAR = "/ru/figures/council.rotated/?from=2025-01-01&until=2025-12-31"


@pytest.fixture
def clerk(site):
    """The secretary of the city's council."""
    return site.visitor(role="secretary")


def rotated(page):
    page.goto(YEAR)
    return int(page.locator("main [data-figure]").inner_text().split()[0])


def record(page, word, **facts):
    """Press the deed, fill what it asks, record it."""
    follow(page, page.locator(f"main .moves a[href='{word}/']"))
    for name, value in facts.items():
        control = page.locator(f"main [name={name}]")
        if control.evaluate("each => each.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)
    follow(page, page.locator("main form .form-actions button[type=submit]"))


def last_sitting(page):
    """The newest held question of a general sitting that the form offers."""
    follow(page, page.locator("main .moves a[href='fill/']"))
    options = page.locator("main [name=item] option")
    assert options.count() > 1
    value = options.nth(options.count() - 1).get_attribute("value")
    page.go_back()
    return value


def test_a_vacancy_goes_to_the_reserve_by_decision_and_counts(clerk):
    before = rotated(clerk)
    clerk.goto("/office/council/vacancies/")
    passed = clerk.locator("main .passed li").count()
    follow(clerk, clerk.locator("main .page-head a[href$='/council/leave/']"))
    someone = clerk.locator("main [name=mandate] option", has_text="3/20").first
    clerk.locator("main [name=mandate]").select_option(someone.get_attribute("value"))
    clerk.fill("main [name=on]", "2025-03-28")
    clerk.locator("main [name=ground]").select_option("resigned")
    # Without the paper it is refused beside the field.
    follow(clerk, clerk.locator("main form .form-actions button[type=submit]"))
    assert clerk.locator("main .field.wrong").count() == 1
    clerk.fill("main [name=paper]", "Заявление от 27.03.2025")
    follow(clerk, clerk.locator("main form .form-actions button[type=submit]"))
    assert "/office/council/rotations/" in clerk.url
    for_everyone(clerk)
    clerk.reload()

    first = clerk.locator("main .reserve li.next").inner_text()
    record(clerk, "offer", on="2025-03-29")
    record(clerk, "answer", on="2025-03-31", answer="no", paper="Письмо 11")
    assert clerk.locator("main .reserve li.next").inner_text() != first
    record(clerk, "offer", on="2025-03-31")
    record(clerk, "answer", on="2025-04-01", answer="yes", paper="Письмо 12")

    record(clerk, "fill", item=last_sitting(clerk), title_ru="О ротации членов совета")
    assert clerk.locator("main .guide > .done").count() == 5
    assert clerk.locator("main .moves").count() == 0

    assert rotated(clerk) == before + 1
    clerk.goto("/office/council/vacancies/")
    assert clerk.locator("main .passed li").count() == passed + 1
    assert "2025-" in clerk.locator("main .passed li").first.inner_text()
    clerk.goto("/ru/members/rotation/")
    assert clerk.locator("main .passed li").count() == passed + 1


def test_a_member_disputes_a_fact_and_the_secretary_settles_it(site, clerk):
    member = site.visitor(role="member")
    member.goto("/office/council/disputes/")
    before = member.locator("main .listing > li").count()
    member.goto("/office/council/")
    follow(member, member.locator("main .page-head a[href*='/council/members/']"))
    follow(member, member.locator("main a[href^='dispute/?']").first)
    assert member.locator("main [name=fact_then]").input_value()
    member.fill("main [name=text]", "Я не участвовал в этом.")
    follow(member, member.locator("main form .form-actions button[type=submit]"))
    member.goto("/office/council/disputes/")
    assert member.locator("main .listing > li").count() == before + 1

    clerk.goto("/office/")
    follow(clerk, clerk.locator("main .desk a[href*='/office/council/disputes/']").first)
    clerk.locator("main [name=who]").select_option("no")
    clerk.fill("main [name=answer]", "Вы есть в списке участников.")
    follow(clerk, clerk.locator("main form .form-actions button[type=submit]"))
    member.reload()
    assert "Вы есть в списке участников." in member.locator("main .listing").inner_text()


@pytest.mark.parametrize(
    "path", ["", "vacancies/", "contests/2025-0001/", "bodies/", "handover/", "leave/"]
)
def test_the_pages_of_the_council_are_for_everyone(site, path):
    phone = site.visitor(PHONE, role="secretary")
    assert phone.goto(f"/office/council/{path}").status == 200
    for_everyone(phone)


def test_the_page_of_a_member_is_for_everyone(site):
    member = site.visitor(role="member")
    member.goto("/office/council/")
    follow(member, member.locator("main .page-head a[href*='/council/members/']"))
    for_everyone(member)


def test_the_public_sees_seats_and_contest(page):
    page.goto("/ru/members/")
    assert page.locator("main svg.seats a").count() >= 36
    follow(page, page.locator("main .panel a.main"))
    assert page.locator("main .guide > .done").count() == 2
    assert "@" in page.locator("main dl.facts").inner_text()
    for_everyone(page)
