"""Following by e-mail: asked, confirmed, told once a working day, ended, forgotten."""

import re
from datetime import date, timedelta
from random import Random

import pytest
from django.test import Client

from kenes.core import clock
from kenes.core.letter import Letter
from kenes.core.refused import Refused
from kenes.jobs.message import message
from kenes.recommendations.models import Point
from kenes.subscriptions import actions
from kenes.subscriptions.models import Subscription
from tests.portal.conftest import _no_collecting  # noqa: F401
from tests.recommendations import life
from tests.recommendations.advising import at

D = date
MONDAY, TUESDAY, FRIDAY, SATURDAY = D(2025, 3, 3), D(2025, 3, 4), D(2025, 3, 7), D(2025, 3, 15)
MAIL = "Aliya@example.kz"


@pytest.fixture
def point(house):
    [point] = house.paper(MONDAY, "water")
    return point


@pytest.fixture
def visitor(house, settings):
    settings.KENES_SMTP = {"host": "127.0.0.1"}
    return Client(headers={"host": "localhost"}, enforce_csrf_checks=False)


def ask(point, by, address=MAIL, **followed):
    followed = followed or {"recommendation": point.recommendation}
    wish = Subscription(council=point.council, address=address, language="ru", **followed)
    actions.ask(wish, by=by)
    return wish


def letters(**facts):
    return list(Letter.objects.filter(**facts).order_by("posted_at", "pk"))


def link(letter, word):
    return re.search(rf"https?://[^/]+(/ru/follow/{word}/\w+/)", letter.text).group(1)


def follower(point, by, **more):
    with at(TUESDAY):
        wish = ask(point, by, **more)
        actions.confirm(wish, by=by)
    return wish


def tell(point, on, hour=10):
    with at(on, hour):
        return actions.tell(point.council, on)


def test_double_opt_in_and_one_press_to_end_it(house, point, visitor):
    with at(TUESDAY):
        page = f"/ru/recommendations/{point.recommendation.number}/follow/"
        assert visitor.post(page, {"address": MAIL}).context["asked"]
        [letter] = letters()
        confirm = link(letter, "confirm")
        assert visitor.get(confirm).status_code == 200
        assert Subscription.objects.get().status == "asked"
        assert visitor.post(confirm).context["confirmed"]
        assert visitor.post(confirm).context["confirmed"]
    with at(FRIDAY):
        life.answered(point, "accepted", FRIDAY, house.by)
        assert actions.tell(point.council, FRIDAY) == 1
        news = letters(purpose="subscription.news")[0]
        stop = message(news).extra_headers["List-Unsubscribe"].strip("<>")
        assert message(news).extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        # A mail program has neither cookies nor a token of a form.
        bare = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)
        path = re.sub(r"^https?://[^/]+", "", stop)
        assert bare.get(path).status_code == 200
        assert Subscription.objects.get().status == "confirmed"
        assert bare.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    row = Subscription.objects.get()
    assert (row.status, row.address, row.address_key) == ("ended", "", "")
    assert {(each.recipient, each.text) for each in letters()} == {("", "")}
    assert visitor.post(confirm).context["ended"]


def test_a_spoiled_link_leads_nowhere(house, point, visitor):
    wish = follower(point, house.by)
    key = wish.key("stop")
    for word, spoiled in (
        ("stop", key[:-1] + ("0" if key[-1] != "0" else "1")),
        ("confirm", key),
        ("stop", "x"),
        ("delete", key),
    ):
        assert visitor.post(f"/ru/follow/{word}/{spoiled}/").status_code == 404
    assert Subscription.objects.get().status == "confirmed"


def test_nobody_learns_who_follows(house, point, visitor):
    follower(point, house.by)
    page = f"/ru/recommendations/{point.recommendation.number}/follow/"
    with at(FRIDAY):
        known, fresh = (
            re.sub(r'value="\w{64}"', "", visitor.post(page, {"address": each}).content.decode())
            for each in (MAIL.lower(), "other@example.kz")
        )
    assert known == fresh
    assert [each.purpose for each in letters(posted_on=FRIDAY)] == [
        "subscription.known",
        "subscription.ask",
    ]


def test_nobody_can_have_an_address_flooded(house, point):
    others = [house.paper(MONDAY, "roads")[0] for _n in range(6)]
    with at(TUESDAY):
        for each in (point, point, point, *others):
            ask(each, house.by)
        assert len(letters()) == actions.LETTERS_A_DAY
    with at(FRIDAY):
        for each in (point, point, *others):
            ask(each, house.by)
        assert len(letters(posted_on=FRIDAY)) == actions.LETTERS_A_DAY


def test_addresses_with_a_plus_are_of_one_person(house, point):
    with at(TUESDAY):
        for n in range(actions.LETTERS_A_DAY + 2):
            ask(point, house.by, f"{'A' if n % 2 else 'a'}+{n}@example.kz")
    assert len(letters()) == actions.LETTERS_A_DAY
    assert letters()[0].recipient == "a+0@example.kz"


def test_a_council_takes_so_many_wishes_a_day(house, point, monkeypatch):
    monkeypatch.setattr(actions, "WISHES_A_DAY", 2)
    with at(TUESDAY):
        ask(point, house.by, "a@example.kz")
        ask(point, house.by, "b@example.kz")
        with pytest.raises(Refused):
            ask(point, house.by, "c@example.kz")
    with at(FRIDAY):
        ask(point, house.by, "c@example.kz")
    assert Subscription.objects.count() == 3


@pytest.mark.parametrize("address", ["", "nobody", "a@b\nBcc: c@d.kz", "a b@c.kz"])
def test_no_address_no_wish(house, point, address):
    with at(TUESDAY), pytest.raises(Refused) as refused:
        ask(point, house.by, address)
    assert refused.value.field == "address"
    assert not Subscription.objects.exists()


def test_a_bad_address_is_said_beside_the_field(house, point, visitor):
    page = f"/ru/recommendations/{point.recommendation.number}/follow/"
    answer = visitor.post(page, {"address": "nobody"})
    assert list(answer.context["form"].errors) == ["address"]
    assert 'value="nobody"' in answer.content.decode()


def test_one_letter_a_day_tells_all_that_is_new(house, point):
    follower(point, house.by)
    follower(point, house.by, agency=house.agencies["water"])
    assert tell(point, FRIDAY) == 0
    with at(FRIDAY, 11):
        life.answered(point, "accepted", FRIDAY, house.by)
    assert tell(point, FRIDAY, 12) == 1
    [letter] = letters(purpose="subscription.news")
    assert letter.text.count(f"{point.reference}:") == 2
    assert len(set(re.findall(r"/follow/stop/\w+/", letter.text))) == 2
    with at(FRIDAY, 13):
        life.claimed(point, FRIDAY, house.by)
    assert tell(point, FRIDAY, 14) == 0
    later = D(2025, 3, 11)
    assert tell(point, later) == 1
    second = letters(purpose="subscription.news")[1]
    assert "принято" not in second.text.casefold()
    assert tell(point, later + timedelta(days=1)) == 0


@pytest.mark.parametrize(("on", "hour"), [(SATURDAY, 12), (FRIDAY, 8), (FRIDAY, 18), (FRIDAY, 23)])
def test_nothing_is_written_at_night_or_on_a_day_off(house, point, on, hour):
    follower(point, house.by)
    with at(D(2025, 3, 5)):
        life.answered(point, "accepted", D(2025, 3, 5), house.by)
    assert tell(point, on, hour) == 0
    assert letters(purpose="subscription.news") == []


def test_an_end_keeps_the_other_things_followed(house, point):
    first = follower(point, house.by)
    second = follower(point, house.by, agency=house.agencies["water"])
    with at(FRIDAY):
        life.answered(point, "accepted", FRIDAY, house.by)
        actions.tell(point.council, FRIDAY)
        actions.end([first], by=house.by)
    [letter] = letters(purpose="subscription.news")
    assert (letter.status, letter.about_id, letter.recipient) == ("waiting", second.pk, MAIL)


def test_an_address_nobody_confirmed_is_erased_after_two_weeks(house, point):
    with at(TUESDAY):
        ask(point, house.by)
    for days, erased in ((13, 0), (14, 1), (15, 0)):
        on = TUESDAY + timedelta(days=days)
        with at(on):
            assert actions.forget(point.council, on) == erased
    assert (Subscription.objects.get().address, letters()[0].recipient) == ("", "")


@pytest.mark.parametrize("seed", range(3))
def test_every_event_is_told_once(house, seed):
    """Over days of chance, a follower is told of each event after the wish, and of none twice."""
    chance = Random(seed)
    points = house.paper(MONDAY, "water", "roads", "parks")
    wish = follower(points[0], house.by)
    on, done = FRIDAY, 0
    for _day in range(25):
        on += timedelta(days=1)
        with at(on, 11):
            point = Point.objects.get(pk=chance.choice(points).pk)
            if point.answered_on is None and chance.random() < 0.5:
                life.answered(point, "accepted", on, house.by)
                done += 1
            elif point.answered_on and chance.random() < 0.5:
                life.claimed(point, on, house.by)
                done += 1
        tell(point, on, 15)
    with at(D(2025, 4, 29)):
        actions.tell(wish.council, clock.today())
    said = "\n".join(each.text for each in letters(purpose="subscription.news"))
    assert len(re.findall(r"\d{4}-\d{4}/\d: ", said)) == done > 0
