"""A clerk's work in the office, and what others may not do there."""

import re
from pathlib import Path

import pytest

from tests.browser.looking import for_everyone
from tests.browser.pages import ROW
from tests.browser.walker import follow, main_text

THREE_MISTAKES = Path(__file__).parents[2] / "examples" / "three-mistakes.xlsx"
SAVE = "main form button.main[type=submit]"
FIRST_CARD = f"main {ROW}"


@pytest.fixture
def clerk(site):
    """The secretary of the city's council."""
    return site.visitor(role="secretary")


def first_card(page, code):
    """Open the newest record of a register; gives its address."""
    page.goto(f"/office/{code}/")
    follow(page, page.locator(FIRST_CARD).first)
    return page.url


def save(page):
    """Send the form of a page, and see what came of it."""
    follow(page, page.locator(SAVE))


def tally(page):
    return [int(each) for each in page.locator("dl.tally dd").all_inner_texts()]


def test_signing_in_and_out(site, page):
    site.sign_in(page, "secretary@demo.localhost", site.password)
    assert page.locator("main h1").count() == 1
    page.click("header .wide details.menu > summary")
    page.click("header .wide details.menu form[action='/account/logout/'] button")
    page.wait_for_url("**/ru/")
    page.goto("/office/")
    assert "/account/login/" in page.url


def test_a_wrong_password_opens_nothing(page):
    page.goto("/account/login/")
    page.fill("[name=login]", "chair@demo.localhost")
    page.fill("[name=password]", "not the password")
    follow(page, page.locator("main form:has([name=password]) button[type=submit]"))
    assert page.locator(".errors[role=alert]").is_visible()
    for_everyone(page)
    page.goto("/office/")
    assert "/account/login/" in page.url


def look_at_three_mistakes(page):
    page.goto("/office/import/")
    page.set_input_files("main input[type=file]", THREE_MISTAKES)
    save(page)


def test_a_workbook_is_looked_at_taken_in_and_taken_back(clerk):
    look_at_three_mistakes(clerk)
    refused = clerk.locator("main table.register tbody tr")
    said = [
        (row.locator("th").inner_text(), row.locator("td").inner_text()) for row in refused.all()
    ]
    assert len(said) == 3
    assert all(re.fullmatch(r"[A-Z]+3", cell) for cell, _why in said)
    whys = " ".join(why for _cell, why in said)
    assert "31.02.2025" in whys
    assert "Мусорр" in whys
    assert all(why.endswith(".") for _cell, why in said)
    new, changed, _same, bad = tally(clerk)
    assert (new, changed, bad) == (3, 0, 3)

    follow(clerk, clerk.locator("button[name=answer][value=take]"))
    assert tally(clerk) == [3, 0, 3]
    done = clerk.url
    assert clerk.goto("/office/appeals/2025-0701/").status == 200
    assert clerk.goto("/office/appeals/2025-0702/").status == 404

    clerk.goto(done)
    follow(clerk, clerk.locator("form[action$='/undo/'] button"))
    struck, left = tally(clerk)
    assert struck >= 3
    assert left == 0
    clerk.goto("/office/appeals/2025-0701/")
    assert clerk.locator("main h1.struck").count() == 1
    assert clerk.goto("/ru/appeals/2025-0701/").status == 404


def test_what_an_import_shows_is_for_everyone(clerk):
    look_at_three_mistakes(clerk)
    for_everyone(clerk)
    clerk.reload()
    follow(clerk, clerk.locator("button[name=answer][value=refuse]"))
    assert clerk.url.endswith("/office/import/")
    assert clerk.locator(".messages").is_visible()


def test_a_file_that_is_no_workbook_is_refused_beside_the_field(clerk):
    clerk.goto("/office/import/")
    file = {"name": "note.xlsx", "mimeType": "application/zip", "buffer": b"not a workbook"}
    clerk.set_input_files("main input[type=file]", file)
    save(clerk)
    assert clerk.locator(".field.wrong .error").is_visible()
    for_everyone(clerk)


@pytest.fixture
def colleague(site, kept):
    """A second secretary, invited by the administrator, with a password of her own."""
    if "colleague" not in kept:
        administrator = site.visitor(role="administrator")
        administrator.goto("/office/accounts/new/")
        administrator.fill("[name=name]", "Сейткали Айгуль")
        administrator.fill("[name=email]", "second@demo.localhost")
        administrator.check("main [name=role][value=secretary]")
        save(administrator)
        link = administrator.input_value("#link")
        invited = site.visitor()
        invited.goto(link)
        for field in invited.locator("main input[type=password]").all():
            field.fill("a long enough word")
        save(invited)
        page = site.visitor()
        site.sign_in(page, "second@demo.localhost", "a long enough word")
        kept["colleague"] = page.context.storage_state()
        return page
    return site.visitor(storage_state=kept["colleague"])


def test_a_stale_form_shows_the_others_change_and_keeps_the_text(clerk, colleague):
    card = first_card(clerk, "news")
    clerk.goto(f"{card}correct/")
    colleague.goto(f"{card}correct/")
    before = clerk.input_value("[name=title_ru]")
    colleague.fill("[name=title_ru]", "Заголовок коллеги")
    colleague.fill("[name=title_kk]", "Әріптестің тақырыбы")
    save(colleague)
    assert colleague.url == card

    clerk.fill("[name=title_ru]", "Мой заголовок")
    save(clerk)
    difference = clerk.locator("table.difference")
    assert "Сейткали Айгуль" in difference.locator("caption").inner_text()
    assert before in difference.inner_text()
    assert "Заголовок коллеги" in difference.inner_text()
    assert clerk.input_value("[name=title_ru]") == "Мой заголовок"
    assert clerk.input_value("[name=title_kk]") == "Әріптестің тақырыбы"

    save(clerk)
    assert clerk.url == card
    assert "Мой заголовок" in main_text(clerk)
    assert "Әріптестің тақырыбы" in main_text(clerk)


def test_what_a_stale_form_shows_is_for_everyone(clerk, colleague):
    card = first_card(clerk, "urgent")
    for page in (clerk, colleague):
        page.goto(f"{card}correct/")
    colleague.fill("[name=title_ru]", "Вопрос коллеги")
    save(colleague)
    clerk.fill("[name=title_ru]", "Мой вопрос")
    save(clerk)
    assert clerk.locator("table.difference").is_visible()
    for_everyone(clerk)


def test_striking_asks_for_a_reason(clerk):
    card = first_card(clerk, "appeals")
    public = card.replace("/office/", "/ru/")
    clerk.goto(f"{card}strike/")
    follow(clerk, clerk.locator("form.confirm button.danger"))
    assert clerk.locator(".field.wrong .error").is_visible()
    assert clerk.goto(public).status == 200

    clerk.goto(f"{card}strike/")
    clerk.fill("[name=reason]", "Записано дважды")
    follow(clerk, clerk.locator("form.confirm button.danger"))
    # A struck record is opened by its own key: its number may be given again.
    assert re.fullmatch(r".*/office/appeals/[0-9a-f-]{36}/", clerk.url)
    struck = clerk.url
    assert "Записано дважды" in clerk.locator(".notice.warning").inner_text()
    assert clerk.goto(public).status == 404

    clerk.goto(struck)
    for_everyone(clerk)
    clerk.reload()
    follow(clerk, clerk.locator("form[action$='/restore/'] button"))
    assert clerk.goto(public).status == 200


def test_an_empty_form_says_what_is_missing_and_leads_there(clerk):
    clerk.goto("/office/appeals/new/")
    clerk.fill("[name=applicant__name]", "Асанов Асан")
    save(clerk)
    errors = clerk.locator(".errors[role=alert]")
    assert errors.evaluate("part => part === document.activeElement")
    assert clerk.input_value("[name=applicant__name]") == "Асанов Асан"
    link = errors.locator("a").first
    target = link.get_attribute("href")
    link.click()
    clerk.locator(f"{target}:is(:focus, :target)").wait_for()
    for_everyone(clerk)


def test_a_deadline_shows_each_day(clerk):
    clerk.goto("/office/deadline/")
    follow(clerk, clerk.locator("main form button.main"))
    assert clerk.locator(".deadline .why li").count() > 1
    for_everyone(clerk)


def forge(page, path, **said):
    """A form sent past the pages, with the token of the person's own session."""
    [token] = [c["value"] for c in page.context.cookies() if c["name"] == "csrftoken"]
    headers = {"X-CSRFToken": token, "Referer": page.url}
    return page.request.post(path, form=said, headers=headers, max_redirects=0).status


@pytest.mark.parametrize("role", ["member", "chair", "expert"])
def test_who_only_looks_cannot_write(site, role):
    page = site.visitor(role=role)
    card = first_card(page, "appeals")
    assert not page.locator("main a[href$='/correct/'], main a[href$='/strike/']").count()
    for path in ("correct/", "strike/"):
        assert page.goto(f"{card}{path}").status == 403
    for path in ("/office/appeals/new/", "/office/import/", "/office/accounts/"):
        assert page.goto(path).status == 403
    assert page.locator("main h1").count() == 1
    page.goto(card)
    for path in (f"{card}strike/", f"{card}correct/", f"{card}restore/", "/office/appeals/new/"):
        assert forge(page, path, reason="because") == 403


def test_what_is_said_to_who_may_not_is_for_everyone(site):
    page = site.visitor(role="member")
    assert page.goto("/office/appeals/new/").status == 403
    for_everyone(page)


def test_an_applicant_is_seen_by_few_and_the_look_is_remembered(site, clerk):
    card = first_card(clerk, "appeals")
    follow(clerk, clerk.locator("form[action$='/applicant/'] button"))
    assert clerk.locator("dl.facts div").count() >= 2
    for_everyone(clerk)
    member = site.visitor(role="member")
    member.goto(card)
    assert not member.locator("form[action$='/applicant/']").count()
    assert forge(member, f"{card}applicant/") == 403


def test_another_council_shows_nothing_of_the_city(site, clerk):
    there = site.visitor(role="secretary.kokshe", host="kokshe.localhost")
    for code in ("members", "mandates", "news", "hearings"):
        clerk.goto(f"/office/{code}/")
        city = {link.get_attribute("href") for link in clerk.locator(ROW).all()}
        words = set(clerk.locator("table.register tbody tr").all_inner_texts())
        there.goto(f"/office/{code}/")
        assert not words & set(there.locator("table.register tbody tr").all_inner_texts())
        if code in {"members", "mandates"}:
            assert city
            assert there.goto(min(city)).status == 404
    clerk.goto("/office/appeals/")
    numbers = clerk.locator(ROW).all_inner_texts()
    there.goto("/office/appeals/")
    foreign = set(numbers) - set(there.locator(ROW).all_inner_texts())
    assert there.goto(f"/office/appeals/{max(foreign)}/").status == 404
    assert there.goto(f"/ru/appeals/{max(foreign)}/").status == 404


def test_the_citys_clerk_is_a_stranger_in_another_council(site):
    page = site.visitor(host="kokshe.localhost")
    site.sign_in(page, "secretary@demo.localhost", site.password)
    assert page.goto("/office/appeals/").status == 403
    assert page.goto("/office/appeals/new/").status == 403


def test_the_demo_strip_changes_the_eyes(page):
    page.goto("/kk/")
    follow(page, page.locator("aside.strip button[value=member]"))
    assert page.url.endswith("/office/")
    assert page.locator("html").get_attribute("lang") == "kk"
    assert page.locator("aside.strip button[value=member]").get_attribute("aria-pressed") == "true"
    follow(page, page.locator("aside.strip button[value=resident]"))
    assert page.url.endswith("/kk/")
    page.goto("/office/")
    assert "/account/login/" in page.url
