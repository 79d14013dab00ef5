"""Deadlines reckoned by hand on the official calendars of 2022 to 2026, each rule at least once."""

from collections.abc import Mapping
from datetime import date

import pytest

from kenes.core.refused import Refused
from kenes.norms.calendar import WorkingDays
from kenes.norms.deadline import Extension, Pause, deadline
from kenes.norms.models import Norm

BY_HAND = [
    ("form.start", "2025-05-16", "2025-03-16"),
    ("form.start", "2025-04-30", "2025-02-28"),  # February has no 30th
    ("council.term", "2022-05-16", "2025-05-16"),
    ("sitting.notice", "2025-04-24", "2025-04-17"),  # 23, 22, 21, 18, 17
    ("public_hearing.notice", "2024-05-20", "2024-05-10"),
    ("public_hearing.notice", "2025-01-13", "2025-01-03"),  # a day off: a notice never moves later
    ("public_hearing.materials", "2023-07-17", "2023-07-07"),
    ("discussion.media", "2024-05-13", "2024-05-04"),  # 10, 6 and the worked Saturday
    ("discussion.invite", "2025-03-27", "2025-03-17"),  # Nauryz: 21 to 25 March
    ("control.final_doc", "2025-04-25", "2025-05-08"),
    ("control.answer", "2025-10-17", "2025-11-03"),  # Republic Day moved to 27 October
    ("control.hearing_notice", "2026-03-27", "2026-03-19"),
    ("participants.names", "2024-11-30", "2025-02-28"),  # February has no 30th
    ("participants.reminder", "2025-03-01", "2025-02-28"),  # a Friday, whatever the Saturday is
    ("monitor.repeat_visit", "2024-08-31", "2025-02-28"),
    ("rec.answer.general", "2024-01-31", "2024-02-29"),  # a leap year
    ("sitting.minutes", "2025-03-20", "2025-03-28"),  # Nauryz, and the days it moved
    ("rec.answer.general", "2023-01-31", "2023-02-28"),
    ("rec.answer.general", "2022-07-30", "2022-08-31"),  # 30 August is a holiday
    ("rec.answer.general", "2025-02-08", "2025-03-11"),  # 8 March, Sunday, the day off moved
    ("rec.answer.drafts", "2022-12-09", "2022-12-26"),  # 19 December 2022 is worked
    ("silence.reminder", "2025-05-08", "2025-05-12"),  # Victory Day and a weekend
    ("silence.chair", "2025-05-06", "2025-05-15"),  # 7 and 9 May are off
    ("silence.supervisor", "2025-03-14", "2025-04-02"),  # Nauryz: 21 to 25 March
    ("silence.publish", "2025-12-12", "2025-12-29"),  # Independence Day
    ("hearing.report_before", "2025-03-31", "2025-03-12"),  # Nauryz: 21 to 25 March
    ("hearing.interval", "2022-11-15", "2024-11-15"),
    ("npa.act", "2022-03-03", "2022-03-18"),  # 5 March is worked, 7 March is off
    ("npa.bill", "2023-06-19", "2023-07-12"),  # Kurban Ait, worked 1 July, off 6 and 7 July
    ("npa.crisis", "2025-01-02", "2025-01-08"),  # Sunday 5 January is worked, 3 and 7 are off
    ("npa.accept_letter", "2022-10-14", "2022-10-31"),  # 22 October is worked, 24 and 25 are off
    ("appeal.forward", "2022-08-25", "2022-08-31"),  # 27 August is worked, 29 and 30 are off
    ("appeal.return", "2024-06-14", "2024-06-19"),  # Kurban Ait on a Sunday does not move
    ("appeal.answer", "2024-04-26", "2024-05-22"),  # 4 May is worked, 1, 7, 8, 9 May are off
    ("appeal.answer", "2022-04-25", "2022-05-19"),  # 2 and 10 May are off
    ("appeal.extend", "2025-12-31", "2026-03-02"),  # 28 February 2026 is a Saturday
    ("appeal.extend_notice", "2026-05-06", "2026-05-13"),  # 7 and 11 May are off
    ("appeal.hearing_notice", "2024-01-04", "2023-12-28"),
    ("appeal.objection", "2023-05-05", "2023-05-11"),  # 7 May moved to 8 May
    ("complaint.file", "2022-11-30", "2023-02-28"),
    ("complaint.file.no_remedy", "2023-07-07", "2024-01-08"),  # Christmas does not move
    ("complaint.handover", "2023-12-14", "2023-12-20"),  # 16 December moved to the 18th
    ("complaint.answer", "2026-05-04", "2026-06-04"),  # 7, 11 and 27 May are off
    ("info.answer", "2026-03-08", "2026-03-26"),  # the 15th day falls into Nauryz
    ("info.extend", "2025-08-15", "2025-09-02"),  # 30 August moved to 1 September
    ("info.extend_notice", "2025-10-24", "2025-10-30"),
    ("info.refuse", "2026-10-23", "2026-11-02"),  # 25 October moved to the 26th
    ("info.forward", "2026-07-03", "2026-07-09"),
    ("consent.withdraw", "2022-12-28", "2023-01-20"),  # 2 and 3 January are off
    ("pd.objection", "2026-12-15", "2026-12-21"),
    ("pd.correct", "2025-06-05", "2025-06-09"),  # Kurban Ait, then a weekend
]


@pytest.mark.parametrize(("code", "start", "due_on"), BY_HAND)
def test_due_as_reckoned_by_hand(
    law: Mapping[str, Norm], days: WorkingDays, code: str, start: str, due_on: str
) -> None:
    found = deadline(law[code], date.fromisoformat(start), days)

    assert found.due_on == date.fromisoformat(due_on)


def test_every_term_was_reckoned_by_hand(law: Mapping[str, Norm]) -> None:
    assert {code for code, _, _ in BY_HAND} == {code for code, norm in law.items() if norm.is_term}


def test_the_answer_says_why(law: Mapping[str, Norm], days: WorkingDays) -> None:
    found = deadline(law["npa.crisis"], date(2025, 1, 2), days).as_json()

    whys = {line["on"]: line["why"] for line in found.pop("skipped")}
    assert found == {
        "norm": "npa.crisis",
        "start": "2025-01-02",
        "due_on": "2025-01-08",
        "act": "LA",
        "article": "20(2)",
        "counted": 3,
    }
    assert list(whys) == ["2025-01-03", "2025-01-04", "2025-01-07"]
    assert all(whys.values())


def test_a_limit_has_no_due_date(law: Mapping[str, Norm], days: WorkingDays) -> None:
    with pytest.raises(Refused):
        deadline(law["absence.limit"], date(2024, 5, 6), days)


def test_a_pause_stops_the_clock(law: Mapping[str, Norm], days: WorkingDays) -> None:
    pause = Pause(date(2024, 9, 5), date(2024, 9, 11), "papers asked for")

    found = deadline(law["appeal.answer"], date(2024, 9, 2), days, pauses=[pause])

    # 3, 4, then 12, 13, 16 to 20, 23 to 27 September and 30: fifteen working days.
    assert found.due_on == date(2024, 9, 30)
    assert sum("papers asked for" in why for _, why in found.skipped) == 7


def test_a_pause_lengthens_a_month_by_its_days(law: Mapping[str, Norm], days: WorkingDays) -> None:
    pause = Pause(date(2024, 9, 5), date(2024, 9, 11), "papers asked for")

    found = deadline(law["rec.answer.general"], date(2024, 9, 2), days, pauses=[pause])

    assert found.due_on == date(2024, 10, 9)


def test_an_appeal_is_extended_from_the_decision(
    law: Mapping[str, Norm], days: WorkingDays
) -> None:
    extension = Extension(law["appeal.extend"], since=date(2024, 9, 20))

    found = deadline(law["appeal.answer"], date(2024, 9, 2), days, extensions=[extension])

    assert found.due_on == date(2024, 11, 20)
    assert found.counted + len(found.skipped) == (found.due_on - found.start).days


def test_a_request_gets_fifteen_days_more_after_the_first(
    law: Mapping[str, Norm], days: WorkingDays
) -> None:
    first = deadline(law["info.answer"], date(2024, 9, 2), days)
    extension = Extension(law["info.extend"], since=first.due_on)

    found = deadline(law["info.answer"], date(2024, 9, 2), days, extensions=[extension])

    assert (first.due_on, found.due_on) == (date(2024, 9, 17), date(2024, 10, 2))


@pytest.mark.parametrize(
    ("since", "value"),
    [(date(2024, 9, 24), 0), (date(2024, 8, 30), 0), (date(2024, 9, 20), 3)],
)
def test_an_extension_out_of_its_time_or_measure_is_refused(
    law: Mapping[str, Norm], days: WorkingDays, since: date, value: int
) -> None:
    extension = Extension(law["appeal.extend"], since=since, value=value)

    with pytest.raises(Refused):
        deadline(law["appeal.answer"], date(2024, 9, 2), days, extensions=[extension])


def test_a_notice_is_neither_paused_nor_extended(
    law: Mapping[str, Norm], days: WorkingDays
) -> None:
    pause = Pause(date(2024, 9, 5), date(2024, 9, 11), "papers asked for")

    with pytest.raises(Refused):
        deadline(law["public_hearing.notice"], date(2024, 9, 20), days, pauses=[pause])


def test_the_office_acts_before_a_notice_that_falls_on_a_day_off(
    law: Mapping[str, Norm], days: WorkingDays
) -> None:
    found = deadline(law["public_hearing.materials"], date(2023, 7, 17), days)

    # Friday 7 July was off in exchange for Saturday 1 July; Thursday the 6th was a holiday.
    assert (found.due_on, found.act_by) == (date(2023, 7, 7), date(2023, 7, 5))
