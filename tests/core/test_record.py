"""Registering, correcting, striking: what is written, and what is refused."""

from datetime import date
from random import Random

import pytest
from django.db import connection
from django.db.utils import IntegrityError

from kenes.appeals.applicants.models import Applicant
from kenes.appeals.models import Appeal
from kenes.core import flow, journal, record
from kenes.core.access import console
from kenes.core.action import Unjournalled, WrittenOutside, action
from kenes.core.filing import Filing, difference
from kenes.core.flow import Step
from kenes.core.journal import Entry, commitment
from kenes.core.refused import Refused, Stale
from kenes.organs.models import District
from kenes.surveys.models import Survey
from tests.registers import Register


@pytest.fixture
def register(db):
    return Register(console(), Random(1))


def survey(register, title="Опрос", until=date(2024, 5, 6), number=""):
    row = Survey(
        council=register.council, title_ru=title, field_from=date(2024, 5, 1), field_until=until
    )
    row.number = number
    return row


def appeal_filing(register, *path):
    applicant = Applicant(council=register.council, kind="person", name="Асанов А.")
    row = Appeal(
        council=register.council,
        received_on=path[0][1],
        channel="paper",
        kind="complaint",
        language="ru",
        applicant=applicant,
        applicant_kind_then="person",
        topic=register.topics[0],
    )
    return Filing(row, path=path, within=Filing(applicant))


def test_numbers_follow_the_year_and_skip_those_of_journals(register):
    rows = [
        survey(register, number="7"),
        survey(register),
        survey(register, until=date(2025, 1, 9)),
        survey(register, number="12-а"),
    ]
    record.register([Filing(row) for row in rows], by=register.by)
    assert [row.number for row in rows] == ["2024-0007", "2024-0008", "2025-0001", "2024-12-а"]
    assert rows[0].get_absolute_url().endswith("/surveys/2024-0007/")


def test_a_number_that_no_address_can_hold_is_refused(register):
    with pytest.raises(Refused) as refused:
        record.register([Filing(survey(register, number="5/б №"))], by=register.by)
    assert refused.value.field == "number"
    assert not Survey.objects.exists()


def test_correcting_grows_the_version_and_tells_the_journal(register):
    row = register.add(survey(register))
    record.correct(row, version=1, by=register.by, title_ru="Опрос о воде")
    fresh = Survey.objects.get(pk=row.pk)
    assert (fresh.title_ru, fresh.version, fresh.words) == (
        "Опрос о воде",
        2,
        "2024-0001 опрос о воде",
    )
    line = Entry.objects.get(verb="survey.corrected")
    assert line.payload.said["changed"] == {"title_ru": ["Опрос", "Опрос о воде"]}
    assert line.commitment == commitment(line.payload.salt, line.payload.said)


def test_a_stale_edit_is_refused_and_shows_the_other_change(register):
    row = register.add(survey(register))
    mine = Survey.objects.get(pk=row.pk)
    record.correct(row, version=1, by=register.by, title_ru="Их правка")
    with pytest.raises(Stale) as stale:
        record.correct(mine, version=1, by=register.by, title_ru="Моя правка")
    assert stale.value.changes == {"title_ru": ("Опрос", "Их правка")}
    assert stale.value.who == "Kenes"
    assert Survey.objects.get(pk=row.pk).title_ru == "Их правка"


def test_wrong_facts_are_refused_and_nothing_is_written(register):
    before = Entry.objects.count()
    with pytest.raises(Refused):
        record.register([Filing(survey(register, until=date(2024, 4, 1)))], by=register.by)
    assert (Survey.objects.count(), Entry.objects.count()) == (0, before)


def test_a_text_longer_than_its_column_is_refused_on_every_engine(register):
    before = Entry.objects.count()
    with pytest.raises(Refused) as refused:
        record.register([Filing(survey(register, title="о" * 301))], by=register.by)
    assert refused.value.field == "title_ru"
    assert (Survey.objects.count(), Entry.objects.count()) == (0, before)
    row = register.add(survey(register, title="о" * 300))
    with pytest.raises(Refused) as refused:
        record.correct(row, version=1, by=register.by, title_ru="о" * 301)
    assert refused.value.field == "title_ru"
    assert Survey.objects.get(pk=row.pk).title_ru == "о" * 300


def test_striking_needs_a_reason_and_can_be_taken_back(register):
    row = register.add(survey(register))
    with pytest.raises(Refused):
        record.strike([row], reason="  ", by=register.by)
    record.strike([row], reason="внесено дважды", by=register.by)
    assert not Survey.objects.live().exists()
    with pytest.raises(Refused):
        record.strike([row], reason="ещё раз", by=register.by)
    with pytest.raises(Refused):
        record.correct(row, version=row.version, by=register.by, title_ru="Поздно")
    record.restore([row], by=register.by)
    assert Survey.objects.live().get() == row


def test_a_number_taken_meanwhile_cannot_be_restored(register):
    row = register.add(survey(register, number="3"))
    record.strike([row], reason="ошибка", by=register.by)
    register.add(survey(register, number="3"))
    with pytest.raises(Refused):
        record.restore([row], by=register.by)


def test_a_row_struck_half_says_no_more_than_the_database_allows(register):
    row = register.add(survey(register))

    @action
    def half():
        Survey.objects.filter(pk=row.pk).update(struck_reason="x")

    with pytest.raises(IntegrityError):
        half()


def test_moves_are_lawful_dated_and_leave_steps(register):
    filing = appeal_filing(register, ("registered", date(2024, 3, 1)))
    record.register([filing], by=register.by)

    @action
    def resolve(appeal, on):
        flow.move(appeal, Appeal.Status.RESOLVED, on=on, by=register.by)
        journal.write("appeal.resolved", appeal, by=register.by)

    with pytest.raises(Refused):
        resolve(filing.row, date(2024, 2, 1))
    resolve(filing.row, date(2024, 4, 1))
    with pytest.raises(Refused):
        resolve(filing.row, date(2024, 4, 2))
    steps = Step.objects.filter(row_id=filing.row.pk).values_list("to_status", "on")
    assert list(steps) == [("registered", date(2024, 3, 1)), ("resolved", date(2024, 4, 1))]


def test_two_clerks_move_one_row_and_the_second_is_refused(register):
    filing = appeal_filing(register, ("registered", date(2024, 3, 1)))
    record.register([filing], by=register.by)
    mine = Appeal.objects.get(pk=filing.row.pk)
    theirs = Appeal.objects.get(pk=filing.row.pk)

    @action
    def explain(appeal):
        flow.move(appeal, Appeal.Status.EXPLAINED, on=date(2024, 4, 1), by=register.by)
        journal.write("appeal.explained", appeal, by=register.by)

    explain(theirs)
    with pytest.raises(Refused):
        explain(mine)
    assert Step.objects.filter(row_id=mine.pk).count() == 2


def test_an_unlawful_course_is_refused(register):
    for path in (
        [("resolved", date(2024, 3, 1))],
        [
            ("registered", date(2024, 3, 1)),
            ("merged", date(2024, 3, 2)),
            ("merged", date(2024, 3, 3)),
        ],
        [("registered", date(2024, 3, 1)), ("resolved", date(2024, 2, 1))],
    ):
        with pytest.raises(Refused):
            record.register([appeal_filing(register, *path)], by=register.by)
    assert not Appeal.objects.exists()


def test_amending_tells_the_difference_and_strikes_old_steps(register):
    old = appeal_filing(register, ("registered", date(2024, 3, 1)), ("resolved", date(2024, 4, 1)))
    record.register([old], by=register.by)
    new = appeal_filing(register, ("registered", date(2024, 3, 1)), ("resolved", date(2024, 4, 9)))
    new.row.kind = "proposal"
    row = Appeal.objects.get(pk=old.row.pk)
    assert {change.name for change in difference(row, new)} == {"kind", "status"}
    record.amend(row, new, by=register.by)
    row = Appeal.objects.get(pk=row.pk)
    assert (row.kind, row.status_on) == ("proposal", date(2024, 4, 9))
    assert flow.path_of(row) == list(new.path)
    assert Step.objects.filter(row_id=row.pk, struck_at__isnull=False).count() == 2
    assert difference(row, new) == []


def test_names_of_applicants_are_not_in_the_database_nor_in_the_journal(register):
    filing = appeal_filing(register, ("registered", date(2024, 3, 1)))
    filing.within.row.name = "Тайный Кайрат Болатович"
    record.register([filing], by=register.by)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, name_index FROM kenes_applicant")
        [(sealed, index)] = cursor.fetchall()
        cursor.execute("SELECT said FROM kenes_payload")
        said = str(cursor.fetchall())
    assert "Кайрат" not in sealed + said
    assert sealed.startswith("k1:")
    assert len(index) == 64
    assert Applicant.objects.get().name == "Тайный Кайрат Болатович"


def test_an_action_without_a_journal_line_fails_and_writes_nothing(register):
    @action
    def quiet():
        District.objects.update(title_ru="тихо")

    with pytest.raises(Unjournalled):
        quiet()
    assert not District.objects.filter(title_ru="тихо").exists()


def test_a_write_outside_an_action_fails(register):
    with pytest.raises(WrittenOutside):
        District.objects.update(title_ru="мимо")
