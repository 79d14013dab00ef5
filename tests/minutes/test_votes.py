"""What minutes say of votes that ended otherwise: equal votes, a vote refused without a quorum."""

from datetime import date, timedelta

import pytest

from kenes.core import clock
from kenes.core.refused import Refused
from kenes.minutes import actions
from kenes.minutes.content import content, lines
from kenes.norms import actions as norms
from kenes.norms.models import Norm
from kenes.sittings.ballots import actions as ballots
from kenes.sittings.presence import actions as presence
from tests.sittings.chamber import NOON, Chamber

pytestmark = pytest.mark.django_db


def minutes_of(chamber):
    with clock.standing(NOON + timedelta(hours=2)):
        presence.close_sitting(chamber.sitting, by=chamber.by)
        chamber.sitting.refresh_from_db()
        minutes = actions.draft(chamber.sitting, by=chamber.by)
        return lines(content(minutes), "ru")


def test_the_chair_decided_and_by_which_setting():
    chamber = Chamber(members=8).opened()
    norms.override(
        Norm.objects.law().get(code="tie.chair"),
        council=chamber.council, value=2, article="решение № 4", valid_from=date(2025, 1, 1),
        by=chamber.by,
    )  # fmt: skip
    ballot = chamber.vote()
    chamber.cast(ballot, "for", chamber.people[:4])
    chamber.cast(ballot, "against", chamber.people[4:])
    chamber.close(ballot)
    [told] = [line for line in minutes_of(chamber) if "решение № 4" in line]
    ballot.refresh_from_db()
    assert ballot.carried
    assert "решающим" in told


def test_a_vote_refused_without_a_quorum_stands_with_its_evidence():
    chamber = Chamber(members=9).opened()
    ballot = chamber.vote()
    later = NOON + timedelta(minutes=25)
    with clock.standing(later):
        chamber.mark("away", chamber.people[5:])
        with pytest.raises(Refused):
            ballots.close(ballot, by=chamber.by)
    with clock.standing(later + timedelta(minutes=5)):
        chamber.mark("present", chamber.people[5:])
        ballots.cast(ballot, dict.fromkeys(chamber.people, "for"), via="phone", by=chamber.by)
        ballots.close(ballot, by=chamber.by)
    said = minutes_of(chamber)
    [refused] = [
        at for at, line in enumerate(said) if "12:25 кворума нет: присутствуют 5 из 9" in line
    ]
    [put] = [at for at, line in enumerate(said) if "Принять?" in line]
    # It stands under its question, before the vote that could then be closed.
    assert said.index("1. Вопрос 1", 5) < refused < put
    assert "383-V" in said[refused]
