"""Loading the law once, editing the calendar, and what a council may set for itself."""

from datetime import date
from typing import Any

import pytest

from kenes.core.action import action
from kenes.core.journal import Entry, write
from kenes.core.refused import Refused
from kenes.council.models import Council
from kenes.norms import actions
from kenes.norms.calendar import load
from kenes.norms.kinds import days_of_law, norms_of_law
from kenes.norms.models import DayMark, Norm

pytestmark = pytest.mark.django_db

NAMES = {"kk": "Мереке", "ru": "Праздник", "en": "Feast"}


@pytest.fixture
def by(django_user_model: Any) -> Any:
    return django_user_model.objects.create(email="admin@example.kz", name="Admin")


@pytest.fixture
def council(by: Any) -> Council:
    @action
    def found() -> Council:
        made = Council.objects.create(slug="city", title_kk="Кеңес", title_ru="Совет")
        write("council.founded", made, by=by, council=made)
        return made

    return found()


def law(code: str) -> Norm:
    return Norm.objects.law().get(code=code)


def test_the_law_is_loaded_once(by: Any) -> None:
    loaded = actions.load_law(by=by)

    assert loaded == len(norms_of_law()) + len(days_of_law())
    assert (Norm.objects.count(), DayMark.objects.count()) == (
        len(norms_of_law()),
        len(days_of_law()),
    )
    assert actions.load_law(by=by) == 0
    assert Entry.objects.count() == 2


def test_a_day_taken_out_stays_out(by: Any) -> None:
    actions.load_law(by=by)
    actions.unmark_day(DayMark.objects.get(on=date(2026, 8, 31)), by=by)

    assert actions.load_law(by=by) == 0
    assert load().is_working(date(2026, 8, 31))
    assert Entry.objects.filter(verb="day.unmarked").count() == 1


def test_a_marked_day_is_off_and_can_be_corrected(by: Any) -> None:
    said: dict[str, Any] = {"on": date(2024, 5, 6), "names": NAMES, "kind": "holiday", "by": by}

    made = actions.mark_day(**said, source="Act 1")
    again = actions.mark_day(**said, source="Act 2")

    assert again.pk == made.pk
    assert not load().is_working(date(2024, 5, 6))
    assert DayMark.objects.get().source == "Act 2"
    assert Entry.objects.filter(verb="day.marked").count() == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"names": {"kk": "Мереке", "ru": "Праздник", "en": ""}}, "name_en"),
        ({"source": ""}, "source"),
        ({"kind": "feast"}, "kind"),
        ({"paired_on": date(2024, 5, 4)}, "paired_on"),
        ({"kind": "day_off_moved"}, "paired_on"),
        ({"kind": "day_off_moved", "paired_on": date(2024, 5, 6)}, "paired_on"),
        ({"kind": "working_moved", "paired_on": date(2024, 5, 4)}, "on"),
    ],
)
def test_a_day_that_cannot_be_is_refused(by: Any, wrong: dict[str, Any], field: str) -> None:
    said = {"on": date(2024, 5, 6), "names": NAMES, "kind": "holiday", "source": "Act", "by": by}

    with pytest.raises(Refused) as refused:
        actions.mark_day(**(said | wrong))

    assert refused.value.field == field
    assert not DayMark.objects.exists()
    assert not Entry.objects.exists()


def test_days_of_rest_are_exchanged_together(by: Any) -> None:
    actions.exchange_days(
        worked_on=date(2028, 4, 29), off_on=date(2028, 5, 2), source="Order 1", by=by
    )

    days = load()
    assert days.is_working(date(2028, 4, 29))
    assert not days.is_working(date(2028, 5, 2))


def test_a_council_may_be_stricter_where_the_law_lets_it(by: Any, council: Council) -> None:
    actions.load_law(by=by)

    own = actions.override(
        law("public_hearing.notice"),
        council=council,
        value=14,
        article="No. 3",
        valid_from=date(2024, 2, 1),
        by=by,
    )

    ask = Norm.objects.in_force
    assert ask("public_hearing.notice", date(2024, 1, 31), council).value == 10
    assert ask("public_hearing.notice", date(2024, 2, 1), council) == own
    assert ask("public_hearing.notice", date(2024, 2, 1)).value == 10
    assert "No. 3" in own.citation()


def test_a_newer_value_ends_the_one_before(by: Any, council: Council) -> None:
    actions.load_law(by=by)
    said: dict[str, Any] = {"council": council, "article": "No. 3", "by": by}
    rule = law("appeal.answer")
    first = actions.override(rule, value=10, valid_from=date(2024, 2, 1), **said)
    second = actions.override(rule, value=7, valid_from=date(2024, 6, 1), **said)

    first.refresh_from_db()
    assert first.valid_until == date(2024, 5, 31)
    actions.end_override(second, on=date(2024, 12, 31), by=by)
    ask = Norm.objects.in_force
    assert [
        ask("appeal.answer", on, council).value
        for on in (date(2024, 5, 31), date(2024, 6, 1), date(2024, 12, 31), date(2025, 1, 1))
    ] == [10, 7, 7, 15]
    with pytest.raises(Refused):
        actions.override(rule, value=9, valid_from=date(2024, 3, 1), **said)


@pytest.mark.parametrize(
    ("code", "value", "article"),
    [
        ("rec.answer.general", 2, "No. 3"),  # the law leaves no choice
        ("public_hearing.notice", 9, "No. 3"),  # laxer than at least 10
        ("appeal.answer", 16, "No. 3"),  # laxer than at most 15
        ("appeal.answer", 0, "No. 3"),
        ("appeal.answer", 10, ""),  # by no decision
    ],
)
def test_a_value_the_law_does_not_allow_is_refused(
    by: Any, council: Council, code: str, value: int, article: str
) -> None:
    actions.load_law(by=by)

    with pytest.raises(Refused):
        actions.override(
            law(code),
            council=council,
            value=value,
            article=article,
            valid_from=date(2024, 2, 1),
            by=by,
        )

    assert not Norm.objects.exclude(council=None).exists()


def test_the_law_itself_is_not_ended_and_not_before_it_began(by: Any, council: Council) -> None:
    actions.load_law(by=by)
    rule = law("appeal.answer")
    with pytest.raises(Refused):
        actions.end_override(rule, on=date(2024, 2, 1), by=by)
    own = actions.override(
        rule, council=council, value=9, article="No. 3", valid_from=date(2024, 2, 1), by=by
    )
    with pytest.raises(Refused):
        actions.end_override(own, on=date(2024, 1, 1), by=by)


def test_a_rule_is_asked_for_by_code_and_day(by: Any) -> None:
    actions.load_law(by=by)

    with pytest.raises(Refused):
        Norm.objects.in_force("control.answer", date(2023, 3, 1))
    assert Norm.objects.known("control.answer", date(2024, 4, 4)) is None
    assert Norm.objects.known("control.answer", date(2024, 4, 5)) == law("control.answer")
    assert Norm.objects.nearest("control.answer", date(2023, 3, 1)).act == "PCtl"
    with pytest.raises(Refused):
        Norm.objects.nearest("no.such", date(2024, 3, 1))
