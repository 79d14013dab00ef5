"""One sitting from its plan to published minutes: at a register that is no demo, with its letters.

Its parts stand in the order of the day.
"""

import re
import shutil
import signal
from datetime import datetime, time, timedelta

import pytest

from kenes.core import clock
from kenes.demo.accounts import PASSWORD
from tests.browser.conftest import found
from tests.browser.day import Day, prepared, read, tapped, told, voted
from tests.browser.test_council import record
from tests.browser.test_hall import Server, count, press
from tests.browser.walker import Site, follow, main_text
from tests.jobs.mailbox import Mailbox
from tests.jobs.test_processes import database as own_database

DAY = timedelta(days=1)
QUESTIONS = (
    "О безопасных переходах",
    "О плане работы",
    "О благоустройстве дворов",
    "О ротации членов совета",
)
FORM = "main form[method=post]"
SAVE = f"{FORM} .form-actions button.main[type=submit]"
# Seven members of eight seats are left when one has gone.
MEMBERS = [f"Член {n:03}" for n in (1, 2, 3, 4, 5, 7, 8)]
# For, against, abstained: by name, absentee, by hands, in secret.
COUNTS = {1: ["6", "1", "0"], 2: ["5", "0", "2"], 3: ["4", "2", "1"], 4: ["7", "0", "0"]}
# All seats at the absentee vote, those present at the others.
BASES = {1: "7", 2: "8", 3: "7", 4: "7"}


@pytest.fixture
def day(chromium, tmp_path_factory):
    """A council founded for this page, served and written from as a real one is."""
    if clock.now().astimezone(clock.COUNCIL_ZONE).time() > time(23, 30):
        pytest.skip("needs to end on the day on which it begins")
    var = tmp_path_factory.mktemp("council")
    mailbox = Mailbox().start()
    with pytest.MonkeyPatch.context() as environment, own_database(var) as url:
        environment.setenv("KENES_SMTP_URL", mailbox.url())
        environment.setenv("KENES_MAIL_FROM", "kenes@council.example.kz")
        environment.setenv("KENES_KEYS", str(var / "keys.json"))
        found("tests.browser.founding", var, url)
        server = Server(var, url)
        site = Site(chromium, server.port, {}, PASSWORD)
        try:
            yield Day(site, server, mailbox)
        finally:
            site.close()
            server.end()
            mailbox.stop()
    assert not site.complaints


def a_seat_is_vacant_and_the_next_of_the_reserve_consents(day):
    clerk = day.clerk
    clerk.goto("/office/council/leave/")
    someone = clerk.locator("main [name=mandate] option", has_text="Член 006")
    clerk.select_option("main [name=mandate]", someone.get_attribute("value"))
    clerk.fill("main [name=on]", str(day.today - DAY))
    clerk.select_option("main [name=ground]", "resigned")
    clerk.fill("main [name=paper]", "Заявление 7")
    follow(clerk, clerk.locator(SAVE))
    day.rotation = clerk.url
    record(clerk, "offer", on=str(day.today - DAY))
    record(clerk, "answer", on=str(day.today), answer="yes", paper="Письмо 3")
    assert clerk.locator("main .moves a[href='fill/']").count() == 1
    assert day.rotated() == "0"


def it_is_planned_and_its_agenda_is_built(day):
    clerk = day.clerk
    clerk.goto("/office/plan/new/")
    body = clerk.locator("select[name=body]")
    general = body.locator("option", has_text="Общее заседание")
    body.select_option(general.get_attribute("value"))
    clerk.fill("[name=first]", str(day.today + 14 * DAY))
    clerk.fill("[name=starts_at]", "15:00")
    clerk.fill("[name=place]", "Зал 2")
    follow(clerk, clerk.locator(SAVE).first)
    follow(clerk, clerk.locator("button[name=plan]"))
    assert clerk.url.endswith("/agenda/")
    day.card = clerk.url.removesuffix("agenda/")
    for question in QUESTIONS:
        clerk.goto(f"{day.card}agenda/new/")
        clerk.fill("[name=title_ru]", question)
        follow(clerk, clerk.locator(f"{FORM} button.main"))
    assert clerk.locator(".agenda .title").all_inner_texts() == list(QUESTIONS)


def invitations_arrive_with_calendars_and_again_when_the_day_is_another(day):
    clerk = day.clerk
    clerk.goto(f"{day.card}invitations/")
    press(clerk, "form[action$='/members/'] button")
    clerk.goto(f"{day.card}invitations/addresses/")
    addresses = clerk.locator("input[type=email]")
    assert addresses.count() == len(MEMBERS)
    for at in range(len(MEMBERS)):
        addresses.nth(at).fill(f"member{at}@example.kz")
    clerk.locator("select[name^='language-']").nth(1).select_option("kk")
    follow(clerk, clerk.locator(SAVE))
    press(clerk, "form[action$='/send/'] button")
    first = told(day.post())
    everyone = [f"member{at}@example.kz" for at in range(len(MEMBERS))]
    assert sorted(first) == everyone
    assert {each["method"] for each in first.values()} == {"REQUEST"}
    assert {each["sequence"] for each in first.values()} == {0}
    [uid] = {each["uid"] for each in first.values()}
    assert [first[each]["language"] for each in everyone] == ["ru", "kk", *["ru"] * 5]
    [begins] = {each["begins"] for each in first.values()}
    assert begins.date() >= day.today + 14 * DAY

    clerk.goto(f"{day.card}terms/")
    clerk.fill("[name=on]", str(day.today))
    clerk.fill("[name=starts_at]", "16:30")
    clerk.fill("[name=reason]", "Вопрос не ждёт.")
    follow(clerk, clerk.locator(SAVE))
    again = told(day.post())
    assert sorted(again) == everyone
    assert {(each["uid"], each["sequence"]) for each in again.values()} == {(uid, 1)}
    today = datetime.combine(day.today, time(16, 30), tzinfo=clock.COUNCIL_ZONE)
    assert {each["begins"] for each in again.values()} == {today}


def the_sitting_is_opened_with_its_quorum_alone(day):
    clerk, screen = day.clerk, day.visitor
    clerk.goto(f"{day.card}presence/")
    press(clerk, "form[action='roll/'] button")
    for phone in (day.second, day.third):
        day.hall(phone)
        phone.tap("button[formaction$='here/']")
        phone.locator("button[formaction$='leave/']").wait_for()
    day.hall(screen, "screen/")
    clerk.goto(f"{day.card}presence/")
    assert clerk.locator(".quorum .numbers strong").inner_text() == "2"
    press(clerk, "#open")
    lack = clerk.locator(".notice.error").inner_text()
    assert re.findall(r"\d+", lack) == ["6", "8", "2"]
    with clerk.expect_response(re.compile("/presence/mark/")):
        clerk.click("#mark-rest")
    clerk.locator(".quorum.met").wait_for()
    press(clerk, "#open")
    screen.locator(".quorum.met strong", has_text="7").wait_for()


def announced(day, item):
    """The vote is closed and published; the room sees its counts."""
    press(day.clerk, "button[formaction='close/']")
    assert day.clerk.locator(".notice.error").count() == 0
    assert day.clerk.locator(".ballot.closed .counts dd").all_inner_texts() == COUNTS[item]
    press(day.clerk, "button[formaction='publish/']")
    day.clerk.locator(".ballot.published").wait_for()


def a_vote_by_name_outlives_the_server(day):
    clerk, screen = day.clerk, day.visitor
    prepared(day, 1, "roll_call")
    voted(day.second, "for")
    voted(day.third, "against")
    screen.locator("[data-voted='2']").wait_for()
    assert not day.site.complaints

    day.server.end(signal.SIGKILL)
    day.server.start()
    for phone, choice in ((day.second, "for"), (day.third, "against")):
        phone.reload()
        phone.locator(f".choices .{choice}[aria-pressed=true]").wait_for()
        assert count(phone) == 2
    # What the pages said while nobody answered them.
    day.site.complaints.clear()
    # The phone that lost the answer votes again, and counts once.
    voted(day.second, "for")
    clerk.goto(f"{day.card}votes/?item=1")
    with clerk.expect_response(re.compile("/votes/cast/")):
        clerk.click("button[value='rest:for']")
    screen.locator("[data-voted='7']").wait_for()


def a_vote_without_its_quorum_stays_open_until_it_returns(day):
    clerk, screen = day.clerk, day.visitor
    tapped(day, "away", MEMBERS[-2:])
    clerk.locator(".quorum:not(.met)").wait_for()
    clerk.goto(f"{day.card}votes/?item=1")
    press(clerk, "button[formaction='close/']")
    lack = clerk.locator(".notice.error").inner_text()
    assert re.findall(r"\d+", lack) == ["6", "8", "5"]
    assert clerk.locator(".ballot.open").count() == 1

    tapped(day, "present", MEMBERS[-2:])
    clerk.locator(".quorum.met").wait_for()
    clerk.goto(f"{day.card}votes/?item=1")
    announced(day, 1)
    screen.locator(".vote.published .counts").wait_for()
    assert screen.locator(".vote .counts dd").all_inner_texts() == COUNTS[1]


def an_absentee_vote_is_answered_by_everyone(day):
    prepared(day, 2, "absentee", base="all", until_on=str(day.today))
    for phone in (day.second, day.third):
        day.hall(phone)
        voted(phone, "abstain")
    day.clerk.reload()
    with day.clerk.expect_response(re.compile("/votes/cast/")):
        day.clerk.click("button[value='rest:for']")
    day.clerk.locator(".ballot.open .giant strong", has_text="7").wait_for()
    announced(day, 2)


def counted(day, item, **more):
    for name, value in zip(("votes_for", "votes_against", "abstained"), COUNTS[item], strict=True):
        day.clerk.fill(f"[name={name}]", value)
    for name, value in more.items():
        day.clerk.fill(f"[name={name}]", value)
    press(day.clerk, "form[action='counts/'] button")


def hands_and_papers_are_counted_in_the_room(day):
    prepared(day, 3, "hands")
    counted(day, 3)
    announced(day, 3)

    prepared(day, 4, "secret")
    counted(day, 4)
    press(day.clerk, "button[formaction='close/']")
    assert day.clerk.locator(".notice.error").count() == 1
    counted(day, 4, protocol="№ 1 от счётной комиссии")
    announced(day, 4)

    day.clerk.goto(f"{day.card}presence/closing/")
    press(day.clerk, "main form button.main")
    assert day.clerk.locator(".notice.error").count() == 0
    day.hall(day.visitor, "screen/")
    day.visitor.locator(".now h1", has_text="закрыто").wait_for()


def chosen(page, name, words):
    """The option of a field that says these words."""
    option = page.locator(f"main [name={name}] option", has_text=words)
    page.locator(f"main [name={name}]").select_option(option.get_attribute("value"))


def decided(day, item, ru, kk):
    """A decision is adopted under the vote of its question, and both its texts are published."""
    clerk, question = day.clerk, QUESTIONS[item - 1]
    clerk.goto("/office/decisions/new/")
    chosen(clerk, "item", question)
    chosen(clerk, "ballot", question)
    clerk.fill("[name=title_ru]", question)
    clerk.fill("[name=adopted_on]", str(day.today))
    clerk.fill("[name=text_ru]", ru)
    clerk.fill("[name=text_kk]", kk)
    follow(clerk, clerk.locator(SAVE))
    clerk.goto(f"{clerk.url}publish/")
    follow(clerk, clerk.locator(SAVE))
    assert clerk.locator(".notice.error").count() == 0
    return clerk.url.rstrip("/").rpartition("/")[2]


def it_decides_and_lets_the_successor_in(day):
    first = decided(day, 1, "Направить 3 рекомендации.", "3 ұсыным жолдансын.")
    second = decided(day, 4, "Ввести 1 члена на место 6.", "6-орынға 1 мүше енгізілсін.")
    for number, words in ((first, "Направить 3"), (second, "на место 6")):
        assert day.visitor.goto(f"/ru/decisions/{number}/").status == 200
        assert words in main_text(day.visitor)

    assert day.rotated() == "0"
    clerk = day.clerk
    clerk.goto(day.rotation)
    follow(clerk, clerk.locator("main .moves a[href='fill/']"))
    chosen(clerk, "decision", QUESTIONS[3])
    follow(clerk, clerk.locator(SAVE))
    assert clerk.locator("main .guide > .done").count() == 5
    assert day.rotated() == "1"
    day.visitor.goto("/ru/members/rotation/")
    [passed] = day.visitor.locator("main .passed li").all_inner_texts()
    assert re.findall("Член 006|Запасной 1", passed) == ["Член 006", "Запасной 1"]


def signed(day):
    """Chair and secretary sign what was closed."""
    clerk = day.clerk
    press(clerk, "form[action$='/minutes/close/'] button")
    for role, name in (("chair", "Член 001"), ("secretary", "Секретарь")):
        clerk.click(".moves details:has(form[action$='/sign/']) > summary")
        clerk.select_option("[name=role]", role)
        clerk.select_option("[name=kind]", "paper")
        clerk.fill("[name=name]", name)
        clerk.fill("[name=on]", str(day.today))
        follow(clerk, clerk.locator("form[action$='/sign/'] .form-actions button").first)
    press(clerk, "form[action$='/minutes/publish/'] button")


def minutes_are_worded_signed_and_published(day):
    clerk = day.clerk
    clerk.goto(f"{day.card}minutes/")
    press(clerk, "form[action$='/begin/'] button")
    clerk.click("#place-1 details.passage summary")
    clerk.fill("#ru-1", "Выступил гость из школы.")
    clerk.fill("#kk-1", "Мектептен қонақ сөйледі.")
    follow(clerk, clerk.locator("#place-1 form button"))
    number = re.search(r"\d{4}-\d{4}", clerk.locator("main .kicker").inner_text()).group()
    day.minutes = f"/ru/minutes/{number}/"
    assert day.visitor.goto(day.minutes).status == 404
    signed(day)
    assert day.visitor.goto(day.minutes).status == 200
    for text in ("Выступил гость из школы.", "Направить 3 рекомендации."):
        assert text in main_text(day.visitor)


def the_paper_holds_the_numbers_of_the_day(day, form, tmp_path):
    day.visitor.goto(day.minutes)
    said = read(day.visitor, day.visitor.locator(f"main a[href$='ru.{form}']").first, tmp_path)
    counts = r"За: (\d+), против: (\d+), воздержались: (\d+); считается от (\d+)"
    assert re.findall(counts, said) == [(*COUNTS[n], BASES[n]) for n in COUNTS]
    # At the opening, when a vote was refused, and at each of the four votes.
    quorum = r"присутствуют (\d+) из (\d+), нужно (\d+)"
    enough = ("7", "8", "6")
    assert re.findall(quorum, said) == [enough, ("5", "8", "6"), *[enough] * 4]
    names = {**dict.fromkeys(MEMBERS, "за"), "Член 003": "против"}
    absentee = names | dict.fromkeys(("Член 002", "Член 003"), "воздержался")
    votes = re.findall(r"(Член \d{3}) (за|против|воздержался)\b", said)
    assert votes == [*names.items(), *absentee.items()]
    there = re.findall(r"(Член \d{3}) (?:член|председатель) (в зале|дистанционно)", said)
    remote = dict.fromkeys(("Член 002", "Член 003"), "дистанционно")
    assert there == [*(dict.fromkeys(MEMBERS, "в зале") | remote).items()]
    # Two left and came back; who left was once said to have stayed.
    course = re.findall(r"\d\d:\d\d (Член \d{3}): (в зале|осталось)", said)
    assert course == [(name, "в зале") for name in MEMBERS[-2:]]
    for text in ("№ 1 от счётной комиссии", "Ввести 1 члена на место 6."):
        assert text in said
    digest = day.visitor.locator("main code").first.inner_text()
    assert "".join(digest.split()) in "".join(said.split())


def test_a_whole_sitting(day, tmp_path):
    a_seat_is_vacant_and_the_next_of_the_reserve_consents(day)
    it_is_planned_and_its_agenda_is_built(day)
    invitations_arrive_with_calendars_and_again_when_the_day_is_another(day)
    the_sitting_is_opened_with_its_quorum_alone(day)
    a_vote_by_name_outlives_the_server(day)
    a_vote_without_its_quorum_stays_open_until_it_returns(day)
    an_absentee_vote_is_answered_by_everyone(day)
    hands_and_papers_are_counted_in_the_room(day)
    it_decides_and_lets_the_successor_in(day)
    minutes_are_worded_signed_and_published(day)
    forms = ("docx", "pdf") if shutil.which("pdftotext") else ("docx",)
    for form in forms:
        the_paper_holds_the_numbers_of_the_day(day, form, tmp_path)
