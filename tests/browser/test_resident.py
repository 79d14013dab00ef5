"""A resident's phone, in Kazakh, from the form of an appeal to what the person says of the answer.

Its parts stand in the order of the walk.
"""

import re
from datetime import timedelta

import pytest

from tests.browser.line import Line
from tests.browser.looking import OUTSIDE
from tests.browser.own import asked, sent, with_mail
from tests.browser.test_appeal import PHOTO, SEND
from tests.browser.walk import Walk
from tests.browser.walker import PHONE, Site, follow, main_text

EMAIL, NAME, DIGITS = "aigul@example.kz", "Сейткали Айгуль", "+7 701 234 56 78"
TEXT = f"№ 12 мектептің жанында жаяу жүргінші өткелі жоқ. Маған қоңырау шалыңыз: {DIGITS}."
ANSWER = "Өткел 2027 жылдың жоспарына енгізілді."
STILL = "Өткел әлі жоқ, балалар жолдан жүгіріп өтеді."
AGAIN = "Өткелді ашып беріңіздер."
TWO_WEEKS = timedelta(days=14)


class Resident(Walk):
    """A phone whose line may be cut, and the clerk; the number and the code of the appeal."""

    def __init__(self, line, *more):
        super().__init__(*more)
        self.line = line
        self.over = Site(self.site.browser, line.port, {}, "")
        self.phone = self.over.visitor(PHONE, has_touch=True, is_mobile=True)
        self.secret = ""

    @property
    def room(self):
        return f"/office/appeals/{self.number}/"

    @property
    def public(self):
        return f"/kk/appeals/{self.number}/"

    def letter(self, *words):
        """The one letter that came to the person when the jobs ran."""
        before = len(self.outgoing.letters)
        self.jobs(*words or ("--once",))
        [letter] = self.outgoing.letters[before:]
        assert letter["To"].addresses[0].addr_spec == EMAIL
        assert letter["Content-Language"] == "kk"
        assert self.number in letter["Subject"]
        return letter.get_body().get_content()


@pytest.fixture
def walk(chromium, tmp_path_factory):
    """A council that is no demo, and what lies between it and the phone."""
    var = tmp_path_factory.mktemp("council")
    with with_mail(chromium, var, "tests.browser.receiving") as (site, *mail):
        line = Line(site.port)
        walk = Resident(line, site, *mail)
        try:
            yield walk
        finally:
            walk.over.close()
            line.close()
    assert not walk.over.complaints


def fits(phone):
    """Nothing of the page in view is wider than the phone."""
    assert phone.evaluate(OUTSIDE) == []


def tapped(phone, selector):
    with phone.expect_navigation():
        phone.locator(selector).first.tap()
    fits(phone)


def it_is_written_and_the_line_is_lost(walk):
    phone = walk.phone
    phone.goto("/kk/")
    tapped(phone, "main a[href$='appeals/new/']")
    # A phone shows its digits for a phone number, and the sign of addresses for an address.
    assert phone.get_attribute("[name=contact]", "inputmode") == "tel"
    assert phone.get_attribute("[name=email]", "type") == "email"
    phone.fill("[name=text]", TEXT)
    phone.select_option("[name=topic]", label="Жолдар")
    phone.get_by_label("Медеу ауданы").tap()
    phone.set_input_files("[name=photos]", PHOTO)
    for name, value in (("name", NAME), ("email", EMAIL), ("contact", DIGITS)):
        phone.fill(f"[name={name}]", value)
    phone.locator("[name=open]").tap()
    walk.line.hang_up()
    phone.locator(SEND).tap()
    phone.locator("[data-offline]").wait_for()
    fits(phone)
    assert phone.input_value("[name=text]") == TEXT
    # The browser says what it could not reach.
    walk.over.complaints.clear()


def its_draft_is_found_and_sent(walk):
    walk.line.cut = False
    phone = walk.phone = walk.phone.context.new_page()
    phone.goto("/kk/appeals/new/")
    phone.locator("[data-draft-note]").wait_for()
    for name, value in (("text", TEXT), ("name", NAME), ("email", EMAIL), ("contact", DIGITS)):
        assert phone.input_value(f"[name={name}]") == value
    assert phone.get_by_label("Медеу ауданы").is_checked()
    assert phone.is_checked("[name=open]")
    assert PHOTO["name"] in phone.inner_text("[data-draft-photos]")
    phone.set_input_files("[name=photos]", PHOTO)
    tapped(phone, SEND)
    walk.number, walk.secret, *_days = phone.locator(".receipt dd").all_inner_texts()
    assert re.fullmatch(r"\d{4}-\d{4}", walk.number)
    phone.goto("/kk/appeals/new/")
    assert phone.input_value("[name=text]") == ""
    assert not phone.is_checked("[name=open]")


def its_receipt_comes_by_letter(walk):
    said = walk.letter()
    assert walk.secret in said
    assert re.findall(r"https://\S+", said) == ["https://kenes.example.kz/kk/appeals/track/"]


def the_clerk_reads_and_answers(walk):
    clerk = walk.clerk
    clerk.goto("/office/appeals/?order=due")
    follow(clerk, clerk.locator("table.register tbody th a", has_text=walk.number))
    assert clerk.locator("main .notice.warning").count() == 0
    clerk.goto(f"{walk.room}questions/")
    assert TEXT in main_text(clerk)
    assert PHOTO["name"] in main_text(clerk)
    asked(clerk, "/moves/explained/", answer=ANSWER)
    assert ANSWER in walk.letter()


def the_clerk_shows_it_without_the_person(walk):
    clerk, visitor = walk.clerk, walk.visitor
    visitor.goto(walk.public)
    assert "мектептің" not in main_text(visitor)
    clerk.goto(walk.room)
    follow(clerk, clerk.locator("main a[href$='/publication/publish/']"))
    offered = clerk.input_value("[name=text]")
    assert DIGITS not in offered
    assert "[телефон]" in offered
    sent(clerk, read=True)
    visitor.goto(walk.public)
    assert offered in main_text(visitor)
    assert ANSWER in main_text(visitor)


def own(walk):
    """The person follows the appeal by its number and code."""
    phone = walk.phone
    phone.goto("/kk/")
    tapped(phone, "main a[href$='appeals/track/']")
    phone.fill("[name=number]", walk.number)
    phone.fill("[name=code]", walk.secret)
    tapped(phone, "main form[method=post] button.main")
    return phone


def two_weeks_later_it_is_asked_what_came_of_it(walk):
    assert ANSWER in main_text(own(walk))
    said = walk.letter("--at", f"{walk.today + TWO_WEEKS}T12:00")
    assert walk.secret in said


def the_person_says_that_nothing_changed(walk):
    phone = own(walk)
    phone.locator("#verdict-not_solved").tap()
    phone.locator("#merits-no").tap()
    phone.fill("#verdict-text", STILL)
    tapped(phone, "#verdict button[type=submit]")
    assert phone.locator("main .notice.success").count() == 1
    assert STILL in phone.locator("#verdict").inner_text()
    phone.fill("#text-of-reopen", AGAIN)
    tapped(phone, "form[action='#reopen'] button[type=submit]")
    assert phone.locator("form[action='#reopen']").count() == 0


def everyone_sees_that_closed_is_not_fixed(walk):
    visitor = walk.visitor
    visitor.goto(walk.public)
    assert visitor.locator(".stands .state").all_inner_texts() == [
        "түсіндірілді",
        "ештеңе өзгерген жоқ",
    ]
    # The words of the verdict are for the council alone.
    assert STILL not in main_text(visitor)
    visitor.goto("/kk/appeals/?verdict=not_solved")
    assert visitor.locator("table.register tbody tr").count() == 1


def the_council_opens_it_anew(walk):
    clerk = walk.clerk
    clerk.goto("/office/")
    follow(clerk, clerk.locator(f"main a[href$='{walk.number}/messages/']"))
    assert AGAIN in main_text(clerk)
    asked(clerk, "/reopen/")
    assert own(walk).locator("main .page-head .state").inner_text() == "жұмыста"


def test_a_residents_phone_from_the_form_to_the_verdict(walk):
    it_is_written_and_the_line_is_lost(walk)
    its_draft_is_found_and_sent(walk)
    its_receipt_comes_by_letter(walk)
    the_clerk_reads_and_answers(walk)
    the_clerk_shows_it_without_the_person(walk)
    two_weeks_later_it_is_asked_what_came_of_it(walk)
    the_person_says_that_nothing_changed(walk)
    everyone_sees_that_closed_is_not_fixed(walk)
    the_council_opens_it_anew(walk)
