"""What a person reads beside a due date."""

from collections.abc import Mapping
from datetime import date

import pytest
from django.utils import translation

from kenes.norms.calendar import WorkingDays
from kenes.norms.deadline import Extension, deadline
from kenes.norms.models import Norm
from kenes.norms.wording import left, notes, remaining, sentence


def test_the_sentence_tells_start_due_day_days_off_and_article(
    law: Mapping[str, Norm], days: WorkingDays
) -> None:
    said = sentence(deadline(law["appeal.answer"], date(2024, 4, 26), days), "en")

    for part in ("15 working days", "registration of the appeal", "7 Saturdays and Sundays"):
        assert part in said
    for part in ("Victory Day", "Exchange of days of rest", "article 76"):
        assert part in said
    assert "Forecast" not in said


def test_the_sentence_tells_of_an_extension(law: Mapping[str, Norm], days: WorkingDays) -> None:
    extension = Extension(law["appeal.extend"], since=date(2024, 9, 20), value=1)
    found = deadline(law["appeal.answer"], date(2024, 9, 2), days, extensions=[extension])

    assert "Extended by 1 month" in sentence(found, "en")


def test_a_notice_on_a_day_off_names_the_working_day_before(
    law: Mapping[str, Norm], days: WorkingDays
) -> None:
    found = deadline(law["public_hearing.notice"], date(2025, 1, 13), days)

    assert "That is a day off" in sentence(found, "en")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_rule_is_told_in_the_readers_language(
    law: Mapping[str, Norm], days: WorkingDays, language: str
) -> None:
    norm = law["control.answer"]

    said = sentence(deadline(norm, date(2025, 4, 1), days), language)

    assert norm.in_language("name", language) in said
    assert norm.source.in_language("name", language) in said


@pytest.mark.parametrize(
    ("code", "start", "expected"),
    [
        ("appeal.answer", date(2025, 4, 1), 0),
        ("appeal.answer", date(2026, 12, 28), 1),  # ends in a year that is a forecast
        ("appeal.answer", date(2027, 12, 28), 1),  # ends in a year not entered
        ("appeal.answer", date(2026, 8, 25), 1),  # counts over 31 August 2026
        ("rec.answer.general", date(2026, 8, 25), 0),  # a month does not ask of that day
        ("council.term", date(2025, 5, 16), 2),  # 2028, and the rule is inferred
        ("control.answer", date(2023, 3, 1), 1),  # before the law came into force
    ],
)
def test_what_is_uncertain_is_said(
    law: Mapping[str, Norm], days: WorkingDays, code: str, start: date, expected: int
) -> None:
    found = deadline(law[code], start, days)

    assert len(notes(found)) == expected
    assert all(note in sentence(found) for note in notes(found))


def test_beyond_the_entered_years_the_last_one_is_named(
    law: Mapping[str, Norm], days: WorkingDays
) -> None:
    found = deadline(law["appeal.answer"], date(2028, 2, 1), days)

    assert found.beyond
    assert found.forecast
    assert "2027" in notes(found, "en")[0]


@pytest.mark.parametrize(
    ("today", "working_days", "said"),
    [
        (date(2024, 5, 3), 3, "3 working days left"),  # the 4th is worked, then the 6th, the 10th
        (date(2024, 5, 6), 1, "1 working day left"),
        (date(2024, 5, 10), 0, "due today"),
        (date(2024, 5, 12), 0, "overdue since 10 May 2024"),
        (date(2024, 5, 13), -1, "overdue by 1 working day"),
        (date(2024, 5, 17), -5, "overdue by 5 working days"),
    ],
)
def test_what_is_left(days: WorkingDays, today: date, working_days: int, said: str) -> None:
    with translation.override("en"):
        found = left(date(2024, 5, 10), today, days)
        assert (found.working_days, str(found)) == (working_days, said)
    assert found.overdue is (today > date(2024, 5, 10))


def test_what_is_left_of_a_deadline(law: Mapping[str, Norm], days: WorkingDays) -> None:
    found = deadline(law["appeal.answer"], date(2024, 4, 26), days)

    assert remaining(found, date(2024, 5, 20)).working_days == 2
