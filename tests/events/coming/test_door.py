"""At the door: found by code or name, checked in; others counted; the reach ledger."""

import pytest

from kenes.core import clock, record
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.events import actions as events
from kenes.events.coming import actions as coming
from kenes.events.coming.door import actions
from kenes.events.coming.models import Registration
from kenes.events.models import ReachEntry
from tests.control.conftest import errors
from tests.events.coming.conftest import come, fresh
from tests.town import DAY, NOW, signed_in

pytestmark = pytest.mark.django_db
LIST = "/office/events/2025-0001/coming/"
DOOR = f"{LIST}door/"


@pytest.fixture
def row(town, seminar):
    with clock.standing(NOW):
        return come(
            seminar,
            "Әлімова Гүлнар",
            organisation="МИБ «Достық»",
            needs="Пандус",
            audience="house_heads",
            by=town.by,
        )


def found(client, typed):
    return [each["row"].name for each in client.get(DOOR, {"q": typed}).context["found"]]


def test_one_is_found_by_code_by_half_of_it_by_name_and_by_the_square(
    town, secretary, row, monkeypatch
):
    # Two codes made at random may be alike in a half.
    monkeypatch.setattr(coming, "_fresh_code", lambda council: "00001111")
    with clock.standing(NOW):
        come(row.event, "Громов Илья", by=town.by)
    for typed in (row.code, row.spoken, row.code[:4], row.code[4:], "гүлнар", "достық әлімова"):
        assert found(secretary, typed) == ["Әлімова Гүлнар"]
    assert found(secretary, f"https://x/ru/coming/{row.key}/") == ["Әлімова Гүлнар"]
    for typed in (row.code[:2], "Пётр", "", f"/coming/{row.key}0/"):
        assert found(secretary, typed) == []


def test_one_press_says_is_here_and_another_takes_it_back(secretary, row):
    answer = secretary.post(f"{LIST}{row.pk}/came/", {"came": "yes", "then": "door"})
    assert answer["Location"] == f"{DOOR}?last={row.pk}"
    assert fresh(row).came
    page = secretary.get(answer["Location"])
    assert page.context["last"]["row"] == row
    assert "1 person is here" in page.content.decode()
    # Pressed twice on a slow phone it is still so.
    secretary.post(f"{LIST}{row.pk}/came/", {"came": "yes", "then": "door"})
    assert fresh(row).came
    secretary.post(f"{LIST}{row.pk}/came/", {"came": "no", "then": "door"})
    assert not fresh(row).came


def test_the_square_leads_the_secretary_to_the_check_in_and_others_to_their_page(
    secretary, visitor, member, row
):
    own = f"/en/coming/{row.key}/"
    assert secretary.get(own)["Location"] == f"/office/coming/{row.code}/"
    assert secretary.get(f"/office/coming/{row.code}/")["Location"] == f"{LIST}{row.pk}/"
    page = secretary.get(f"{LIST}{row.pk}/").content.decode()
    assert "Әлімова Гүлнар" in page
    assert "Is here" in page
    assert visitor.get(own).status_code == member.get(own).status_code == 200
    assert secretary.get("/office/coming/00000000/").status_code == 404


def test_the_door_is_the_secretarys_alone(town, member, visitor, row):
    chair = signed_in(town, "chair", "head")
    for client in (member, chair):
        assert client.get(DOOR).status_code == 403
        assert client.get(f"{LIST}{row.pk}/").status_code == 403
        assert client.get(f"/office/coming/{row.code}/").status_code == 403
        assert client.post(f"{LIST}{row.pk}/came/").status_code == 403
    assert visitor.get(f"/office/coming/{row.code}/").status_code == 302
    for client, sees in ((chair, True), (member, False)):
        page = client.get(LIST).content.decode()
        assert ("Гүлнар" in page, "Пандус" in page, row.spoken in page) == (sees, sees, sees)


def test_needs_stand_without_names(town, secretary, row):
    assert secretary.get(LIST).context["needs"] == ["Пандус"]
    with clock.standing(NOW):
        coming.give_up(row, by=town.by)
    assert secretary.get(LIST).context["needs"] == []


def test_others_are_counted_and_one_fewer(secretary, seminar):
    secretary.post(f"{DOOR}in/", {"audience": "residents", "people": "3"})
    secretary.post(f"{DOOR}in/", {"audience": "business", "people": "1"})
    secretary.post(f"{DOOR}out/", {"audience": "residents"})
    context = secretary.get(DOOR).context
    assert [(each["audience"], each["people"]) for each in context["walked_in"]] == [
        ("business", 1),
        ("residents", 2),
    ]
    assert context["came"] == 3
    # Nobody registered: they were only there.
    assert context["standing"]["registered"] == 0
    assert context["standing"]["left"] == 0


@pytest.mark.parametrize("people", ["0", "501", "", "много"])
def test_a_wrong_number_is_said_beside_it(secretary, seminar, people):
    answer = secretary.post(f"{DOOR}in/", {"audience": "residents", "people": people})
    assert answer.status_code == 422
    assert errors(answer) == {"people": ["From 1 to 500 people at once."]}
    assert not Registration.objects.exists()


def test_nobody_is_taken_back_where_nobody_was_counted(town, seminar):
    with clock.standing(NOW), pytest.raises(Refused, match="Nobody of this audience"):
        actions.walk_out(seminar, audience="state", by=town.by)
    with clock.standing(NOW), pytest.raises(Refused) as refused:
        actions.walk_in(seminar, audience="state", people=0, by=town.by)
    assert refused.value.field == "people"


def lines(event):
    rows = ReachEntry.objects.live().filter(event=event).order_by("audience")
    return [(row.audience, row.source, row.people) for row in rows]


def held(town, event):
    with clock.standing(NOW):
        events.hold([event], on=DAY, by=town.by)


def test_those_who_came_go_into_the_ledger_and_are_never_doubled(town, secretary, row, seminar):
    with clock.standing(NOW):
        seminar.refresh_from_db()
        record.correct(seminar, version=seminar.version, by=town.by, places=9)
    secretary.post(f"{LIST}{row.pk}/came/")
    secretary.post(f"{DOOR}in/", {"audience": "residents", "people": "3"})
    with clock.standing(NOW):
        silent = come(seminar, "Молчит", by=town.by)
        actions.arrive(silent, by=town.by)
    early = secretary.post(f"{LIST}ledger/")
    assert early.status_code == 422
    assert errors(early)["__all__"] == ["It was not held yet."]
    held(town, seminar)
    for _ in range(2):
        assert secretary.post(f"{LIST}ledger/").status_code == 302
        assert lines(seminar) == [
            ("house_heads", "check_in", 1),
            ("others", "check_in", 1),
            ("residents", "check_in", 3),
        ]
    secretary.post(f"{DOOR}in/", {"audience": "residents", "people": "2"})
    secretary.post(f"{LIST}{row.pk}/came/", {"came": "no"})
    secretary.post(f"{LIST}ledger/")
    assert lines(seminar) == [("others", "check_in", 1), ("residents", "check_in", 5)]


@pytest.mark.parametrize(
    ("source", "refused"), [("head_count", True), ("", True), ("stream", False)]
)
def test_the_ledger_does_not_count_the_same_people_twice(town, row, source, refused):
    with clock.standing(NOW):
        actions.arrive(row, by=town.by)
    held(town, row.event)
    said = {"audience": "residents", "source": source, "people": 1}
    line = ReachEntry(council=town.council, event=row.event, **said)
    with clock.standing(NOW):
        record.register([Filing(line)], by=town.by)
    if refused:
        with clock.standing(NOW), pytest.raises(Refused, match="count twice"):
            actions.write_down(row.event, by=town.by)
    else:
        with clock.standing(NOW):
            actions.write_down(row.event, by=town.by)
    assert ("house_heads", "check_in", 1) in lines(row.event) or refused


def test_a_struck_event_checks_nobody_in(town, secretary, row):
    with clock.standing(NOW):
        record.strike([row.event], reason="ошибка", by=town.by)
    assert secretary.get(DOOR).status_code == 404
    assert secretary.post(f"{LIST}{row.pk}/came/").status_code == 404
