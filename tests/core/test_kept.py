"""What a process keeps of the rules, the calendar and the directories holds until they change."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.utils.translation import override

from kenes.appeals.models import Appeal
from kenes.core import record
from kenes.core.action import action
from kenes.core.flow import Flow
from kenes.core.journal import write
from kenes.core.kept import Stamp, apart, in_order, kept, kept_rows, name
from kenes.core.refused import Refused
from kenes.council.models import Mandate
from kenes.norms import actions
from kenes.norms.calendar import load
from kenes.norms.models import DayMark, Norm
from kenes.organs.models import Directory, Topic
from kenes.sittings.models import Sitting
from tests.appeals.conftest import received
from tests.norms.test_actions import NAMES
from tests.town import enter

pytestmark = pytest.mark.django_db
ON = date(2024, 5, 6)


@pytest.fixture
def by(django_user_model: Any) -> Any:
    made = django_user_model.objects.create(email="admin@example.kz", name="Admin")
    actions.load_law(by=made)
    return made


def rules() -> dict[str, int]:
    return kept("test", lambda: dict(Norm.objects.values_list("code", "value")))


def test_while_nothing_changes_the_same_is_handed_out(by: Any) -> None:
    assert load() is load()
    assert rules() is rules()


def test_every_change_is_seen_at_the_next_question(by: Any, town: Any) -> None:
    said: dict[str, Any] = {"on": ON, "kind": "holiday", "names": NAMES, "source": "An act"}
    told: list[Any] = [load()]

    def changed() -> bool:
        told.append(load())
        return told[-1] is not told[-2]

    mark = actions.mark_day(**said, by=by)
    assert changed()
    assert not load().is_working(ON)
    actions.unmark_day(mark, by=by)
    assert changed()
    assert load().is_working(ON)
    actions.exchange_days(
        worked_on=date(2028, 4, 29), off_on=date(2028, 5, 2), source="An act", by=by
    )
    assert changed()
    assert not load().is_working(date(2028, 5, 2))
    own = actions.override(
        Norm.objects.law().get(code="public_hearing.notice"),
        council=town.council,
        value=14,
        article="No. 3",
        valid_from=date(2024, 2, 1),
        by=by,
    )
    assert changed()
    actions.end_override(own, on=date(2025, 1, 1), by=by)
    assert changed()


def test_a_change_that_is_rolled_back_leaves_what_stood(by: Any) -> None:
    assert load().is_working(ON)
    with transaction.atomic():
        actions.mark_day(on=ON, kind="holiday", names=NAMES, source="An act", by=by)
        assert not load().is_working(ON)
        transaction.set_rollback(True)
    assert load().is_working(ON)


@action
def _changed_by_another(by: Any) -> None:
    """What a process of its own leaves behind: the day, and another word beside the rules."""
    mark = DayMark(on=ON, kind="holiday", source="An act", name_kk="М", name_ru="П", name_en="F")
    mark.save(force_insert=True)
    Stamp.objects.update(value="another")
    write("day.marked", mark, by=by)


def test_what_another_process_changed_is_seen(by: Any) -> None:
    assert load().is_working(ON)
    _changed_by_another(by)
    assert not load().is_working(ON)


@action
def _unstamped(by: Any) -> None:
    Stamp.objects.all().delete()
    write("days.loaded", by, by=by)


def test_without_a_stamp_nothing_is_kept(by: Any) -> None:
    _unstamped(by)
    assert load() is not load()
    actions.load_law(by=by)
    assert load() is load()


def titles(town: Any) -> dict[str, bool]:
    return {row.title_ru: row.struck for row in kept_rows(Topic, town.council.pk).values()}


def test_every_change_of_a_directory_is_seen_at_the_next_question(town: Any, other: Any) -> None:
    assert titles(town) == {"Дороги": False}
    assert kept_rows(Topic, town.council.pk) is kept_rows(Topic, town.council.pk)
    more = Topic(council=town.council, title_ru="Вода")
    enter(more, by=town.by)
    assert titles(town) == {"Дороги": False, "Вода": False}
    record.correct(more, version=1, by=town.by, title_ru="Водопровод")
    assert titles(town) == {"Дороги": False, "Водопровод": False}
    record.strike([more], reason="twice", by=town.by)
    assert titles(town) == {"Дороги": False, "Водопровод": True}
    record.restore([more], by=town.by)
    assert titles(town) == {"Дороги": False, "Водопровод": False}
    assert titles(other) == {"Дороги": False}


def test_a_change_of_a_directory_leaves_the_calendar_as_it_is_kept(town: Any) -> None:
    calendar = load()
    enter(Topic(council=town.council, title_ru="Вода"), by=town.by)
    assert load() is calendar


def test_a_directory_stands_in_the_order_of_the_readers_language(town: Any) -> None:
    titles_of = {"Қала": "Город", "Аула": "Двор", "Кеме": "Судно"}
    rows = [Topic(council=town.council, title_kk=kk, title_ru=ru) for kk, ru in titles_of.items()]
    for row in rows:
        enter(row, by=town.by)
    record.strike([rows[2]], reason="twice", by=town.by)
    told = {}
    for language in ("kk", "ru"):
        with override(language):
            told[language] = [row.title for row in in_order(Topic, town.council.pk)]
            assert in_order(Topic, town.council.pk) is in_order(Topic, town.council.pk)
    assert told == {"kk": ["Аула", "Жолдар", "Қала"], "ru": ["Город", "Двор", "Дороги"]}


def test_a_directory_row_that_is_refused_leaves_what_stood(town: Any) -> None:
    assert titles(town) == {"Дороги": False}
    with pytest.raises(Refused):
        record.correct(town.topic, version=7, by=town.by, title_ru="Мосты")
    assert titles(town) == {"Дороги": False}


def test_directories_are_kept_and_the_members_and_nothing_written_by_the_minute() -> None:
    """Each change of what is kept makes all processes read it anew."""
    models = [model for model in apps.get_models() if getattr(model, "KEPT", False)]
    directories = {model for model in apps.get_models() if issubclass(model, Directory)}
    assert set(models) == {*directories, Mandate}
    # Of a move or a course the verbs tell nobody.
    assert [model for model in models if issubclass(model, Flow)] == []


def test_what_leads_to_kept_rows_is_not_joined() -> None:
    joined, named = apart(Appeal, ("topic", "publication"))
    assert (tuple(joined), tuple(named)) == (("publication",), ("topic",))
    joined, named = apart(Sitting, ("body", "event__district"))
    assert (tuple(joined), tuple(named)) == (("event",), ("body", "event__district"))


def test_rows_are_given_the_kept_ones(town: Any, django_assert_num_queries: Any) -> None:
    received(town)
    received(town, topic=None)
    kept_rows(Topic, town.council.pk)
    with django_assert_num_queries(2):
        rows = list(Appeal.objects.order_by("number"))
        name(rows, ["topic"])
        assert [row.topic and row.topic.title_ru for row in rows] == ["Дороги", None]
