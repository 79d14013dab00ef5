"""A sitting that was held: one came late, one took no part, a question was voted by name."""

from datetime import timedelta

import pytest

from kenes.core import clock
from kenes.sittings.ballots import actions as ballots
from kenes.sittings.models import Sitting
from kenes.sittings.presence import actions as presence
from tests.sittings.chamber import NOON, Chamber

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _apart(own_files):
    """Every test here keeps its files apart."""


@pytest.fixture
def chamber(db):
    """Nine members, seven come, one comes late; item 1 is voted by name and decided."""
    there = Chamber(members=9).opened(present=7)
    by, item = there.by, there.items[0]
    with clock.standing(NOON + HOUR):
        there.mark("present", there.people[7:8])
        ballots.recuse(item, there.people[6], reason="работает в управлении", by=by)
        ballot = ballots.prepare(
            item, kind="roll_call", base="present", norm=there.norm(),
            question_ru="Принять рекомендации?", by=by,
        )  # fmt: skip
        ballots.open_ballot(ballot, by=by)
        chosen = dict.fromkeys(there.people[:5], "for") | {there.people[5]: "against"}
        ballots.cast(ballot, chosen, via="secretary", by=by)
        ballots.cast(ballot, {there.people[7]: "abstain"}, via="secretary", by=by)
        ballots.close(ballot, by=by)
    with clock.standing(NOON + 2 * HOUR):
        presence.close_sitting(there.sitting, by=by)
    there.sitting = Sitting.objects.select_related("event", "body", "council").get()
    there.ballot = ballot
    return there


@pytest.fixture
def standing():
    with clock.standing(NOON + 4 * HOUR):
        yield
