"""A recommendation from the vote to closed: office, cabinet, portal; mail out and back; kk and ru.

Its parts stand in the order of the walk.
"""

import re

import pytest

from kenes.demo.accounts import PASSWORD
from kenes.recommendations.indicators import INDICATORS
from tests.browser.day import sat
from tests.browser.looking import for_everyone
from tests.browser.own import with_mail
from tests.browser.test_hall import press
from tests.browser.test_whole_sitting import SAVE, chosen
from tests.browser.walk import CLOSED, COURSE, DUE, PDF, Walk, code, enter, evidence, recorded
from tests.browser.walker import PHONE, follow, main_text

SITE = "https://kenes.example.kz"
TITLE = {"ru": "О переходах", "kk": "Өткелдер туралы"}
ADVICE = {"ru": "Обустроить переходы у школ", "kk": "Мектеп жанындағы өткелдерді жабдықтау"}
ANSWER, DONE = "Жабдықтаймыз: жоба дайын.", "Өткелдер тұр."
REPLY = "Отклоняем: вода здесь ни при чём."
FOUND = {"ru": "Переходы стоят.", "kk": "Өткелдер орнатылған."}
# By how much each figure rises; the others stay as they are.
ROSE = dict.fromkeys(("sent", "answered", "answered_in_time"), 2) | dict.fromkeys(
    ("accepted", "rejected", "verified", "implemented", "not_implemented", "documents"), 1
)
CODES = [each.code for each in INDICATORS]


@pytest.fixture
def walk(chromium, tmp_path_factory):
    """A council that is no demo, served, written from and written to as a real one is."""
    with with_mail(chromium, tmp_path_factory.mktemp("council"), "tests.browser.asking") as served:
        yield Walk(*served)


def the_clerk_writes_it_to_two_agencies(walk):
    clerk = walk.clerk
    walk.before = walk.figures(CODES)
    clerk.goto("/office/recommendations/new/")
    clerk.fill("[name=title_ru]", TITLE["ru"])
    clerk.fill("[name=title_kk]", TITLE["kk"])
    clerk.fill("[name=prepared_on]", str(walk.today))
    recorded(clerk)
    walk.number = re.search(r"\d{4}-\d{4}", clerk.url).group()
    clerk.goto(f"{walk.paper}spread/")
    clerk.fill("[name=text_ru]", ADVICE["ru"])
    clerk.fill("[name=text_kk]", ADVICE["kk"])
    for name in ("Управление дорог", "Управление воды"):
        clerk.locator("main label", has_text=name).click()
    recorded(clerk)
    assert clerk.locator("main .point").count() == 2
    clerk.goto(f"{walk.paper}papers/")
    assert clerk.locator("form[action$='/prepare/']").count() == 0


def a_sitting_votes_decides_and_adopts_it(walk):
    clerk = walk.clerk
    clerk.goto("/office/plan/new/")
    chosen(clerk, "body", "Общее заседание")
    clerk.fill("[name=first]", str(walk.today))
    clerk.fill("[name=starts_at]", "15:00")
    clerk.fill("[name=place]", "Зал 2")
    follow(clerk, clerk.locator(SAVE).first)
    follow(clerk, clerk.locator("button[name=plan]"))
    walk.card = clerk.url.removesuffix("agenda/")
    matter = clerk.locator("#source-adoption .matters label", has_text=TITLE["ru"])
    if not matter.is_visible():
        clerk.click("#source-adoption summary")
    matter.click()
    press(clerk, "form[action$='/take/'] button.main")
    [question] = clerk.locator(".agenda .title").all_inner_texts()
    assert walk.number in question

    sat(walk)

    clerk.goto("/office/decisions/new/")
    chosen(clerk, "item", question)
    chosen(clerk, "ballot", question)
    clerk.fill("[name=title_ru]", TITLE["ru"])
    clerk.fill("[name=adopted_on]", str(walk.today))
    clerk.fill("[name=text_ru]", "Направить 2 рекомендации.")
    clerk.fill("[name=text_kk]", "2 ұсыным жолдансын.")
    recorded(clerk)
    walk.decision = re.search(r"\d{4}-\d{4}", clerk.url).group()
    clerk.goto(f"{clerk.url}publish/")
    recorded(clerk)
    clerk.goto(f"{walk.paper}moves/adopted/")
    chosen(clerk, "decision", TITLE["ru"])
    recorded(clerk)


def the_papers_leave_by_e_mail(walk):
    clerk = walk.clerk
    clerk.goto(f"{walk.paper}papers/")
    press(clerk, "form[action$='/prepare/'] button")
    assert clerk.locator("main .papers [name=paper]").count() == 2
    clerk.select_option("[name=channel]", "email")
    recorded(clerk)
    walk.letters = walk.post()
    assert sorted(walk.letters) == ["agency@council.example.kz", "water@example.kz"]
    contact, water = (walk.letters[each] for each in sorted(walk.letters))
    for letter in walk.letters.values():
        number = re.search(r"\d{4}-\d{4}", letter["Subject"]).group()
        files = [part.get_filename() for part in letter.iter_attachments()]
        assert files == [f"{number}-kk.pdf", f"{number}-ru.pdf"]
        for part in letter.iter_attachments():
            assert part.get_content().startswith(b"%PDF-")
        assert re.fullmatch(r"kenes\+\w+@council\.example\.kz", letter["Reply-To"])
    assert [str(each["Content-Language"]) for each in (contact, water)] == ["kk", "ru"]
    said = contact.get_body().get_content()
    assert re.findall(r"https?://\S+", said) == [f"{SITE}/cabinet/"]


def the_contact_comes_in_with_a_second_factor_in_kazakh(walk):
    phone = walk.phone
    enter(phone, "/cabinet/")
    assert phone.url.endswith("/account/2fa/")
    assert phone.locator("html").get_attribute("lang") == "kk"
    for_everyone(phone)
    phone.reload()
    follow(phone, phone.locator("main a[href$='/totp/activate/']"))
    # What guards an account is changed by whoever knows its password.
    phone.fill("main [name=password]", PASSWORD)
    follow(phone, phone.locator(SAVE))
    assert phone.locator("html").get_attribute("lang") == "kk"
    phone.fill("main [name=code]", "000000")
    follow(phone, phone.locator(SAVE))
    assert phone.locator("main .field.wrong").count() == 1
    phone.fill("main [name=code]", code(phone.locator("#secret").input_value()))
    follow(phone, phone.locator(SAVE))
    walk.lost = phone.locator("main .codes li").first.inner_text()
    follow(phone, phone.locator("main a.main[href='/cabinet/']"))
    for_everyone(phone)


def the_contact_answers_point_by_point(walk):
    phone = walk.phone
    phone.goto("/cabinet/")
    asked = phone.locator("main .listing.asked li")
    assert asked.count() == 2
    follow(phone, asked.locator("a", has_text=ADVICE["kk"]))
    assert walk.number in phone.url
    assert phone.locator("main .point").count() == 1
    follow(phone, phone.locator("main a[href='answer/']"))
    phone.select_option("[name=p2-kind]", "accepted")
    phone.fill("[name=p2-text]", ANSWER)
    phone.fill("[name=p2-promised_on]", str(walk.today))
    phone.fill("[name=signed_then]", "Ә. Серікова, басшы")
    phone.set_input_files("[name=p2-evidence]", evidence("жоба.pdf", b"<html>"))
    follow(phone, phone.locator(SAVE))
    assert phone.locator("main .field.wrong [name=p2-evidence]").count() == 1
    assert phone.locator("main .field.wrong").count() == 1
    assert phone.locator("[name=p2-text]").input_value() == ANSWER
    phone.set_input_files("[name=p2-evidence]", evidence("жоба.pdf"))
    recorded(phone)
    assert ANSWER in phone.locator("#point-2 .sides").inner_text()
    assert phone.locator("#point-2 .files a").all_inner_texts() == ["жоба.pdf"]


def the_other_agency_answers_the_letter_and_the_clerk_enters_it(walk):
    clerk = walk.clerk
    walk.reply(walk.letters["water@example.kz"], "water@example.kz", REPLY)
    clerk.goto("/office/incoming/")
    [row] = clerk.locator("table.register tbody tr").all()
    assert walk.papers()[0] in row.inner_text()
    follow(clerk, row.locator("th a"))
    assert REPLY in main_text(clerk)
    clerk.goto(f"{walk.paper}points/")
    assert clerk.locator("main a[href^='/office/incoming/']").count() == 1
    follow(clerk, clerk.locator("main a[href^='/office/incoming/']"))
    follow(clerk, clerk.locator("main a.main[href*='/answers/']"))
    clerk.select_option("[name=channel]", "email")
    clerk.select_option("[name=p1-kind]", "rejected")
    clerk.fill("[name=p1-text]", REPLY)
    recorded(clerk)
    assert REPLY in clerk.locator("#point-1 .sides").inner_text()
    clerk.goto(f"{walk.paper}papers/")
    states = clerk.locator("main .papers .state").all_inner_texts()
    assert sorted(states) == ["вручено", "отправлено"]


def what_was_done_is_reported_and_the_council_closes_what_it_found(walk):
    phone, clerk = walk.phone, walk.clerk
    phone.goto(f"/cabinet/recommendations/{walk.number}/")
    follow(phone, phone.locator("main a[href='2/report/']"))
    phone.fill("[name=text]", DONE)
    phone.set_input_files("[name=evidence]", evidence("акт.pdf"))
    recorded(phone)
    clerk.goto(f"{walk.paper}points/")
    follow(clerk, clerk.locator("main a[href='2/check/']"))
    clerk.select_option("[name=outcome]", "done")
    for language, words in FOUND.items():
        clerk.fill(f"[name=text_{language}]", words)
    clerk.select_option("[name=closing]", "implemented")
    clerk.set_input_files("[name=evidence]", evidence("осмотр.pdf", b"<html>"))
    follow(clerk, clerk.locator(SAVE))
    assert clerk.locator("main .field.wrong [name=evidence]").count() == 1
    clerk.set_input_files("[name=evidence]", evidence("осмотр.pdf"))
    recorded(clerk)
    follow(clerk, clerk.locator("main a[href='1/close/']"))
    clerk.fill("[name=reason]", "Не стали.")
    recorded(clerk)
    phone.goto("/cabinet/")
    assert phone.locator("main .listing.asked li").count() == 1
    phone.goto("/cabinet/?view=closed")
    assert phone.locator("main .listing.asked li").count() == 1
    assert FOUND["kk"] not in main_text(phone)
    follow(phone, phone.locator("main .listing.asked a"))
    assert FOUND["kk"] in main_text(phone)
    assert phone.locator("main .deeds a, main a[href='answer/']").count() == 0


def everyone_reads_both_sides(walk, language):
    page = walk.visitor
    page.goto(f"/{language}/recommendations/{walk.number}/")
    points = page.locator("article.point")
    assert points.locator(".about .state").all_inner_texts() == CLOSED[language]
    agency = points.locator(".agency .text").all_inner_texts()
    assert agency == [REPLY, ANSWER, DONE]
    assert points.locator(".council .text").all_inner_texts() == ["Не стали.", FOUND[language]]
    files = page.locator("#point-2 .sides a[href^='/files/']")
    assert files.all_inner_texts() == ["жоба.pdf", "акт.pdf", "осмотр.pdf"]
    for file in files.all():
        assert page.request.get(file.get_attribute("href")).body() == PDF
    for at, course in enumerate(COURSE[language], start=1):
        page.click(f"#point-{at} .its-course summary")
        steps = page.locator(f"#point-{at} .its-course li")
        said = [each.format(*walk.papers()) for each in course]
        assert steps.locator(".what").all_inner_texts() == [*said, DUE[language]]
        days = [each.get_attribute("datetime") for each in steps.locator("time").all()]
        assert days[:-1] == [str(walk.today)] * len(course)
        assert days[-1] > str(walk.today)
    chain = page.locator(".chain .second").all_inner_texts()
    assert chain == [walk.decision, walk.number]


def the_figures_rose_by_what_was_done(walk):
    rose = dict.fromkeys(CODES, 0) | {f"recommendations.{word}": n for word, n in ROSE.items()}
    after = walk.figures(CODES)
    assert {code: int(after[code]) - int(walk.before[code]) for code in CODES} == rose


def a_code_kept_for_a_lost_phone_lets_the_contact_in_once(walk):
    for left in ("/cabinet/", "/account/2fa/authenticate/"):
        phone = walk.site.visitor(PHONE)
        enter(phone, "/office/")
        phone.fill("main [name=code]", walk.lost)
        follow(phone, phone.locator(SAVE))
        assert phone.url.endswith(left)
    assert phone.locator("main .field.wrong").count() == 1


def test_the_life_of_a_recommendation(walk):
    the_clerk_writes_it_to_two_agencies(walk)
    a_sitting_votes_decides_and_adopts_it(walk)
    the_papers_leave_by_e_mail(walk)
    the_contact_comes_in_with_a_second_factor_in_kazakh(walk)
    the_contact_answers_point_by_point(walk)
    the_other_agency_answers_the_letter_and_the_clerk_enters_it(walk)
    what_was_done_is_reported_and_the_council_closes_what_it_found(walk)
    for language in ("kk", "ru"):
        everyone_reads_both_sides(walk, language)
    the_figures_rose_by_what_was_done(walk)
    a_code_kept_for_a_lost_phone_lets_the_contact_in_once(walk)
