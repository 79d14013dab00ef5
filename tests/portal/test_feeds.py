"""Feeds: sittings and published decisions, of the whole council and of a body."""

from datetime import date, time
from xml.etree import ElementTree

import pytest
from django.test import Client

from kenes.core import clock, record
from kenes.core.filing import Filing
from kenes.sittings import actions
from kenes.sittings.actions import Terms
from kenes.sittings.decisions.models import Decision
from tests.portal.test_calendar import stand_still
from tests.sittings.chamber import DAY, NOON, Chamber

ATOM = "{http://www.w3.org/2005/Atom}"
ON = date(2025, 4, 24)


@pytest.fixture
def chamber(db):
    with clock.standing(NOON):
        chamber = Chamber(members=2)
        terms = Terms(body=chamber.commission, starts_at=time(15), place="Зал")
        chamber.later = actions.plan(terms, on=ON, by=chamber.by)
        chamber.decided = Decision(
            council=chamber.council,
            item=chamber.items[0],
            adopted_on=DAY,
            title_ru="О дорогах",
            text_kk="Мәтін",
            text_ru="Текст",
        )
        record.register([Filing(chamber.decided)], by=chamber.by)
        stand_still(chamber)
        yield chamber


@pytest.fixture
def visitor(chamber):
    return Client(HTTP_HOST="almaty.localhost")


def entries(answer):
    root = ElementTree.fromstring(answer.content)
    assert root.tag == f"{ATOM}feed"
    return {each.find(f"{ATOM}id").text: each for each in root.findall(f"{ATOM}entry")}


def urn(row):
    return f"urn:uuid:{row.pk}"


def test_a_feed_tells_of_sittings(chamber, visitor):
    answer = visitor.get("/feed.atom?lang=ru")
    assert answer["Content-Type"].startswith("application/atom+xml")
    found = entries(answer)
    assert set(found) == {urn(chamber.sitting), urn(chamber.later)}
    entry = found[urn(chamber.later)]
    assert "Комиссия: заседание" in entry.find(f"{ATOM}title").text
    assert entry.find(f"{ATOM}link").get("href").endswith(f"/ru/sittings/{chamber.later.number}/")


def test_a_decision_is_told_once_it_is_published(chamber, visitor):
    assert urn(chamber.decided) not in entries(visitor.get("/feed.atom"))
    with clock.standing(NOON):
        record.correct(chamber.decided, version=1, by=chamber.by, published_on=DAY)
    assert urn(chamber.decided) in entries(visitor.get("/feed.atom"))
    assert urn(chamber.decided) not in entries(visitor.get("/feed/komissiya.atom"))


def test_the_feed_of_a_body_is_of_it_alone(chamber, visitor):
    assert set(entries(visitor.get("/feed/komissiya.atom"))) == {urn(chamber.later)}
    assert visitor.get("/feed/nothing.atom").status_code == 404
    assert visitor.get("/feed.atom?lang=xx").status_code == 404


def test_what_is_struck_is_told_no_more(chamber, visitor):
    with clock.standing(NOON):
        record.strike([chamber.later], reason="ошибка", by=chamber.by)
    assert set(entries(visitor.get("/feed.atom"))) == {urn(chamber.sitting)}


def test_another_council_tells_its_own(chamber, visitor):
    with clock.standing(NOON):
        Chamber(members=1, slug="kokshe")
    found = entries(Client(HTTP_HOST="kokshe.localhost").get("/feed.atom"))
    assert urn(chamber.sitting) not in found
    assert len(found) == 1
