"""“Me too”: who joins an appeal is counted once, told of the answer, and may leave."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from kenes.appeals.models import Appeal
from kenes.appeals.supports import actions
from kenes.appeals.supports.models import Support
from kenes.core import clock
from kenes.core.access import console
from kenes.core.letter import Letter
from kenes.core.refused import Refused
from tests.appeals.conftest import appeal, stand_still
from tests.appeals.test_portal import NEW, closed
from tests.appeals.test_shown import published, sent

pytestmark = pytest.mark.django_db
JOIN = "/ru/appeals/2025-0001/join/"


@pytest.fixture
def open_appeal(town, visitor, secretary):
    """An appeal that everyone may read."""
    said = sent(visitor, town)
    published(secretary)
    return said


def somebody():
    return Client(HTTP_HOST="almaty.localhost")


def joined():
    return actions.counted([Appeal.objects.get(number="2025-0001")]).get(
        Appeal.objects.get(number="2025-0001").pk, 0
    )


def asked(purpose="support.ask"):
    return list(Letter.objects.filter(purpose=purpose).order_by("posted_at"))


def link(letter, word):
    return re.search(rf"/ru/appeals/joined/{word}/\w+/", letter.text)[0]


def test_a_device_is_counted_once_and_may_leave(open_appeal):
    person = somebody()
    for _ in range(2):
        assert person.post(JOIN, {"address": ""}).context["joined"] == "counted"
    assert joined() == 1
    assert somebody().post(JOIN, {}).status_code == 200
    assert joined() == 2
    page = person.get("/ru/appeals/2025-0001/")
    assert (page.context["joined"], page.context["mine"]) == (2, True)
    assert person.post("/ru/appeals/2025-0001/leave/").status_code == 302
    assert joined() == 1
    assert not person.get("/ru/appeals/2025-0001/").context["mine"]


def test_an_address_counts_when_it_is_confirmed(open_appeal):
    for address in ("a@example.kz", " A@Example.kz"):
        answer = somebody().post(JOIN, {"address": address})
        assert answer.context["joined"] == "letter"
    [letter] = asked()
    assert joined() == 0
    url = link(letter, "confirm")
    assert somebody().get(url).status_code == 200
    assert joined() == 0
    assert somebody().post(url).context["counted"]
    assert joined() == 1
    row = Support.objects.get()
    assert somebody().post(f"/ru/appeals/joined/leave/{row.key('leave')}/").context["left"]
    assert joined() == 0
    row.refresh_from_db()
    assert (row.address, row.whose) == ("", "")
    assert Letter.objects.get(pk=letter.pk).recipient == ""


def test_addresses_with_a_plus_are_one_person(open_appeal):
    for address in ("a+1@example.kz", "A+2@example.kz", "a@example.kz"):
        assert somebody().post(JOIN, {"address": address}).context["joined"] == "letter"
    [letter] = asked()
    assert letter.recipient == "a+1@example.kz"
    assert somebody().post(link(letter, "confirm")).context["counted"]
    assert joined() == 1


def test_a_foreign_link_opens_nothing(open_appeal, other):
    somebody().post(JOIN, {"address": "a@example.kz"})
    row = Support.objects.get()
    for url in (
        f"confirm/{row.key('leave')}/",
        f"x/{row.key('confirm')}/",
        "confirm/zzz/",
        f"confirm/{row.pk.hex}/",
    ):
        assert somebody().post(f"/ru/appeals/joined/{url}").status_code == 404
    host = {"host": "kokshe.localhost"}
    foreign = somebody().post(f"/ru/appeals/joined/confirm/{row.key('confirm')}/", headers=host)
    assert foreign.status_code == 404


def test_a_wrong_address_is_said_beside_its_field(open_appeal):
    answer = somebody().post(JOIN, {"address": "нет"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["address"])
    assert "нет" in answer.content.decode()


def test_too_many_from_one_network_are_asked_to_wait_and_keep_the_address(
    open_appeal, town, settings
):
    settings.KENES_JOINS_AN_HOUR = 2
    assert somebody().post(JOIN, {}).context["joined"] == "counted"
    assert somebody().post(JOIN, {"address": "a@example.kz"}).context["joined"] == "letter"
    for said in ({}, {"address": "b@example.kz"}):
        answer = somebody().post(JOIN, said)
        assert answer.status_code == 429
        assert "Присоединитесь ещё раз через час." in answer.content.decode()
        assert "joined" not in answer.context
    assert "b@example.kz" in answer.content.decode()
    assert (Support.objects.count(), len(asked())) == (2, 1)
    # Who writes an appeal from there is another matter, and so are other networks and hours.
    assert somebody().post(NEW, appeal(town)).status_code == 200
    far = Client(HTTP_HOST="almaty.localhost", REMOTE_ADDR="203.0.113.7")
    assert far.post(JOIN, {}).context["joined"] == "counted"
    stand_still(town, 2025, 4, 30, 6, 0)
    assert somebody().post(JOIN, {}).context["joined"] == "counted"


def test_nobody_joins_what_is_not_shown(town, visitor):
    sent(visitor, town)
    assert somebody().post(JOIN, {}).status_code == 404
    with pytest.raises(Refused):
        actions.join_by_device(Appeal.objects.get(), "x", language="ru", by=console())


def test_an_address_gets_no_more_than_three_letters_a_day(town, visitor, secretary, open_appeal):
    for at in range(2, 6):
        said = visitor.post(NEW, appeal(town, text="Яма.", open="on", looked="1")).context
        number = said["appeal"].number
        base = f"/office/appeals/{number}/publication/publish/"
        assert secretary.post(base, {"text": "Яма.", "read": "on"}).status_code == 302
        somebody().post(f"/ru/appeals/2025-000{at}/join/", {"address": "a@example.kz"})
    assert len(asked()) == 3


def test_they_are_told_of_the_answer_once(town, secretary, open_appeal):
    somebody().post(JOIN, {"address": "a@example.kz"})
    somebody().post(JOIN, {"address": "b@example.kz"})
    somebody().post(JOIN, {})
    somebody().post(link(asked()[0], "confirm"))

    def told():
        return actions.tell(town.council, clock.today())

    with clock.standing(stand_still(town, 2025, 4, 3, 5)):
        assert told() == 0
        closed(secretary, "2025-0001", "resolved", answer="Сделано для Айгуль.")
        assert [told(), told()] == [1, 0]
    [letter] = asked("support.answered")
    assert letter.recipient == "a@example.kz"
    assert "Айгуль" not in letter.text


def test_what_nobody_confirmed_is_erased_after_two_weeks(town, open_appeal):
    somebody().post(JOIN, {"address": "a@example.kz"})
    moment = stand_still(town, 2025, 4, 3, 5)
    for days, erased in ((13, 0), (14, 1), (15, 0)):
        with clock.standing(moment + timedelta(days=days)):
            assert actions.forget(town.council, clock.today()) == erased
    assert Support.objects.get().address == ""


def test_who_writes_the_same_is_shown_what_others_wrote(town, visitor, secretary, open_appeal):
    said = appeal(town, text="Опять нет перехода")
    first = visitor.post(NEW, said)
    assert [each["row"].number for each in first.context["alike"]] == ["2025-0001"]
    assert Appeal.objects.count() == 1
    assert "Опять нет перехода" in first.content.decode()
    second = visitor.post(NEW, {**said, "looked": "1"})
    assert second.context["appeal"].number == "2025-0002"
    # Of another district or topic nothing is offered.
    assert "appeal" in visitor.post(NEW, appeal(town, district="")).context
