"""A body of three hundred and an agenda of sixty cost the pages of a sitting no more questions."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kenes.core import clock, record
from kenes.core.filing import Filing
from kenes.council.models import Office
from kenes.minutes import actions as minutes
from kenes.sittings.agenda import actions as agenda
from kenes.sittings.ballots import actions as ballots
from kenes.sittings.decisions import actions as decisions
from kenes.sittings.decisions.models import Decision
from kenes.sittings.floor import actions as floor
from kenes.sittings.invitations import actions as invitations
from kenes.sittings.models import AgendaItem, Sitting
from kenes.sittings.presence import actions as presence
from kenes.sittings.presence.timeline import Presence
from tests.sittings.chamber import DAY, NOON, Chamber
from tests.town import signed_in

pytestmark = pytest.mark.django_db
PAGES = ("", "agenda/", "invitations/", "presence/", "votes/?item=1", "minutes/")


def sat(slug, members, items):
    """A sitting under way: each item voted by name and decided, the last vote open."""
    chamber = Chamber(members=members, slug=slug)
    more = [AgendaItem(kind="question", title_ru=f"Ещё {n}") for n in range(items - 3)]
    if more:
        agenda.put_on(chamber.sitting, [(each, None) for each in more], by=chamber.by)
    invitations.invite_members(chamber.sitting, by=chamber.by)
    chamber.opened()
    chamber.sitting = Sitting.objects.select_related("event", "body", "council").get(
        pk=chamber.sitting.pk
    )
    for each in agenda.live_items(chamber.sitting):
        each.sitting = chamber.sitting
        floor.take_up(each, by=chamber.by)
        ballot = ballots.prepare(
            each, kind="roll_call", base="present", norm=chamber.norm(),
            question_ru="Принять?", by=chamber.by,
        )  # fmt: skip
        ballots.open_ballot(ballot, by=chamber.by)
        chamber.cast(ballot, "for", chamber.people[:5])
        ballots.close(ballot, by=chamber.by)
        ballots.publish(ballot, by=chamber.by)
        said = {"item": each, "adopted_on": DAY, "title_ru": "О вопросе"}
        decisions.adopt([Filing(Decision(council=chamber.council, **said))], by=chamber.by)
    minutes.draft(chamber.sitting, by=chamber.by)
    return chamber


def asked(chamber):
    """How many questions each page puts to the database."""
    client = signed_in(chamber, "secretary")
    found = {}
    for page in PAGES:
        address = f"/office/sittings/{chamber.sitting.number}/{page}"
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        found[page] = len(seen)
    return found


def test_pages_of_a_large_sitting_ask_no_more_than_those_of_a_small_one():
    with clock.standing(NOON):
        small = asked(sat("small", members=9, items=3))
        large = asked(sat("large", members=300, items=60))
    assert large == small


def test_one_person_in_two_bodies_is_present_in_each_for_himself():
    with clock.standing(NOON):
        chamber = Chamber()
        said = {"role": "member", "since_on": DAY - timedelta(days=9)}
        rows = [
            Office(council=chamber.council, body=chamber.commission, person=p, **said)
            for p in chamber.people[:3]
        ]
        record.register([Filing(row) for row in rows], by=chamber.by)
        chamber.opened()
        second = chamber.plan(chamber.commission)
        presence.call_roll(second, by=chamber.by)
        assert len(Presence(chamber.sitting).there()) == 9
        assert Presence(second).there() == set()
        presence.mark(second, [presence.Mark(chamber.people[0], "present")], by=chamber.by)
        assert Presence(second).there() == {chamber.people[0].pk}
        assert len(Presence(second).voters) == 3
