"""A day of the clerk with appeals: taken, told apart, asked about, answered, shown to everyone.

Its parts stand in the order of the day.
"""

import re
from datetime import timedelta

import pytest

from tests.appeals.intake.letters import letter
from tests.browser.own import asked, sent, with_mail
from tests.browser.receiving import TEMPLATE
from tests.browser.test_hall import press
from tests.browser.walk import Walk, evidence
from tests.browser.walker import follow, main_text
from tests.jobs.imap import wire

# So long ago it was registered whatever days off lie between.
BEFORE = timedelta(days=8)
NAME, EMAIL, DIGITS = "Ахметов Ерлан", "erlan@example.kz", "8 701 234 56 78"
MAILED_BY, AGENCY = "aigul@example.kz", "water@example.kz"
PIT, PIPE = "Когда засыплют яму у дома 7?", "Когда починят трубу, из-за которой яма?"
TEXT = f"{PIT} {PIPE} Мой телефон {DIGITS}."
ASKED, REPLY = "Просим сообщить срок починки трубы.", "Трубу заменим до 1 июня."
PLAN, BY_JUNE = "Работы включены в план.", "Трубу заменят до 1 июня."
MISTAKE = "Записано не к тому обращению."
FORGED = {"Authentication-Results": "mx.example.kz; dmarc=fail"}


class Clerk(Walk):
    """The secretary, and the numbers of the appeals of the day."""

    paper = mailed = ""

    def room(self, number, then=""):
        self.clerk.goto(f"/office/appeals/{number}/{then}")

    def posted(self):
        """The letters that left when the jobs ran, to whom and what they say, in their order."""
        before = len(self.outgoing.letters)
        self.jobs("--once")
        came = self.outgoing.letters[before:]
        return [(each["To"].addresses[0].addr_spec, each.get_body().get_content()) for each in came]


@pytest.fixture
def walk(chromium, tmp_path_factory):
    """A council that is no demo, with its mail."""
    var = tmp_path_factory.mktemp("council")
    with with_mail(chromium, var, "tests.browser.receiving") as served:
        yield Clerk(*served)


def listed(page, **narrowed):
    """The numbers in the list, narrowed by the filters above it."""
    page.goto("/office/appeals/?order=due")
    if narrowed:
        page.click(".filters summary")
        for name, value in narrowed.items():
            page.locator(f".filters [name={name}]").select_option(**value)
        follow(page, page.locator(".filters .sheet button.main"))
    return page.locator("table.register tbody th").all_inner_texts()


def one_is_brought_on_paper_and_another_comes_by_mail(walk):
    clerk = walk.clerk
    walk.incoming.put(wire(letter("forged", **FORGED)))
    clerk.goto("/office/reception/")
    clerk.set_input_files("[name=scans]", evidence("обращение.pdf"))
    said = {"text": TEXT, "name": NAME, "email": EMAIL, "contact": DIGITS, "consent": "paper"}
    clerk.fill("[name=on]", str(walk.today - BEFORE))
    for name, value in {"topic": "Дороги", "district": "Медеуский район"}.items():
        clerk.select_option(f"[name={name}]", label=value)
    for name, value in said.items():
        field = clerk.locator(f"form#record [name={name}]")
        field.select_option(value) if name == "consent" else field.fill(value)
    follow(clerk, clerk.locator("form#record .form-actions button.main"))
    walk.paper, code, *_days = clerk.locator(".receipt dd").all_inner_texts()
    with clerk.expect_download() as arrives:
        clerk.locator("form[action$='/receipt/pdf/'] button").click()
    assert arrives.value.suggested_filename.endswith(".pdf")
    # Whoever is under suspicion is not written to.
    [(to, said)] = walk.posted()
    assert to == EMAIL
    assert code in said


def what_is_in_quarantine_is_looked_at(walk):
    clerk = walk.clerk
    clerk.goto("/office/quarantine/")
    walk.mailed = clerk.locator("main .listing a").first.inner_text()
    press(clerk, f"form[action$='{walk.mailed}/applicant/'] button")
    assert MAILED_BY in main_text(clerk)
    clerk.goto("/office/quarantine/")
    press(clerk, f"form[action$='{walk.mailed}/release/'] button")
    assert clerk.locator("main .listing li").count() == 0


def the_most_urgent_stands_first_and_is_put_in_charge(walk):
    clerk = walk.clerk
    assert listed(clerk) == [walk.paper, walk.mailed]
    assert listed(clerk, member={"value": "nobody"}) == [walk.paper, walk.mailed]
    walk.room(walk.paper)
    follow(clerk, clerk.locator("main .page-head a[href$='/correct/']"))
    sent(clerk, commission="Комиссия", member="Член 002")
    assert listed(clerk, member={"label": "Член 002"}) == [walk.paper]
    row = clerk.locator("table.register tbody tr", has_text=walk.paper)
    assert "Комиссия" in row.inner_text()
    assert "Член 002" in row.inner_text()
    assert listed(clerk, member={"value": "nobody"}) == [walk.mailed]
    assert listed(clerk, channel={"value": "mail"}) == [walk.mailed]


def its_questions_are_told_apart(walk):
    clerk = walk.clerk
    for question, agency in ((PIT, "Управление дорог"), (PIPE, "Управление воды")):
        walk.room(walk.paper, "questions/")
        facts = {"question": question, "topic": "Дороги", "agency": agency}
        asked(clerk, "/matters/add/", **facts)
    assert clerk.locator("#matters li").count() == 2


def an_agency_is_asked_about_one_of_them(walk):
    clerk = walk.clerk
    walk.room(walk.paper, "letters/")
    facts = {"agency": "Управление воды", "matter": PIPE, "text": ASKED, "number_out": "12-05/7"}
    asked(clerk, "/letters/ask/", **facts)
    assert PIPE in clerk.locator("#inquiries li").inner_text()


def the_agency_answers(walk):
    clerk = walk.clerk
    to_agency = next(each for each in walk.outgoing.letters if AGENCY in str(each["To"]))
    walk.reply(to_agency, AGENCY, REPLY)
    walk.room(walk.paper, "letters/")
    assert REPLY in clerk.locator("#came").inner_text()
    follow(clerk, clerk.locator("#came a[href*='/answer/?letter=']"))
    assert clerk.input_value("[name=text]").strip() == REPLY
    sent(clerk, number_in="ЗТ-118")
    assert REPLY in clerk.locator("#inquiries .answer").inner_text()


def due(walk):
    """The day of the answer, as the card says it."""
    walk.room(walk.paper)
    return re.search(r"Ответ (.+ г\.)", walk.clerk.locator("#terms").inner_text())[1]


def more_time_is_taken_and_a_mistake_is_struck(walk):
    clerk, before = walk.clerk, due(walk)
    asked(clerk, "/extend/", official="head", length="1", reason="Ждём подрядчика.")
    assert due(walk) != before
    follow(clerk, clerk.locator("#terms a[href*='/extensions/']"))
    sent(clerk, reason=MISTAKE)
    assert due(walk) == before


def all_of_them_are_told(walk):
    letters = [
        (MAILED_BY, walk.mailed),
        (AGENCY, ASKED),
        (EMAIL, "Ждём подрядчика."),
        (EMAIL, MISTAKE),
    ]
    for (to, said), (whom, words) in zip(walk.posted(), letters, strict=True):
        assert to == whom
        assert words in said


def each_question_has_its_outcome_and_the_person_one_letter(walk):
    clerk = walk.clerk
    walk.room(walk.paper, "questions/")
    follow(clerk, clerk.locator("#matter-1 a[href$='/moves/explained/']"))
    clerk.fill("[name=answer]", PLAN)
    follow(clerk, clerk.locator("button[name=template]"))
    said = clerk.input_value("[name=answer]")
    assert said.startswith(PLAN)
    assert TEMPLATE.format(имя=NAME, номер=walk.paper) in said
    sent(clerk)
    walk.room(walk.paper, "questions/")
    follow(clerk, clerk.locator("#matter-2 a[href$='/moves/resolved/']"))
    sent(clerk, answer=BY_JUNE)
    walk.room(walk.paper)
    assert clerk.locator(".stands .state").inner_text() == "разъяснено"
    [(to, said)] = walk.posted()
    assert to == EMAIL
    assert [words for words in (PIT, PLAN, PIPE, BY_JUNE) if words not in said] == []


def it_is_shown_to_everyone_without_the_person(walk):
    clerk, visitor = walk.clerk, walk.visitor
    clerk.goto("/office/")
    follow(clerk, clerk.locator(f"main a[href$='{walk.paper}/publication/publish/']"))
    offered = {name: clerk.input_value(f"[name={name}]") for name in ("text", "answer")}
    for hidden, field in ((DIGITS, "text"), ("Ахметов", "answer"), ("Ерлан", "answer")):
        assert hidden not in offered[field]
    sent(clerk, read=True)
    visitor.goto(f"/ru/appeals/{walk.paper}/")
    said = main_text(visitor)
    assert PIT in said
    assert BY_JUNE in said
    assert [word for word in (DIGITS, "Ахметов", "Ерлан", EMAIL) if word in said] == []


def the_list_holds_what_is_left(walk):
    clerk = walk.clerk
    assert listed(clerk) == [walk.mailed]
    clerk.goto("/office/appeals/?state=explained")
    assert clerk.locator("table.register tbody th").all_inner_texts() == [walk.paper]
    clerk.goto(f"/office/appeals/?q={walk.paper}")
    assert clerk.locator("table.register tbody th").all_inner_texts() == [walk.paper]


def test_a_day_of_the_clerk(walk):
    one_is_brought_on_paper_and_another_comes_by_mail(walk)
    what_is_in_quarantine_is_looked_at(walk)
    the_most_urgent_stands_first_and_is_put_in_charge(walk)
    its_questions_are_told_apart(walk)
    an_agency_is_asked_about_one_of_them(walk)
    more_time_is_taken_and_a_mistake_is_struck(walk)
    all_of_them_are_told(walk)
    the_agency_answers(walk)
    each_question_has_its_outcome_and_the_person_one_letter(walk)
    it_is_shown_to_everyone_without_the_person(walk)
    the_list_holds_what_is_left(walk)
