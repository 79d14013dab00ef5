"""Accounts, working days, deadlines, the desk, and the pages at the door."""

from datetime import date

import pytest

from kenes.core import clock
from kenes.core.access import Access, User
from kenes.norms.models import DayMark
from tests.office.test_records import appeal, register
from tests.town import DAY, NOW, signed_in

pytestmark = pytest.mark.django_db
NEW = {
    "name": "Жанна Серик",
    "email": "Zhanna@example.org",
    "role": "secretary",
    "language": "kk",
    "since_on": "2025-04-03",
}


def test_access_is_given_with_a_link_to_set_a_password(town, administrator, client):
    answer = administrator.post("/office/accounts/new/", NEW)

    user = User.objects.get(email="zhanna@example.org")
    assert not user.has_usable_password()
    path = answer.context["link"].removeprefix("http://almaty.localhost")
    form = client.get(path, HTTP_HOST="almaty.localhost", follow=True)
    said = {"password1": "четыре слова подряд", "password2": "четыре слова подряд"}
    client.post(form.request["PATH_INFO"], said, HTTP_HOST="almaty.localhost")
    user.refresh_from_db()
    assert user.check_password("четыре слова подряд")


def test_access_is_not_given_twice_nor_to_an_agency_without_its_name(town, administrator):
    administrator.post("/office/accounts/new/", NEW)
    twice = administrator.post("/office/accounts/new/", NEW)
    assert list(twice.context["form"].errors) == ["email"]

    nameless = NEW | {"email": "b@example.org", "role": "agency"}
    answer = administrator.post("/office/accounts/new/", nameless)
    assert list(answer.context["form"].errors) == ["agency"]
    assert not User.objects.filter(email="b@example.org").exists()


def test_access_ends_from_today_on(town, administrator):
    member = signed_in(town, "member")
    access = Access.objects.get(role="member")
    assert member.get("/office/").status_code == 200

    administrator.post(f"/office/accounts/{access.pk}/end/")

    access.refresh_from_db()
    assert access.ended_on == DAY
    assert member.get("/office/").status_code == 403


def test_nobody_ends_his_own_access_or_that_of_another_council(town, other, administrator):
    own = Access.objects.get(role="administrator")
    assert administrator.post(f"/office/accounts/{own.pk}/end/").status_code == 409
    signed_in(other, "secretary")
    theirs = Access.objects.get(council=other.council)
    assert administrator.post(f"/office/accounts/{theirs.pk}/end/").status_code == 404


def test_a_secretary_keeps_no_accounts(town, secretary):
    for address in ("", "new/"):
        assert secretary.get(f"/office/accounts/{address}").status_code == 403


def test_two_days_are_exchanged(town, secretary, member):
    said = {"worked_on": "2025-04-12", "off_on": "2025-04-14", "source": "Приказ № 1"}
    assert member.post("/office/working-days/exchange/", said).status_code == 403
    wrong = secretary.post("/office/working-days/exchange/", said | {"worked_on": "2025-04-11"})
    assert wrong.status_code == 422

    secretary.post("/office/working-days/exchange/", said)

    assert DayMark.objects.get(on=date(2025, 4, 12)).paired_on == date(2025, 4, 14)
    secretary.post("/office/working-days/2025-04-12/unmark/")
    assert not DayMark.objects.filter(on=date(2025, 4, 12)).exists()


def test_a_day_is_marked_and_what_is_wrong_is_said_beside_it(town, secretary):
    said = {
        "on": "2025-04-21",
        "kind": "day_off_moved",
        "name_kk": "Демалыс",
        "name_ru": "Выходной",
        "name_en": "Day off",
        "source": "Приказ",
    }
    answer = secretary.post("/office/working-days/mark/", said)
    assert list(answer.context["form"].errors) == ["paired_on"]
    secretary.post("/office/working-days/mark/", said | {"kind": "holiday"})
    assert DayMark.objects.get(on=date(2025, 4, 21)).kind == "holiday"


@pytest.mark.parametrize("year", ["1066", "3000", "abc"])
def test_a_year_beyond_the_calendar(town, member, year):
    expected = 200 if year == "abc" else 404
    assert member.get(f"/office/working-days/?year={year}").status_code == expected


def test_a_deadline_shows_each_day(town, member):
    answer = member.get("/office/deadline/?norm=npa.act&on=2025-03-14")

    found = answer.context["deadline"]
    assert found["late"]
    days = [day for week in found["weeks"] for day in week]
    assert [day["day"] for day in days if day["kind"] == "due"] == [2]
    assert max(day.get("count") or 0 for day in days) == 10
    backward = member.get("/office/deadline/?norm=public_hearing.notice&on=2025-05-20")
    assert backward.context["deadline"]["due"]


def test_the_desk_tells_what_waits(town, secretary):
    # The one seat of the town is vacant, nobody chairs, and the term is nearly over.
    [waits] = secretary.get("/office/").context["duties"]
    assert (waits["label"], len(waits["dues"])) == ("Composition of the council", 3)
    register(secretary, "appeals", appeal(town, received_on="2025-02-03"))
    event = {"kind": "platform", "title_ru": "Площадка", "held_on": "2025-03-01"}
    register(secretary, "events", event)

    duties = {duty["label"]: duty["dues"] for duty in secretary.get("/office/").context["duties"]}

    assert set(duties) == {"Appeals to answer", "Their day went by", waits["label"]}
    (due,) = duties["Appeals to answer"]
    assert due["state"]["tone"] == "bad"
    assert due["url"] == "/office/appeals/2025-0001/"


def test_the_journal_tells_who_did_what_here_alone(town, other, secretary):
    stranger = signed_in(other, "secretary")
    register(stranger, "appeals", appeal(other))
    register(secretary, "districts", {"title_ru": "Алатауский"})

    lines = [row["cells"][1]["text"] for row in secretary.get("/office/journal/").context["rows"]]

    assert "District: registered" in lines
    assert not any(line.startswith("Appeal") for line in lines)


@pytest.mark.parametrize(
    "page", ["login/", "password/reset/", "password/reset/done/", "signup/", "inactive/"]
)
def test_the_door_is_set_in_the_page_of_the_council(town, client, page):
    answer = client.get(f"/account/{page}", HTTP_HOST="almaty.localhost")

    assert answer.status_code == 200
    assert 'class="masthead"' in answer.content.decode()
    assert "<script>" not in answer.content.decode()


@pytest.mark.parametrize("page", ["2fa/", "2fa/webauthn/", "password/change/", "logout/"])
def test_the_guards_of_an_account_are_set_in_the_page_too(town, page):
    client = signed_in(town, "member")
    user = User.objects.get(email="member@almaty.localhost")
    user.set_password("four words in a row")
    user.save()
    with clock.standing(NOW):
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = client.get(f"/account/{page}")

    assert answer.status_code == 200
    assert 'class="masthead"' in answer.content.decode()
