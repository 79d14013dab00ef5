"""Each form of public control once from its record to its published document, as its guide leads.

The guide offers each step; what it does not offer is not done here.
"""

import pytest

from tests.browser.own import asked, entered, sent, served
from tests.browser.test_figures import EARLIER, ROADS, TODAY, Count
from tests.browser.walk import evidence
from tests.browser.walker import follow, main_text

WEEK_AGO = "2025-03-27"
TEXT = "Сказано об этом: {}"
PARTS = {
    "hearings": ("facts", "recommendations", "proposals", "reasons"),
    "monitorings": ("tasks", "facts", "harm", "recommendations", "proposals", "acts"),
    "expertises": ("facts", "recommendations", "proposals"),
    "discussions": ("tasks", "facts", "recommendations"),
}
RECORD = "form[data-field] .form-actions button"


class Walk:
    """The clerk and a visitor, and what of the figures has moved."""

    def __init__(self, site):
        self.clerk, self.visitor = site.visitor(), site.visitor()
        site.sign_in(self.clerk, "secretary@council.example.kz", site.password)
        self.count = Count(self.clerk)

    def form(self, code, **facts):
        return Form(self, code, entered(self.clerk, f"control/{code}", **facts))


class Form:
    """One form of public control in the office."""

    def __init__(self, walk, code, card):
        self.walk, self.code, self.card = walk, code, card
        self.clerk = walk.clerk
        self.public = card.partition("/office")[2].join(("/ru", ""))

    def step(self, word, **facts):
        """The step to which the guide leads by this address."""
        self.clerk.goto(f"{self.card}course/")
        follow(self.clerk, self.clerk.locator(f".guide a[href$='/{word}/']").first)
        if facts:
            sent(self.clerk, **facts)

    def named(self, **person):
        """Who carries it out, and that nothing ties him to it."""
        self.step("people")
        asked(self.clerk, "/do/name/", **person)
        link = self.clerk.locator("main a[href*='/do/subject-declare/']").first
        follow(self.clerk, link)
        sent(self.clerk, on=EARLIER, conflict="none")

    def drawn_up(self, on=TODAY):
        self.step("document")
        texts = {
            f"{part}_{tongue}": TEXT.format(f"{part} {tongue}")
            for part in PARTS[self.code]
            for tongue in ("ru", "kk")
        }
        asked(self.clerk, "/do/draw_up/", on=on, **texts)

    def sent_to(self, role, **more):
        self.clerk.goto(f"{self.card}document/")
        asked(self.clerk, "/do/send/", on=TODAY, role=role, channel="email", **more)

    def answered(self):
        self.clerk.goto(f"{self.card}document/")
        follow(self.clerk, self.clerk.locator("main a[href*='/do/sending-answer/']").first)
        sent(self.clerk, on=TODAY, answer="Принято к работе.")

    def left(self):
        """The steps that the guide has not ticked off."""
        self.clerk.goto(f"{self.card}course/")
        return self.clerk.locator(".guide > li:not(.done) .what").all_inner_texts()

    def published(self):
        """Everyone reads the document on the page and as a file in each language."""
        page = self.walk.visitor
        page.goto(self.public)
        for part in PARTS[self.code]:
            assert TEXT.format(f"{part} ru") in main_text(page)
        for name in ("ru.docx", "kk.pdf"):
            answer = page.request.get(f"{self.public}document/{name}")
            assert (answer.status, len(answer.body()) > 1000) == (200, True)


@pytest.fixture
def walk(chromium, tmp_path_factory):
    """A demo council with nothing of this in it yet."""
    with served(chromium, tmp_path_factory.mktemp("council"), "tests.browser.counting") as site:
        yield Walk(site)


def a_public_hearing(walk):
    clerk, visitor = walk.clerk, walk.visitor
    said = {"event__title_ru": "О велосипедной сети", "event__title_kk": "Велосипед желісі туралы"}
    when = {"event__held_on": TODAY, "event__starts_at": "18:00", "event__place": "Дом дружбы"}
    form = walk.form("hearings", **said, **when)
    form.step("do/initiate", initiator="Член 001, Член 002")
    form.step("do/agree", on=EARLIER, agency=ROADS, who="Заместитель руководителя")
    form.step("do/notice", on=EARLIER)
    clerk.goto(f"{form.card}course/")
    follow(clerk, clerk.locator(".guide a[href$='/do/materials/']").first)
    clerk.set_input_files("[name=papers]", evidence("проект.pdf"))
    sent(clerk, on=EARLIER)
    visitor.goto(form.public)
    assert "проект.pdf" in main_text(visitor)
    asked(visitor, "come/", name="Асель", consent=True)
    visitor.goto(form.public)
    asked(visitor, "ask/", text="Где будет дорожка?")
    clerk.goto(f"{form.card}participants/")
    follow(clerk, clerk.locator("main a[href*='/do/publicquestion-show/']").first)
    sent(clerk)
    visitor.goto(form.public)
    assert "Где будет дорожка?" in main_text(visitor)
    assert "Асель" not in main_text(visitor)
    form.step("moves/held", on=TODAY, people="240")
    assert walk.count.moved() == {
        "control.public_hearings": 1,
        "control.hearing_participants": 240,
    }
    form.drawn_up()
    asked(clerk, "/do/adopt/", on=TODAY, present="7", voted_for="5")
    asked(clerk, "/do/sign/", on=TODAY, chair="Член 001", secretary="Секретарь")
    asked(clerk, "/do/publish/", on=TODAY)
    form.sent_to("body", agency=ROADS)
    form.sent_to("supervisor", agency="Акимат")
    form.sent_to("media", media="Вечерний Алматы")
    form.answered()
    assert form.left() == []
    return form


def a_monitoring(walk):
    clerk = walk.clerk
    said = {"event__title_ru": "Мониторинг школы", "object_ru": "Школа № 1", "agency": ROADS}
    form = walk.form("monitorings", **said, event__held_on=TODAY)
    form.step("do/purpose", purpose_ru="Можно ли войти", purpose_kk="Кіруге бола ма")
    form.step("do/inform", on=EARLIER)
    form.named(name="Член 001", role="member", head=True)
    form.step("do/consent", on=WEEK_AGO, consent="given", who="Письмо № 12")
    form.step("checklist")
    asked(clerk, "begin/", title_ru="Доступность")
    asked(clerk, "/checklist/add/", section_ru="Вход", text_ru="Есть пандус?", kind="yes_no")
    clerk.goto(f"{form.card}checklist/field/")
    clerk.locator("[data-ready]").wait_for()
    clerk.fill("[name=who]", "Член 001")
    clerk.locator("[data-question] select").first.select_option("no")
    with clerk.expect_navigation(url="**/checklist/"):
        clerk.click(RECORD)
    clerk.check("main .findings [name=entry]")
    follow(clerk, clerk.locator("button[form=publish]"))
    form.step("moves/held", on=TODAY)
    assert walk.count.moved() == {"control.monitorings": 1}
    form.drawn_up()
    asked(clerk, "/do/adopt/", on=TODAY)
    asked(clerk, "/do/publish/", on=TODAY)
    form.sent_to("body", agency=ROADS)
    form.answered()
    assert form.left() == []
    walk.visitor.goto(form.public)
    assert "Есть пандус?" in main_text(walk.visitor)
    return form


def an_expertise(walk):
    clerk = walk.clerk
    said = {"title_ru": "Генплан", "petitioner": "ОО «Город»", "petitioned_on": EARLIER}
    form = walk.form("expertises", **said, agency=ROADS)
    form.step("do/assign", sitting="Отчёты", association="ОО «Эксперты»")
    form.named(name="Ким А.", role="expert", qualification="PhD, экология", years="9")
    form.drawn_up()
    assert walk.count.moved() == {}
    asked(clerk, "/do/adopt/", on=TODAY)
    assert walk.count.moved() == {"control.expertises": 1}
    asked(clerk, "/do/publish/", on=TODAY)
    form.sent_to("body", agency=ROADS)
    form.answered()
    assert form.left() == []
    return form


def a_discussion(walk):
    clerk = walk.clerk
    said = {"event__title_ru": "О тарифах", "event__held_on": TODAY, "agency": ROADS}
    form = walk.form("discussions", **said)
    form.step("do/media", on=EARLIER, media="Вечерний Алматы")
    form.step("do/invite", on=EARLIER, agency=ROADS)
    form.step("moves/held", on=TODAY, people="60")
    assert walk.count.moved() == {"control.discussions": 1}
    form.drawn_up()
    asked(clerk, "/do/adopt/", on=TODAY)
    asked(clerk, "/do/publish/", on=TODAY)
    form.sent_to("body", agency=ROADS)
    form.answered()
    assert form.left() == []
    return form


def test_each_form_of_public_control_from_record_to_document(walk):
    for cycle in (a_public_hearing, a_monitoring, an_expertise, a_discussion):
        form = cycle(walk)
        form.published()
        assert walk.count.moved() == {}
