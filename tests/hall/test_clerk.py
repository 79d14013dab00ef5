"""The clerk's pages of a sitting under way: the roll, the votes, the speakers, the close."""

from datetime import timedelta

import pytest
from django.test import Client

from kenes.sittings.ballots.models import Ballot, Recusal
from kenes.sittings.floor.models import Speech, Turn
from kenes.sittings.models import Sitting
from kenes.sittings.presence.models import PresenceMark
from kenes.sittings.presence.timeline import Presence
from tests.hall.visitors import client, do, hall, office, said
from tests.sittings.chamber import NOON, Chamber

pytestmark = pytest.mark.django_db


def test_the_clerk_calls_the_roll_marks_and_opens(chamber, clerk):
    page = clerk.get(office(chamber))
    assert b"Call the roll" in page.content
    do(clerk, office(chamber) + "roll/")
    first, second = chamber.people[:2]
    do(clerk, office(chamber) + "mark/", mark=f"{first.pk}:remote")
    assert said(do(clerk, office(chamber) + "open/")) == [
        "There is no quorum: 6 of 9 are needed, 1 are there."
    ]
    do(clerk, office(chamber) + "excuse/", person=second.pk, reason="ill")
    do(clerk, office(chamber) + "mark/", mark="rest:present")
    do(clerk, office(chamber) + "open/")
    sitting = Sitting.objects.get()
    assert (sitting.in_session, sitting.present) == (True, 8)
    states = Presence(sitting).at()
    assert (states[first.pk].state, states[second.pk].state) == ("remote", "excused")
    wrong = PresenceMark.objects.get(person=first)
    do(clerk, office(chamber) + "unmark/", mark=wrong.pk)
    assert first.pk not in Presence(sitting).there()


def test_a_mark_can_be_of_an_earlier_time(chamber, clerk):
    do(clerk, office(chamber) + "roll/")
    do(clerk, office(chamber) + "mark/", mark=f"{chamber.people[0].pk}:present", clock="11:30")
    assert PresenceMark.objects.get().at == NOON - timedelta(minutes=30)
    late = do(clerk, office(chamber) + "mark/", mark="rest:present", clock="12:30")
    assert said(late) == ["That moment is still to come."]
    wrong = do(clerk, office(chamber) + "mark/", mark="rest:present", clock="half past")
    assert said(wrong) == ["A time is written like 14:30."]


def test_the_clerk_gives_up_without_a_quorum(chamber, clerk):
    do(clerk, office(chamber) + "roll/")
    do(clerk, office(chamber) + "mark/", mark=f"{chamber.people[0].pk}:present")
    do(clerk, office(chamber) + "give-up/", to="", reason="")
    sitting = Sitting.objects.get()
    assert (sitting.event.status, sitting.present) == ("failed", 1)


def test_the_clerk_closes_and_says_what_was_not_taken_up(chamber, clerk):
    chamber.opened(present=8)
    do(clerk, office(chamber, "votes") + "take-up/", item="1")
    page = clerk.get(office(chamber) + "closing/")
    ticked = [each["taken"] for each in page.context["items"]]
    assert (ticked, len(page.context["never"])) == ([True, False, False], 1)
    do(clerk, office(chamber) + "close/", taken_up=[chamber.items[0].pk, chamber.items[2].pk])
    taken = chamber.sitting.items.order_by("position").values_list("taken_up", flat=True)
    assert list(taken) == [True, False, True]
    assert clerk.get(office(chamber)).status_code == 200


def prepared(clerk, chamber, **more):
    told = {
        "item": "1",
        "question_ru": "Принять?",
        "kind": "roll_call",
        "base": "present",
        "norm": "vote.ordinary",
        **more,
    }
    answer = clerk.post(office(chamber, "votes") + "prepare/", told)
    assert answer.status_code == 302, answer.context["form"].errors
    return Ballot.objects.order_by("pk").last()


def test_the_clerk_holds_a_vote_by_name(chamber, clerk):
    chamber.opened()
    votes = office(chamber, "votes")
    refused = clerk.post(votes + "prepare/", {"item": "1", "kind": "hands"})
    assert refused.status_code == 422
    ballot = prepared(clerk, chamber)
    do(clerk, votes + "open/", item="1", ballot=ballot.pk)
    do(clerk, votes + "cast/", item="1", ballot=ballot.pk, vote=f"{chamber.people[0].pk}:against")
    do(clerk, votes + "cast/", item="1", ballot=ballot.pk, vote="rest:for")
    do(clerk, votes + "recuse/", item="1", person=chamber.people[1].pk, reason="founder")
    page = do(clerk, votes + "close/", item="1", ballot=ballot.pk)
    assert b"Carried" in page.content
    do(clerk, votes + "publish/", item="1", ballot=ballot.pk)
    ballot.refresh_from_db()
    counts = (ballot.status, ballot.votes_for, ballot.votes_against, ballot.base_then)
    assert counts == ("published", 7, 1, 8)
    do(clerk, votes + "take-part/", item="1", recusal=Recusal.objects.get().pk)
    assert Recusal.objects.exclude(struck_at=None).count() == 1


def test_the_clerk_types_hands_and_sees_a_lack(chamber, clerk):
    chamber.opened()
    votes = office(chamber, "votes")
    ballot = prepared(clerk, chamber, kind="hands")
    do(clerk, votes + "open/", item="1", ballot=ballot.pk)
    ballot.refresh_from_db()
    told = {"votes_for": 5, "votes_against": 1, "abstained": 0, "version": ballot.version}
    do(clerk, votes + "counts/", item="1", ballot=ballot.pk, **told)
    chamber.mark("away", chamber.people[5:])
    lack = "There is no quorum: 6 of 9 are needed, 5 are there."
    assert lack in clerk.get(votes + "?item=1").content.decode()
    assert said(do(clerk, votes + "close/", item="1", ballot=ballot.pk)) == [lack]
    do(clerk, votes + "void/", item="1", ballot=ballot.pk, reason="no quorum")
    ballot.refresh_from_db()
    assert ballot.status == "void"


def test_the_clerk_keeps_the_speakers(chamber, clerk):
    chamber.opened()
    votes = office(chamber, "votes")
    do(clerk, votes + "take-up/", item="1")
    do(clerk, votes + "ask/", item="1", person=chamber.people[0].pk, minutes="5")
    do(clerk, votes + "ask/", item="1", guest="A. Guest")
    both = do(clerk, votes + "ask/", item="1", guest="A. Guest", person=chamber.people[1].pk)
    assert len(said(both)) == 1
    first, second = Speech.objects.order_by("pk")
    do(clerk, votes + "begin/", item="1", speech=first.pk)
    do(clerk, votes + "end/", item="1", speech=first.pk)
    do(clerk, votes + "withdraw/", item="1", speech=second.pk)
    do(clerk, votes + "finish/", item="1")
    assert Turn.objects.get().ended_at is not None
    first.refresh_from_db()
    assert (first.minutes, first.ended_at) == (5, NOON)


def test_a_member_keeps_no_roll_and_a_clerk_has_no_vote(chamber, clerk, member):
    assert member.post(office(chamber) + "roll/").status_code == 403
    assert member.post(office(chamber, "votes") + "take-up/", {"item": "1"}).status_code == 403
    assert member.get(office(chamber)).status_code == 200
    assert clerk.get(hall(chamber)).status_code == 403
    stranger = Client(HTTP_HOST="almaty.localhost")
    assert stranger.get(hall(chamber))["Location"].startswith("/account/login/")
    assert stranger.get(office(chamber))["Location"].startswith("/account/login/")


def test_another_council_has_no_such_sitting(chamber):
    other = client(Chamber(members=1, slug="kokshe", demo_now=NOON), "secretary")
    Sitting.objects.filter(council__slug="kokshe").update  # noqa: B018, it bears the same number
    before = PresenceMark.objects.count()
    other.post(office(chamber) + "roll/")
    assert chamber.sitting.roll.count() == 0
    assert PresenceMark.objects.count() == before
