"""The demo register gives the values of the reference note, every one of them."""

from datetime import date

import pytest

from kenes.control.models import Monitoring
from kenes.core.period import Period, Scope
from kenes.council.checks import ATTENTION, BAD, CHECKS
from kenes.council.models import Council
from kenes.demo.days import NOW, A, B
from kenes.demo.reach import AUDIENCE
from kenes.events.models import Event
from kenes.hearings.models import Hearing
from kenes.report.catalogue import CATALOGUE
from tests.demo.values import OF, VALUES, period_of

pytestmark = pytest.mark.usefixtures("_open")


@pytest.fixture
def _open(demo, db):
    """Every test here looks at the demo."""


def rows(council, code, period=None):
    return CATALOGUE[code].rows(Scope(council, period or period_of(code)))


@pytest.mark.parametrize("code", VALUES)
def test_value_of_the_note(demo, code):
    value, period = VALUES[code]
    assert CATALOGUE[code].value(Scope(demo, period)) == value


@pytest.mark.parametrize("code", OF)
def test_out_of_how_many(demo, code):
    of = CATALOGUE[code].of
    assert of is not None
    assert of(Scope(demo, A)) == OF[code]


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_figure_has_something_to_show(demo, code):
    everything = Scope(demo, Period(date(2021, 1, 1), NOW.date()), date(2025, 1, 31))
    assert CATALOGUE[code].value(everything) > 0


def test_the_four_leaves_make_the_whole(demo):
    scope = Scope(demo, A)
    leaves = ("resolved", "explained", "refused", "in_work")
    values = [CATALOGUE[f"appeals.{leaf}"].value(scope) for leaf in leaves]
    assert values == [795, 71, 0, 25]
    assert sum(values) == CATALOGUE["appeals.considered"].value(scope)


def test_fewer_state_bodies_than_their_reports(demo):
    assert CATALOGUE["hearings.state_bodies_agencies"].value(Scope(demo, A)) < 76


def test_overlaps_with_the_maslikhat(demo):
    joint = set(rows(demo, "events.joint_maslikhat").values_list("pk", flat=True))
    checked = set(rows(demo, "control.monitorings").values_list("event", flat=True))
    round_tables = set(rows(demo, "events.round_tables").values_list("pk", flat=True))
    kinds = Event.objects.filter(pk__in=joint).values_list("kind", flat=True)

    assert len(joint & checked) == 5
    assert len(joint & round_tables) == 5
    assert sorted(kinds).count("budget_review") == 6
    assert sorted(kinds).count("recommendation_review") == 2
    assert len(joint) == 18


def test_reach_by_audience(demo):
    reach = CATALOGUE["events.platform_reach"]
    parts = {part.key: part.value for part in reach.breakdown(Scope(demo, B), "audience")}
    expected = {key.replace("state_bodies", "state"): n for key, n in AUDIENCE.items()}
    assert parts == expected
    assert sum(parts.values()) == 5292


def test_each_report_is_one_question_of_an_agenda(demo):
    heard = Hearing.objects.filter(council=demo, heard_on__range=(A.since, A.until), struck_at=None)
    assert len({report.item_id for report in heard}) == heard.count() == 145
    for report in heard.select_related("item__sitting__event", "item__sitting__body"):
        assert report.item.kind == "report"
        assert report.item.sitting.event.held_on == report.heard_on
        at_general = report.agency_kind_then == "akimat"
        assert report.item.sitting.body.kind == ("council" if at_general else "commission")


def test_public_hearings_are_on_the_topics_of_the_note(demo):
    topics = [hearing.event.topic.title_ru for hearing in rows(demo, "control.public_hearings")]
    assert topics == [
        "Духовное и религиозное воспитание",
        "Экология",
        "Общественный транспорт",
        "Здравоохранение",
        "Чистый воздух",
        "Общественный порядок и сервисная полиция",
    ]


def test_posts_by_subject_make_the_whole(demo):
    parts = CATALOGUE["publications.posted"].breakdown(Scope(demo, A), "subject")
    assert {part.key: part.value for part in parts} == {
        "sittings": 214,
        "reports": 322,
        "events": 566,
        "other": 264,
    }


def test_solved_then_reopened_stays_solved(demo):
    resolved = CATALOGUE["appeals.resolved"]
    today = resolved.rows(Scope(demo, A, NOW.date())).values("pk")
    then = resolved.rows(Scope(demo, A))
    assert then.filter(status="in_work").exclude(pk__in=today).count() == 4


def test_the_second_council_never_counts(demo):
    neighbour = Council.objects.get(slug="kokshe")
    assert not Monitoring.objects.of(neighbour).filter(council=demo).exists()
    for code, indicator in CATALOGUE.items():
        counted = rows(demo, code).values_list("council", flat=True)
        assert set(counted) <= {demo.pk}, code
        if code != "recommendations.overdue":
            assert indicator.value(Scope(neighbour, A)) > 0, code


def test_the_composition_is_lawful_on_the_day_of_the_demo(demo):
    found = [finding for check in CHECKS for finding in check(demo, date(2025, 4, 3))]
    assert [finding.says for finding in found if finding.tone == BAD] == []
    # The one seat that stands vacant is there to be filled.
    assert [finding.code for finding in found if finding.tone == ATTENTION] == ["vacancies"]
