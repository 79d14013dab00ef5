"""A member's phone at a sitting, and the code at the door."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kenes.sittings.ballots.models import Vote
from kenes.sittings.floor.models import Speech
from kenes.sittings.hall import door
from kenes.sittings.presence.models import PresenceMark
from tests.hall.visitors import client, do, hall, office, said

pytestmark = pytest.mark.django_db
TABLE = re.compile(r'(?:FROM|INTO|UPDATE) "(?:kenes|django)_(\w+)"')


def test_a_member_comes_votes_and_asks_for_the_floor(chamber, member):
    chamber.opened(present=8)
    me = chamber.people[8]
    phone = client(chamber, "chair", me)
    page = phone.get(hall(chamber))
    assert b"I take part remotely" in page.content
    do(phone, hall(chamber) + "here/")
    mark = PresenceMark.objects.get(person=me)
    assert (mark.state, mark.via) == ("remote", "phone")
    ballot = chamber.vote()
    do(phone, hall(chamber) + "vote/", ballot=ballot.pk, choice="for")
    do(phone, hall(chamber) + "vote/", ballot=ballot.pk, choice="for")
    do(phone, hall(chamber) + "vote/", ballot=ballot.pk, choice="against")
    vote = Vote.objects.get()
    assert (vote.person, vote.choice, vote.via) == (me, "against", "phone")
    do(phone, hall(chamber) + "ask/")
    do(phone, hall(chamber) + "ask/")
    assert Speech.objects.get().person == me
    do(phone, hall(chamber) + "withdraw/")
    assert Speech.objects.get().struck
    do(phone, hall(chamber) + "leave/")
    refused = do(phone, hall(chamber) + "vote/", ballot=ballot.pk, choice="for")
    assert said(refused) == [f"{me} is not marked as present."]
    assert Vote.objects.get().choice == "against"


def test_the_code_at_the_door(chamber, member, clerk):
    chamber.opened(present=8)
    shown = re.search(r"/hall/[^\"]+door=[^\"]+", clerk.get(office(chamber)).content.decode())
    address = shown.group(0).replace("&amp;", "&")
    assert b"data-door" in clerk.get(address).content
    public = Client(HTTP_HOST="almaty.localhost")
    assert b"data-door" not in public.get(hall(chamber) + "screen/").content
    assert b"data-door" not in public.get(hall(chamber) + "screen/?door=guess").content
    assert public.get(hall(chamber) + "door.svg?door=guess").status_code == 404
    key = address.partition("?")[2]
    assert public.get(f"{hall(chamber)}door.svg?{key}").content.startswith(b"<?xml")

    me = chamber.people[8]
    phone = client(chamber, "member", me)
    page = phone.get(f"{hall(chamber)}door/{door.code(chamber.sitting)}/", follow=True)
    assert b"I am here" in page.content
    do(phone, hall(chamber) + "here/")
    mark = PresenceMark.objects.get(person=me)
    assert (mark.state, mark.via) == ("present", "door")


def test_an_old_or_foreign_code_opens_nothing(chamber, member, monkeypatch):
    chamber.opened(present=8)
    phone = client(chamber, "member", chamber.people[8])
    other = chamber.plan(chamber.body)
    for token in (door.code(other), "guess", door.code(chamber.sitting)[:-2]):
        page = phone.get(f"{hall(chamber)}door/{token}/", follow=True)
        assert b"I am here" not in page.content
    monkeypatch.setattr(door, "LIVES", -1)
    page = phone.get(f"{hall(chamber)}door/{door.code(chamber.sitting)}/", follow=True)
    assert b"I am here" not in page.content


def test_an_account_of_nobody_does_nothing(chamber):
    chamber.opened()
    answer = client(chamber, "member").get(hall(chamber))
    assert answer.status_code == 409


def asked(browser, address, **told):
    """What a phone's request reads and writes, by the tables, in order."""
    with CaptureQueriesContext(connection) as captured:
        answer = (
            browser.post(address, told) if told else browser.get(address, HTTP_HX_REQUEST="true")
        )
    assert answer.status_code in {200, 302}, answer.content
    statements = [query["sql"] for query in captured.captured_queries]
    return [found[1] for each in statements if (found := TABLE.search(each))]


WHO = ["council", "session", "user", "access", "sitting"]


def test_a_vote_and_a_phone_ask_for_no_more_than_they_need(chamber):
    """However many members sit: thirty of them vote each second, and each question is dear."""
    ballot = chamber.opened().vote()
    phone = client(chamber, "member", chamber.people[8])
    vote = {"ballot": ballot.pk, "choice": "for"}
    mine = ["presencemark", "ballot", "rollentry", "agendaitem", "vote", "recusal", "speech"]
    assert asked(phone, hall(chamber)) == [*WHO, *mine]
    first = asked(phone, hall(chamber) + "vote/", **vote)
    found = ["person", "ballot", "agendaitem", "vote"]
    locked = ["ballot", "presencemark", "rollentry", "recusal", "vote"]
    assert first == [*WHO, *found, *locked, "convocation", "vote", "entry", "payload"]
    # A phone that lost the answer: the vote stands, and nothing is written or waited for.
    assert asked(phone, hall(chamber) + "vote/", **vote) == [*WHO, *found]
