"""The tracker, the page of a recommendation, dossiers: what everyone may see, and no more."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils.translation import override

from kenes.core import clock, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.link import between
from kenes.events.models import Event
from kenes.recommendations import actions
from kenes.recommendations.answers import actions as answers
from kenes.recommendations.models import Recommendation
from kenes.recommendations.silence import actions as silence
from kenes.recommendations.silence.models import Silence
from kenes.recommendations.statements import actions as statements
from kenes.recommendations.statements.models import Statement
from kenes.subscriptions import actions as subscriptions
from kenes.subscriptions import notices
from kenes.subscriptions.models import Subscription
from tests.recommendations import life
from tests.recommendations.advising import at

D = date
TODAY = D(2025, 4, 10)
HIDDEN = "Запретное"


@pytest.fixture
def visitor(house):
    with at(TODAY), override("ru"):
        yield Client(headers={"host": "localhost"})


def page(visitor, path):
    answer = visitor.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def numbers(visitor, asked=""):
    """The points a list shows, in its order."""
    answer = visitor.get(f"/ru/recommendations/{asked}")
    return [row["cells"][0]["text"] for row in answer.context["rows"]]


def test_the_list_tells_how_long_each_has_waited(house, visitor):
    one, two = house.paper(D(2025, 3, 3), "water", "roads")
    [late] = house.paper(D(2025, 2, 3), "parks")
    house.paper(D(2025, 3, 4), "water", sent=False)
    life.answered(two, "accepted", D(2025, 3, 20), house.by)
    shown = visitor.get("/ru/recommendations/").context["rows"]
    said = {row["cells"][0]["text"]: row for row in shown}
    assert set(said) == {one.reference, two.reference, late.reference}
    assert said[one.reference]["cells"][4]["text"] == "38 дней"
    assert said[two.reference]["cells"][4]["text"] == "17 дней"
    assert [said[p.reference]["late"] for p in (one, two, late)] == [True, False, True]
    assert said[two.reference]["cells"][3]["state"]["tone"] == "good"
    assert said[late.reference]["cells"][3]["state"]["tone"] == "bad"


def test_filters_and_orders(house, visitor):
    one, two = house.paper(D(2025, 3, 24), "water", "roads")
    [late] = house.paper(D(2025, 2, 3), "water")
    [old] = house.paper(D(2024, 2, 5), "parks")
    life.answered(two, "accepted", D(2025, 4, 1), house.by)
    life.answered(old, "rejected", D(2024, 6, 3), house.by)
    water = house.agencies["water"].code
    everything = [two, one, late, old]
    assert numbers(visitor) == [p.reference for p in everything]
    assert numbers(visitor, "?order=waiting")[:2] == [late.reference, one.reference]
    for asked, expected in (
        (f"agency={water}", [one, late]),
        ("state=rejected", [old]),
        ("year=2024", [old]),
        ("year=abcd", []),
        ("answer=overdue", [late]),
        ("answer=in_time", [two]),
        ("answer=late", [old]),
        ("answer=none", [late]),
        ("answer=nonsense", []),
        ("origin=own", everything),
        ("origin=hearing", []),
        ("agency=nobody", []),
        (f"q={late.reference}", [late]),
        ("q=починить+WATER", [one, late]),
        (f"paper={old.recommendation.number}", [old]),
        ("due=2024-01-01_2024-12-31", [old]),
    ):
        assert numbers(visitor, f"?{asked}") == [p.reference for p in expected], asked


def test_pages_by_cursor_go_there_and_back_in_either_order(house, visitor, monkeypatch):
    monkeypatch.setattr("kenes.portal.listing.PAGE", 2)
    points = house.paper(D(2025, 3, 24), "water", "roads", "parks")
    points += house.paper(D(2025, 2, 3), "water", "roads")
    life.answered(points[0], "accepted", D(2025, 4, 1), house.by)
    for asked, way in (("?", "older_url"), ("?order=waiting", "newer_url")):
        path, seen = f"/ru/recommendations/{asked}", []
        while path:
            answer = visitor.get(path)
            seen += [row["cells"][0]["text"] for row in answer.context["rows"]]
            path = answer.context["pager"].get(way, "")
        assert sorted(seen) == sorted(p.reference for p in points)


def test_both_sides_stand_apart(house, visitor):
    [point] = house.paper(D(2025, 3, 3), "water")
    answer = life.hollow(point, D(2025, 3, 10), house.by)
    life.claimed(point, D(2025, 4, 1), house.by)
    life.verified(point, D(2025, 4, 2), house.by, outcome="not_done")
    [shown] = visitor.get(point.recommendation.get_absolute_url()).context["points"]
    assert [each["text"] for each in shown["says"]] == [answer.text, "Сделано."]
    assert [each["text"] for each in shown["found"]] == ["Ни о чём.", "Осмотрено."]
    text = page(visitor, point.recommendation.get_absolute_url())
    assert f'id="point-{point.ordinal}"' in text
    assert "Орган" in text


def test_a_point_closed_as_not_implemented_says_why(house, visitor):
    [point] = house.paper(D(2025, 3, 3), "water")
    life.answered(point, "accepted", D(2025, 3, 10), house.by)
    life.closed(point, D(2025, 4, 2), house.by, implemented=False)
    [shown] = visitor.get(point.recommendation.get_absolute_url()).context["points"]
    assert [each["text"] for each in shown["found"]] == ["Не сделано."]
    assert "Не сделано." in [step["second"] for step in shown["course"]]


def test_silence_published_is_said(house, visitor):
    [point] = house.paper(D(2025, 2, 3), "water")
    silence.note(house.council, TODAY, by=house.by)
    silence.publish(list(Silence.objects.all()), on=TODAY, by=house.by)
    [row] = visitor.get("/ru/recommendations/").context["rows"]
    assert "10 апреля 2025" in row["cells"][3]["second"]
    [shown] = visitor.get(point.recommendation.get_absolute_url()).context["points"]
    assert [step["place"] for step in shown["course"]] == ["done", "done", "late", "late"]


def test_an_agency_has_its_dossier_and_its_word(house, visitor):
    [point] = house.paper(D(2025, 2, 3), "water")
    agency = house.agencies["water"]
    said = {"signed_then": "Руководитель", "language": "ru", "stated_on": TODAY}
    statements.state(
        Statement(council=house.council, agency=agency, text="Мы ответили.", **said), by=house.by
    )
    text = page(visitor, f"/ru/agencies/{agency.code}/")
    assert "Мы ответили." in text
    assert point.reference in text
    assert visitor.get("/ru/agencies/nobody/").status_code == 404
    listed = page(visitor, "/kk/agencies/?q=WATER")
    assert agency.code in listed
    assert house.agency("roads").code not in listed
    compared = page(visitor, "/ru/agencies/comparison/?from=2025-01-01&until=2025-04-01")
    assert "Мы ответили." in compared


def test_what_is_hidden_appears_on_no_outlet(house, visitor):
    """A prepared point, a draft, a withheld text: on no page, list, export, feed, letter."""
    point, prepared = house.paper(D(2025, 3, 3), "water", "roads", sent=False)
    actions.send([point], on=D(2025, 3, 3), by=house.by)
    record.correct(prepared, version=prepared.version, by=house.by, text_ru=f"{HIDDEN} совет")
    answer = life.answered(point, "accepted", D(2025, 3, 10), house.by, text=f"{HIDDEN} ответ")
    answers.withhold(answer, reason="личные данные", by=house.by)
    claim = life.claimed(point, D(2025, 3, 11), house.by)
    record.correct(claim, version=claim.version, by=house.by, text=f"{HIDDEN} отчёт", withheld="да")
    draft = _draft(house)
    follower = _follower(house, point.recommendation)
    paper, agency = point.recommendation, house.agencies["water"]
    news = notices.news([follower], clock.now())
    told = str(notices.letter([follower], news).row.text)
    seen = [
        page(visitor, path)
        for path in (
            "/ru/recommendations/",
            f"/ru/recommendations/?q={HIDDEN}",
            f"/ru/search/?q={HIDDEN}",
            paper.get_absolute_url(),
            f"/ru/agencies/{agency.code}/",
            "/ru/agencies/comparison/",
            "/feed/recommendations.atom?lang=ru",
            f"/feed/recommendations/{paper.number}.atom?lang=ru",
            f"/feed/agencies/{agency.code}.atom?lang=ru",
            "/ru/recommendations/?format=csv",
        )
    ]
    for text in (*seen, told):
        assert HIDDEN not in re.sub(r'value="[^"]*"', "", text).replace(f"q={HIDDEN}", "")
        assert draft.number not in text
        assert f"{paper.number}/{prepared.ordinal}" not in text
    assert "личные данные" in seen[3]
    assert point.reference in told
    assert visitor.get(f"/ru/recommendations/{draft.number}/").status_code == 404
    assert visitor.get(f"/feed/recommendations/{draft.number}.atom").status_code == 404


def _draft(house):
    on = D(2025, 3, 1)
    row = Recommendation(council=house.council, prepared_on=on, title_ru=f"{HIDDEN} проект")
    return house.register.add(row, path=[("draft", on)])


def _follower(house, paper):
    with at(D(2025, 3, 5)):
        row = Subscription(council=house.council, address="a@example.kz", language="ru")
        row.recommendation = paper
        subscriptions.ask(row, by=house.by)
        subscriptions.confirm(row, by=house.by)
    return row


@action
def tie(*pairs, by):
    record.register([Filing(between(one, other)) for one, other in pairs], by=by)


def stages(visitor, path):
    chain = visitor.get(path).context["chain"]
    return [(each.code, [node.reference for node in each.nodes]) for each in chain.stages]


def test_the_chain_goes_both_ways_round_circles_and_past_what_is_hidden(house, visitor):
    register = house.register
    register.fill(2)
    first, middle, last = (register.paper(D(2025, 3, n)) for n in (3, 4, 5))
    secret = _draft(house)
    beyond = register.paper(D(2025, 3, 6))
    circle = ((first, middle), (middle, last), (last, first))
    tie(*circle, (middle, secret), (secret, beyond), by=house.by)
    found = stages(visitor, middle.get_absolute_url())
    assert [code for code, _refs in found] == ["recommendation"] * 3
    assert [sorted(refs) for _code, refs in found] == [
        sorted([first.number, last.number]),
        [middle.number],
        sorted([first.number, last.number]),
    ]
    assert secret.number not in page(visitor, middle.get_absolute_url())
    assert visitor.get(beyond.get_absolute_url()).context["chain"] is None


def test_answers_follow_the_advice_they_answer_wherever_one_stands(house, visitor):
    [point] = house.paper(D(2025, 3, 3), "water")
    with at(D(2025, 3, 10)):
        life.answered(point, "accepted", D(2025, 3, 10), house.by)
    paper = point.recommendation
    event = Event(council=paper.council, kind="round_table", title_ru="Стол", held_on=D(2025, 3, 1))
    record.register([Filing(event, path=[("planned", event.held_on)])], by=house.by)
    tie((event, paper), by=house.by)
    drawn = ["event", "recommendation", "answer"]
    for row in (event, paper):
        assert [code for code, _refs in stages(visitor, row.get_absolute_url())] == drawn


def test_feeds_tell_what_happened(house, visitor):
    [point] = house.paper(D(2025, 3, 3), "water")
    with at(D(2025, 3, 10)):
        life.answered(point, "accepted", D(2025, 3, 10), house.by)
    paper, agency = point.recommendation, house.agencies["water"]
    for path in ("recommendations", f"recommendations/{paper.number}", f"agencies/{agency.code}"):
        answer = visitor.get(f"/feed/{path}.atom?lang=ru")
        assert answer["Content-Type"].startswith("application/atom+xml")
        root = ElementTree.fromstring(answer.content)
        ids = [each.text for each in root.iter("{http://www.w3.org/2005/Atom}id")]
        assert len(ids) == len(set(ids)) == 3, path
    assert visitor.get("/feed/agencies/nobody.atom").status_code == 404
