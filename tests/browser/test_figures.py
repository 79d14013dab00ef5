"""One record per figure, entered through the pages: it rises by one, and no other figure moves."""

import re

import pytest

from kenes.control import indicators as control
from kenes.events import indicators as events
from kenes.hearings import indicators as hearings
from tests.browser.own import asked, begin, entered, sent, served
from tests.browser.walker import follow

ALL = "/en/figures/?from=2024-01-01&until={}"
FIGURE = re.compile(r'href="/en/figures/([\w.]+)/\?[^>]*>([^<]+)</a>')
TODAY, BEFORE, EARLIER = "2025-04-03", "2025-04-02", "2025-03-10"
COVERED = {each.code for slice_ in (hearings, events, control) for each in slice_.INDICATORS}
KINDS = ("round_table", "seminar", "reception", "training", "budget_review", "other")
ROADS, AKIMAT, CLINIC = "Управление дорог", "Акимат", "Поликлиника"


@pytest.fixture
def clerk(chromium, tmp_path_factory):
    """The secretary of a council in which nothing of all this was counted yet."""
    with served(chromium, tmp_path_factory.mktemp("council"), "tests.browser.counting") as site:
        page = site.visitor()
        site.sign_in(page, "secretary@council.example.kz", site.password)
        page.set_default_timeout(15_000)
        yield page


def tally(page, until=TODAY):
    """What everyone reads of every figure, all of them on one page."""
    found = dict(FIGURE.findall(page.request.get(ALL.format(until)).text()))
    assert found.keys() >= COVERED
    return {code: int(re.sub(r"\D", "", value)) for code, value in found.items()}


class Count:
    """Walks through records one by one, and says which figures each of them moved."""

    def __init__(self, clerk, until=TODAY):
        self.clerk, self.until = clerk, until
        self.stands = tally(clerk, until)
        self.rose = set()

    def moved(self):
        """The figures that have moved since it was last asked, and by how much."""
        before, self.stands = self.stands, tally(self.clerk, self.until)
        found = {
            code: value - before[code]
            for code, value in self.stands.items()
            if value != before[code]
        }
        self.rose |= {code for code, by in found.items() if by == 1}
        return found


def event(clerk, kind, **more):
    said = {"kind": kind, "title_ru": "Встреча", "held_on": BEFORE, "state": "held"}
    return entered(clerk, "events", **(said | more))


def each_kind_counts_in_its_own_figure(count):
    clerk = count.clerk
    event(clerk, "platform", state="planned")
    assert count.moved() == {}
    for kind in KINDS:
        event(clerk, kind)
        assert count.moved() == {f"events.{kind}s": 1}
    event(clerk, "recommendation_review")
    assert count.moved() == {"events.recommendation_reviews": 1}


def platforms_count_their_districts_and_visits(count):
    clerk = count.clerk
    event(clerk, "platform")
    assert count.moved() == {"events.platforms": 1}
    # The first one in a district adds the district, the second does not.
    event(clerk, "platform", district="Медеуский район")
    assert count.moved() == {"events.platforms": 1, "events.platform_districts": 1}
    event(clerk, "platform", district="Медеуский район")
    assert count.moved() == {"events.platforms": 1}
    # Whom it reached is entered with the platform, and counts beside it.
    event(clerk, "platform", **{"reach-residents-people": "1"})
    assert count.moved() == {"events.platforms": 1, "events.platform_reach": 1}
    # The reach of another kind of event is no platform's.
    event(clerk, "seminar", **{"reach-residents-people": "7"})
    assert count.moved() == {"events.seminars": 1}


def an_event_may_count_in_a_second_figure(count):
    clerk = count.clerk
    event(clerk, "akim_meeting")
    assert count.moved() == {}
    event(clerk, "akim_meeting", participants=True)
    assert count.moved() == {"events.akim_meetings": 1}
    # What is held with the maslikhat counts as what it is and as joint.
    event(clerk, "round_table", **{"coorganisers-0-organisation": "Маслихат"})
    assert count.moved() == {"events.round_tables": 1, "events.joint_maslikhat": 1}
    said = {"problems-0-text_ru": "Нет тротуара", "problems-0-voice": "resident"}
    event(clerk, "reception", **said)
    assert count.moved() == {"events.receptions": 1, "events.problems_voiced": 1}


def a_public_hearing_counts_with_those_who_came(count):
    clerk = count.clerk
    said = {"event__title_ru": "О велосипедной сети", "event__held_on": TODAY}
    card = entered(clerk, "control/hearings", **said)
    for word in ("notice", "materials"):
        clerk.goto(f"{card}course/")
        asked(clerk, f"/do/{word}/", on=EARLIER)
    assert count.moved() == {}
    clerk.goto(f"{card}moves/held/")
    sent(clerk, on=TODAY, people="1")
    assert count.moved() == {"control.public_hearings": 1, "control.hearing_participants": 1}


def a_monitoring_counts_by_the_end_of_its_field_work(count):
    clerk = count.clerk
    said = {"event__title_ru": "Мониторинг", "object_ru": "Школа № 1", "event__held_on": TODAY}
    card = entered(clerk, "control/monitorings", **said)
    clerk.goto(f"{card}course/")
    asked(clerk, "/do/consent/", on=BEFORE, consent="given", who="Письмо № 12")
    assert count.moved() == {}
    clerk.goto(f"{card}moves/held/")
    sent(clerk, on=TODAY)
    assert count.moved() == {"control.monitorings": 1}


def an_expertise_counts_by_its_conclusion(count):
    clerk = count.clerk
    said = {"title_ru": "Генплан", "petitioner": "ОО «Город»", "petitioned_on": EARLIER}
    card = entered(clerk, "control/expertises", **said)
    clerk.goto(f"{card}course/")
    asked(clerk, "/do/assign/", sitting="Отчёты", association="ОО «Эксперты»")
    clerk.goto(f"{card}people/")
    expert = {"name": "Ким А.", "role": "expert", "qualification": "Эколог", "years": "9"}
    asked(clerk, "/do/name/", **expert)
    asked_link = clerk.locator("main a[href*='/do/subject-declare/']").first.get_attribute("href")
    asked(clerk, asked_link, on=TODAY, conflict="none")
    clerk.goto(f"{card}document/")
    texts = {f"{kind}_ru": kind for kind in ("facts", "recommendations", "proposals")}
    asked(clerk, "/do/draw_up/", on=TODAY, **texts)
    assert count.moved() == {}
    clerk.goto(f"{card}document/")
    asked(clerk, "/do/adopt/", on=TODAY)
    assert count.moved() == {"control.expertises": 1}


def a_discussion_counts_when_it_is_held(count):
    clerk = count.clerk
    said = {"event__title_ru": "О тарифах", "event__held_on": TODAY}
    card = entered(clerk, "control/discussions", **said)
    clerk.goto(f"{card}course/")
    asked(clerk, "/do/media/", on=EARLIER, media="Вечерний Алматы")
    clerk.goto(f"{card}course/")
    asked(clerk, "/do/invite/", on=EARLIER, agency=ROADS)
    clerk.goto(f"{card}moves/held/")
    sent(clerk, on=TODAY)
    assert count.moved() == {"control.discussions": 1}


def planned(clerk, agency):
    return entered(clerk, "hearings", agency=agency, planned_on=TODAY)


def heard(clerk, card, at):
    clerk.goto(card)
    asked(clerk, "moves/heard/", on=TODAY, item=f"Отчёт {at}", verdict="accepted")


def a_report_counts_by_the_kind_of_its_agency(count):
    clerk = count.clerk
    # A report heard is one of its kind, one of all, and so far one without recommendations.
    always = {"hearings.heard": 1, "hearings.not_recommended": 1}
    for at, (agency, kind) in enumerate(
        ((AKIMAT, "akimats"), (ROADS, "state_bodies"), (CLINIC, "subordinate")), start=1
    ):
        card = planned(clerk, agency)
        assert count.moved() == {}
        heard(clerk, card, at)
        both = {f"hearings.{kind}": 1, f"hearings.{kind}_agencies": 1}
        assert count.moved() == always | both
    # An agency that reports again is the same agency.
    heard(clerk, planned(clerk, AKIMAT), 4)
    assert count.moved() == always | {"hearings.akimats": 1}
    return card


def a_report_put_off_counts_each_time(count):
    clerk = count.clerk
    card = planned(clerk, ROADS)
    clerk.goto(card)
    said = {"on": TODAY, "asked_by": "agency", "reason": "Проверка", "to_on": "2025-05-22"}
    asked(clerk, "moves/postponed/", **said)
    assert count.moved() == {"hearings.postponements": 1}


def what_came_of_a_report_moves_it_to_another_line(count, card):
    clerk = count.clerk
    clerk.goto(card)
    begin(clerk, "recommendations")
    point = {"points-0-addressee": ROADS, "points-0-text_ru": "Починить", "points-0-ordinal": "1"}
    sent(clerk, title_ru="О дорогах", prepared_on=TODAY, **point)
    paper = clerk.url
    assert count.moved() == {
        "hearings.recommended_in_preparation": 1,
        "hearings.not_recommended": -1,
        "recommendations.in_preparation": 1,
    }
    said = {"item": "Отчёт 3", "title_ru": "О дорогах", "adopted_on": TODAY}
    entered(clerk, "decisions", **said, text_ru="Направить.", text_kk="Жолдансын.")
    clerk.goto(f"{paper}moves/adopted/")
    sent(clerk, decision="О дорогах")
    assert count.moved() == {"recommendations.documents": 1}
    clerk.goto(f"{paper}papers/")
    follow(clerk, clerk.locator("form[action$='/prepare/'] button").first)
    sent(clerk, channel="post")
    assert count.moved() == {
        "hearings.recommended": 1,
        "hearings.recommended_in_preparation": -1,
        "recommendations.in_preparation": -1,
        "recommendations.sent": 1,
        "recommendations.unanswered": 1,
    }


def test_each_record_moves_its_own_figures_and_no_other(clerk):
    count = Count(clerk)
    each_kind_counts_in_its_own_figure(count)
    platforms_count_their_districts_and_visits(count)
    an_event_may_count_in_a_second_figure(count)
    a_public_hearing_counts_with_those_who_came(count)
    a_monitoring_counts_by_the_end_of_its_field_work(count)
    an_expertise_counts_by_its_conclusion(count)
    a_discussion_counts_when_it_is_held(count)
    card = a_report_counts_by_the_kind_of_its_agency(count)
    a_report_put_off_counts_each_time(count)
    what_came_of_a_report_moves_it_to_another_line(count, card)
    assert count.rose >= COVERED
