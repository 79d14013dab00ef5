"""The settings of the council: seen by all in the office, changed by who may, from a day on."""

from datetime import date

import pytest

from kenes.core import clock
from kenes.norms.models import Norm
from kenes.sittings.presence.quorum import norm_of
from tests.sittings.chamber import Chamber
from tests.town import DAY, NOW, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/office/settings/"
SAID = {"value": "2", "article": "решение № 4", "valid_from": "2025-04-03"}


def in_force(town, code, day=DAY):
    return Norm.objects.in_force(code, day, town.council)


def test_every_free_rule_is_listed_and_the_unconfirmed_say_so(town, secretary):
    answer = secretary.get(PAGE)
    listed = {each["code"] for each in answer.context["settings"]}
    assert listed == set(Norm.objects.law().filter(free=True).values_list("code", flat=True))
    told = {each["code"]: each for each in answer.context["settings"]}
    assert told["tie.chair"]["unknown"]
    assert "?" not in told["tie.chair"]["source"]


@pytest.mark.parametrize("role", ["secretary", "administrator"])
def test_a_change_is_dated_and_says_by_whom(town, role):
    client = signed_in(town, role)
    assert client.post(f"{PAGE}tie.chair/", SAID).status_code == 302
    assert in_force(town, "tie.chair").value == 2
    assert in_force(town, "tie.chair", date(2025, 4, 2)).value == 1
    [told] = [e for e in client.get(PAGE).context["settings"] if e["code"] == "tie.chair"]
    assert (bool(told["by"]), told["ends"], told["unknown"]) == (True, True, "")
    assert "решение № 4" in told["source"]


def test_a_share_is_more_than_or_at_least_so_many_of_so_many(town, secretary):
    two_thirds = SAID | {"bound": "at_least", "value": "2", "whole": "3"}
    assert secretary.post(f"{PAGE}vote.ordinary/", two_thirds).status_code == 302
    norm = in_force(town, "vote.ordinary")
    assert [norm.holds(votes, 30) for votes in (19, 20)] == [False, True]


@pytest.mark.parametrize(
    ("code", "wrong", "field"),
    [
        ("tie.chair", {"value": "3"}, "value"),
        ("tie.chair", {"article": ""}, "article"),
        ("tie.chair", {"valid_from": "31.02.2025"}, "valid_from"),
        ("vote.ordinary", {"bound": "more_than", "value": "3", "whole": "3"}, "value"),
        ("vote.ordinary", {"bound": "at_least", "value": "4", "whole": "3"}, "value"),
        ("sitting.notice", {"value": "0"}, "value"),
        # The law itself asks for ten days at least.
        ("public_hearing.notice", {"value": "9"}, "value"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(town, secretary, code, wrong, field):
    answer = secretary.post(f"{PAGE}{code}/", SAID | wrong)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not Norm.objects.filter(council=town.council).exists()


def test_a_day_is_set_once(town, secretary):
    secretary.post(f"{PAGE}tie.chair/", SAID)
    answer = secretary.post(f"{PAGE}tie.chair/", SAID | {"value": "1"})
    assert list(answer.context["form"].errors) == ["valid_from"]


def test_the_own_value_ends_today_and_the_default_holds_from_tomorrow(town, secretary):
    secretary.post(f"{PAGE}sitting.notice/", SAID | {"value": "7"})
    assert secretary.get(f"{PAGE}sitting.notice/end/").status_code == 200
    assert secretary.post(f"{PAGE}sitting.notice/end/").status_code == 302
    days = (DAY, date(2025, 4, 4))
    assert [in_force(town, "sitting.notice", day).value for day in days] == [7, 5]
    assert secretary.post(f"{PAGE}sitting.notice/end/").status_code == 404


def test_what_the_law_states_is_no_setting(town, secretary):
    assert secretary.get(f"{PAGE}quorum.sitting/").status_code == 404


def test_a_member_sees_the_settings_and_changes_none(town):
    member = signed_in(town, "member")
    assert member.get(PAGE).context["edits"] is False
    assert member.post(f"{PAGE}tie.chair/", SAID).status_code == 403


def test_the_own_value_is_that_of_its_council_alone(town, secretary):
    secretary.post(f"{PAGE}quorum.body/", SAID | {"bound": "at_least", "value": "1", "whole": "2"})
    with clock.standing(NOW):
        stranger = Chamber(slug="astana")
    sitting = stranger.plan(stranger.commission)
    assert (norm_of(sitting).value, norm_of(sitting).whole) == (2, 3)
