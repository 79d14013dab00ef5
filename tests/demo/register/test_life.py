"""Recommendations of the demo are alive: every state is there to be looked at, and agrees."""

from datetime import timedelta

import pytest

from kenes.demo.accounts import AGENCY
from kenes.demo.days import NOW
from kenes.dispatches.models import Dispatch, DispatchedPoint
from kenes.recommendations.answers.models import PointAnswer
from kenes.recommendations.deferrals.models import Deferral
from kenes.recommendations.models import Point, Recommendation
from kenes.recommendations.proof.models import Claim, Verification
from kenes.recommendations.silence.models import Silence
from kenes.recommendations.statements.models import Statement

TODAY = NOW.date()


@pytest.fixture
def points(demo, db):
    return Point.objects.of(demo).live()


def test_the_agency_of_the_sign_in_has_a_point_in_every_state(points):
    mine = points.filter(addressee__title_ru=AGENCY).awaited()
    soon = mine.filter(status="sent", awaited_on__range=(TODAY, TODAY + timedelta(days=7)))
    unchecked = Claim.objects.live().filter(verifications=None)
    assert soon.exists()
    assert mine.overdue(TODAY).exists()
    assert mine.filter(status="accepted", promised_on__gt=TODAY).exists()
    assert mine.filter(status="hollow", answers__hollow_because__gt="").exists()
    assert mine.filter(pk__in=unchecked.values("point")).exclude(status__in=Point.CLOSED).exists()
    closed = set(mine.filter(status__in=Point.CLOSED).values_list("status", flat=True))
    assert closed == {"implemented", "not_implemented"}
    assert mine.filter(status="prepared", recommendation__status="draft").exists()


def test_answers_say_what_the_journal_knew(points):
    answers = PointAnswer.objects.live().filter(point__in=points).select_related("point")
    for answer in answers:
        answer.check_facts()
        assert answer.given_on == answer.point.answered_on
        assert answer.promised_on == answer.point.promised_on
        if answer.point.status in Point.ANSWERS:
            said = "hollow" if answer.hollow_because else answer.kind
            assert said == answer.point.status
    assert {answer.language for answer in answers} == {"kk", "ru"}


def test_every_closing_rests_on_a_check(points):
    done = Verification.objects.live().filter(outcome="done")
    closed = points.filter(status="implemented")
    assert not closed.exclude(pk__in=done.values("point")).exists()
    differing = Verification.objects.live().filter(claim__isnull=False, outcome="not_done")
    assert differing.count() == 1


def test_silences_are_those_of_overdue_points(demo, points):
    lasting = Silence.objects.of(demo).live().filter(ended_on=None)
    overdue = points.overdue(TODAY)
    assert {(row.point_id, row.since_on) for row in lasting} == {
        (point.pk, point.awaited_on + timedelta(days=1)) for point in overdue
    }
    ended = Silence.objects.of(demo).live().exclude(ended_on=None).select_related("point")
    assert ended
    assert all(row.ended_on == row.point.answered_on for row in ended)


def test_papers_went_out_and_one_reminder_waits(demo, points):
    papers = Dispatch.objects.of(demo).live()
    [waiting] = papers.filter(status="prepared")
    assert waiting.kind == "reminder"
    pressed = papers.filter(status="delivered").exclude(kind="recommendation")
    assert sorted(pressed.values_list("kind", flat=True)) == ["chair"] * 2 + ["reminder"] * 2
    recent = points.filter(sent_on__gte=TODAY - timedelta(days=365))
    named = DispatchedPoint.objects.live().filter(dispatch__kind="recommendation")
    assert not recent.exclude(pk__in=named.values("point")).exists()
    assert not recent.filter(received_on=None).exists()


def test_requests_statements_and_papers_of_sittings(demo, db):
    deferrals = Deferral.objects.of(demo).live().exclude(point__recommendation__number="2023-0900")
    assert set(deferrals.values_list("status", flat=True)) == {"granted", "refused", "asked"}
    assert Statement.objects.of(demo).live().count() == 2
    papers = Recommendation.objects.of(demo).live()
    [draft] = papers.filter(status="draft")
    assert draft.points.live().values("addressee").distinct().count() == 3
    decided = papers.filter(decision__isnull=False).select_related("decision")
    assert [paper.adopted_on for paper in decided] == [p.decision.adopted_on for p in decided]
    assert len(decided) == 2
