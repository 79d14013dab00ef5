"""A report of an agency from the plan to what came of it: office, cabinet, portal, member.

Its parts stand in the order of the walk.
"""

import pytest

from tests.browser.day import sat
from tests.browser.own import asked, begin, entered, sent, served
from tests.browser.test_figures import Count
from tests.browser.test_hall import press
from tests.browser.walk import evidence
from tests.browser.walker import PHONE, follow, main_text

PLANNED, LATER, HEARD = "2025-04-10", "2025-04-24", "24 апреля 2025"
AGENCY, DOSSIER = "Управление дорог", "/ru/agencies/upravlenie-dorog/"
WHY = "Обследование дорог закончим через две недели."
OF_RESIDENT, OF_MEMBER = "Когда починят Садовую?", "Былтырғы ұсыным қалай орындалды?"
ANSWER, CO_REPORT = "В июне, подрядчик выбран.", "Комиссия проехала 40 улиц."
CABINET = "/cabinet/hearings/"


class Walk:
    """Everyone who has the register open while a report is planned and heard."""

    def __init__(self, site):
        self.site = site
        self.clerk, self.member = self._enter("secretary"), self._enter("member")
        self.agency = self._enter("agency", PHONE)
        self.visitor = site.visitor()
        self.count = Count(self.clerk, LATER)
        self.number = self.card = ""

    def _enter(self, login, *size):
        page = self.site.visitor(*size)
        self.site.sign_in(page, f"{login}@council.example.kz", self.site.password)
        return page

    @property
    def room(self):
        return f"/office/hearings/{self.number}/"

    @property
    def public(self):
        return f"/ru/hearings/{self.number}/"


@pytest.fixture
def walk(chromium, tmp_path_factory):
    """A demo council, so that days can go by."""
    with served(chromium, tmp_path_factory.mktemp("council"), "tests.browser.counting") as site:
        yield Walk(site)


def it_is_planned_and_the_agency_is_told(walk):
    clerk, agency = walk.clerk, walk.agency
    clerk.goto("/office/hearings/plan/")
    sent(clerk, **{"take-upravlenie-dorog": True, "day": PLANNED})
    clerk.goto("/office/hearings/")
    follow(clerk, clerk.locator("table.register tbody th a").first)
    walk.number = clerk.url.rstrip("/").rpartition("/")[2]
    clerk.goto(f"{walk.room}letters/")
    assert "10 апреля 2025" in clerk.locator("main .listing li").first.inner_text()
    clerk.goto("/office/letters/")
    assert walk.number in main_text(clerk)
    agency.goto("/cabinet/")
    assert agency.locator("main a[href*='hearings/']").count() >= 1


def the_agency_brings_its_report(walk):
    agency = walk.agency
    agency.goto(CABINET)
    follow(agency, agency.locator(f"main a[href$='{walk.number}/report/']"))
    agency.set_input_files("[name=file]", evidence("отчёт.pdf"))
    sent(agency)
    assert agency.locator("main .files a").all_inner_texts() == ["отчёт.pdf"]
    walk.clerk.goto(f"{walk.room}letters/")
    assert "отчёт.pdf" in main_text(walk.clerk)
    press(walk.clerk, "form[action*='/files/'] button")
    walk.visitor.goto(walk.public)
    assert "отчёт.pdf" in main_text(walk.visitor)


def it_asks_to_be_heard_later_and_the_council_agrees(walk):
    agency, clerk, visitor = walk.agency, walk.clerk, walk.visitor
    later = f"main a[href$='{walk.number}/later/']"
    agency.goto(CABINET)
    follow(agency, agency.locator(later))
    agency.fill("[name=reason]", WHY)
    agency.fill("[name=wished_on]", PLANNED)
    follow(agency, agency.locator("main form .form-actions button.main"))
    assert agency.locator("main .field.wrong [name=wished_on]").count() == 1
    assert agency.locator("[name=reason]").input_value() == WHY
    sent(agency, wished_on=LATER)
    assert agency.locator(later).count() == 0
    visitor.goto(walk.public)
    assert WHY not in main_text(visitor)
    assert walk.count.moved() == {}

    clerk.goto("/office/")
    follow(clerk, clerk.locator(f"main .desk a[href='{walk.room}letters/']").first)
    assert WHY in clerk.locator("#requests").inner_text()
    asked(clerk, "/grant/")
    assert walk.count.moved() == {"hearings.postponements": 1}
    assert clerk.locator("#requests .deeds").count() == 0
    agency.goto(CABINET)
    assert HEARD in agency.locator("main .requests").inner_text()
    visitor.goto(walk.public)
    assert WHY in main_text(visitor)


def a_resident_and_a_member_ask(walk):
    visitor, member, clerk = walk.visitor, walk.member, walk.clerk
    visitor.goto(walk.public)
    follow(visitor, visitor.locator("main a[href='ask/']").first)
    sent(visitor, text=OF_RESIDENT)
    member.goto(f"{walk.room}questions/")
    asked(member, "/questions/ask/", text=OF_MEMBER)
    visitor.goto(walk.public)
    assert visitor.locator(".questions .asked").all_inner_texts() == [OF_MEMBER]
    clerk.goto("/office/")
    follow(clerk, clerk.locator(f"main .desk a[href='{walk.room}questions/']").first)
    asked(clerk, "/through/")
    visitor.goto(walk.public)
    said = visitor.locator(".questions .asked").all_inner_texts()
    assert sorted(said) == sorted([OF_RESIDENT, OF_MEMBER])


def it_stands_on_an_agenda_and_the_days_go_by(walk):
    clerk = walk.clerk
    clerk.goto("/office/plan/new/")
    said = {"body": "Общее", "first": LATER, "starts_at": "15:00", "place": "Зал 2"}
    sent(clerk, **said)
    follow(clerk, clerk.locator("button[name=plan]"))
    walk.card = clerk.url.removesuffix("agenda/")
    matter = clerk.locator("#source-hearings .matters label", has_text=AGENCY)
    if not matter.is_visible():
        clerk.click("#source-hearings summary")
    matter.click()
    press(clerk, "form[action$='/take/'] button.main")
    [title] = clerk.locator(".agenda .title").all_inner_texts()
    assert AGENCY in title
    for _week in range(3):
        press(clerk, "aside.strip button[value='7']")
    assert walk.count.moved() == {}


def it_is_heard_beside_a_co_report_and_voted_on(walk):
    clerk = walk.clerk
    clerk.goto(f"{walk.room}mark/")
    asked(clerk, "/coreports/new/", who="Комиссия по дорогам", text_ru=CO_REPORT)
    sat(walk)
    assert walk.count.moved() == {"sittings.general": 1, "sittings.questions": 1}

    clerk.goto(walk.room)
    asked(clerk, "moves/heard/", on=LATER, item=AGENCY, verdict="accepted")
    assert walk.count.moved() == {
        "hearings.state_bodies": 1,
        "hearings.state_bodies_agencies": 1,
        "hearings.heard": 1,
        "hearings.not_recommended": 1,
    }
    clerk.goto(f"{walk.room}mark/")
    follow(clerk, clerk.locator("main a[href$='/mark/give/']"))
    marks = clerk.locator("main form select[name^='c-']")
    for at, mark in enumerate(("4", "5")):
        marks.nth(at).select_option(mark)
    sent(clerk)
    clerk.goto(f"{walk.room}questions/")
    asked(clerk, "/answer/", on=LATER, answer=ANSWER, answer_language="ru")
    assert walk.count.moved() == {}


def a_resolution_and_a_recommendation_come_of_it(walk):
    clerk = walk.clerk
    said = {"item": AGENCY, "ballot": AGENCY, "title_ru": "Об отчёте", "adopted_on": LATER}
    card = entered(clerk, "decisions", **said, text_ru="Принять отчёт.", text_kk="Есеп алынсын.")
    clerk.goto(f"{card}publish/")
    sent(clerk)
    clerk.goto(walk.room)
    begin(clerk, "recommendations")
    point = {"points-0-addressee": AGENCY, "points-0-text_ru": "Починить", "points-0-ordinal": "1"}
    sent(clerk, title_ru="О ремонте Садовой", prepared_on=LATER, **point)
    paper = clerk.url
    clerk.goto(f"{paper}moves/adopted/")
    sent(clerk, decision="Об отчёте")
    clerk.goto(f"{paper}papers/")
    press(clerk, "form[action$='/prepare/'] button")
    sent(clerk, channel="post")
    assert walk.count.moved() == {
        "hearings.recommended": 1,
        "hearings.not_recommended": -1,
        "recommendations.documents": 1,
        "recommendations.sent": 1,
        "recommendations.unanswered": 1,
    }


def everyone_reads_all_of_it(walk):
    visitor = walk.visitor
    visitor.goto(walk.public)
    page = main_text(visitor)
    for said in (WHY, OF_RESIDENT, OF_MEMBER, ANSWER, CO_REPORT, "отчёт.pdf", "4,5"):
        assert said in page, said
    assert "О ремонте Садовой" in visitor.locator(".chain").inner_text()
    visitor.goto(DOSSIER)
    page = main_text(visitor)
    for said in (WHY, OF_RESIDENT, OF_MEMBER, ANSWER, "отчёт.pdf", "4,5", HEARD):
        assert said in page, said
    assert visitor.locator(f"main a[href='{walk.public}']").count() >= 1
    walk.agency.goto(CABINET)
    assert walk.agency.locator("main a[href$='/later/'], main a[href$='/report/']").count() == 0


def test_the_cycle_of_a_report(walk):
    it_is_planned_and_the_agency_is_told(walk)
    the_agency_brings_its_report(walk)
    it_asks_to_be_heard_later_and_the_council_agrees(walk)
    a_resident_and_a_member_ask(walk)
    it_stands_on_an_agenda_and_the_days_go_by(walk)
    it_is_heard_beside_a_co_report_and_voted_on(walk)
    a_resolution_and_a_recommendation_come_of_it(walk)
    everyone_reads_all_of_it(walk)
