"""Building an agenda: put on, reworded, taken off, brought into order; two at once; sixty items."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kenes.core import clock, record
from kenes.core.link import Link
from kenes.core.refused import Refused
from kenes.sittings import actions as sittings
from kenes.sittings.agenda import actions
from kenes.sittings.models import AgendaItem
from tests.sittings.chamber import DAY, NOON, Chamber


@pytest.fixture
def chamber(db):
    with clock.standing(NOON):
        yield Chamber()


def order(chamber):
    items = actions.live_items(chamber.sitting)
    assert [item.position for item in items] == list(range(1, len(items) + 1))
    return [item.title_ru for item in items]


def keys(chamber):
    return [item.pk for item in actions.live_items(chamber.sitting)]


def item(title, kind="question", **more):
    return AgendaItem(kind=kind, title_ru=title, **more)


def put(chamber, *items):
    return actions.put_on(chamber.sitting, [(each, None) for each in items], by=chamber.by)


def test_a_question_comes_before_miscellaneous(chamber):
    put(chamber, item("Разное", "miscellaneous"))
    put(chamber, item("О дорогах"))
    assert order(chamber) == ["Вопрос 1", "Вопрос 2", "Вопрос 3", "О дорогах", "Разное"]


def test_a_question_without_words_is_refused(chamber):
    with pytest.raises(Refused) as refused:
        put(chamber, item("  "))
    assert refused.value.field == "title_ru"


def test_what_it_came_from_is_linked(chamber):
    [fresh] = actions.put_on(chamber.sitting, [(item("О члене"), chamber.people[0])], by=chamber.by)
    link = Link.objects.get()
    assert (link.from_id, link.to_id, link.role) == (chamber.people[0].pk, fresh.pk, "led_to")


def test_taken_off_the_others_move_up(chamber):
    actions.take_off(chamber.items[0], reason="снят", by=chamber.by)
    assert order(chamber) == ["Вопрос 2", "Вопрос 3"]
    put(chamber, item("Новый"))
    assert order(chamber) == ["Вопрос 2", "Вопрос 3", "Новый"]


def test_it_is_not_taken_off_without_a_reason(chamber):
    with pytest.raises(Refused):
        actions.take_off(chamber.items[0], reason=" ", by=chamber.by)
    assert len(order(chamber)) == 3


def test_two_reorder_at_once_and_the_second_is_told(chamber):
    seen = keys(chamber)
    actions.reorder(chamber.sitting, seen[::-1], seen=seen, by=chamber.by)
    with pytest.raises(Refused):
        actions.reorder(chamber.sitting, [seen[1], seen[0], seen[2]], seen=seen, by=chamber.by)
    assert order(chamber) == ["Вопрос 3", "Вопрос 2", "Вопрос 1"]


def test_an_order_that_leaves_one_out_or_names_a_stranger_is_refused(chamber):
    seen = keys(chamber)
    for wrong in (seen[:2], [*seen, seen[0]], [*seen[:2], chamber.people[0].pk]):
        with pytest.raises(Refused):
            actions.reorder(chamber.sitting, wrong, seen=seen, by=chamber.by)


def test_a_stale_wording_is_refused(chamber):
    mine, theirs = (AgendaItem.objects.get(pk=chamber.items[0].pk) for _ in range(2))
    actions.reword(theirs, version=1, title_ru="Их слова", by=chamber.by)
    with pytest.raises(Refused):
        actions.reword(mine, version=1, title_ru="Мои слова", by=chamber.by)
    assert order(chamber)[0] == "Их слова"


def test_a_settled_agenda_does_not_change(chamber):
    sittings.cancel(chamber.sitting, on=DAY, reason="нет", by=chamber.by)
    seen = keys(chamber)
    for act in (
        lambda: put(chamber, item("Поздно")),
        lambda: actions.reorder(chamber.sitting, seen[::-1], seen=seen, by=chamber.by),
        lambda: actions.take_off(chamber.items[0], reason="поздно", by=chamber.by),
    ):
        with pytest.raises(Refused):
            act()
    assert len(order(chamber)) == 3


def test_while_it_sits_the_agenda_may_change(chamber):
    chamber.opened()
    put(chamber, item("Вопрос с места"))
    assert order(chamber)[-1] == "Вопрос с места"


def test_what_a_kind_needs_is_said(chamber):
    assert item("Отчёт", "report").missing == ["agency", "rapporteur", "draft"]
    assert item("Разное", "miscellaneous").missing == []
    whole = item("О дорогах", rapporteur="Иванов И.", draft_ru="Принять к сведению")
    assert whole.missing == []


def test_minutes_planned_are_sensible(chamber):
    with pytest.raises(Refused) as refused:
        put(chamber, item("Долго", minutes_planned=601))
    assert refused.value.field == "minutes_planned"


def test_sixty_items_are_ordered_in_few_queries(chamber):
    put(chamber, *(item(f"Вопрос {n}") for n in range(4, 61)))
    seen = keys(chamber)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        actions.reorder(chamber.sitting, [seen[-1], *seen[:-1]], seen=seen, by=chamber.by)
    assert len(asked) <= 12
    assert order(chamber)[0] == "Вопрос 60"


def test_an_agenda_has_an_end(chamber):
    with pytest.raises(Refused):
        put(chamber, *(item(f"Вопрос {n}") for n in range(actions.AT_MOST)))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moves=st.lists(st.permutations(range(3)), max_size=4))
def test_any_order_keeps_each_question_once(chamber, moves):
    before = sorted(order(chamber))
    for places in moves:
        seen = keys(chamber)
        actions.reorder(chamber.sitting, [seen[n] for n in places], seen=seen, by=chamber.by)
        assert keys(chamber) == [seen[n] for n in places]
    assert sorted(order(chamber)) == before


def test_a_journal_that_comes_again_keeps_what_it_does_not_tell(chamber):
    row = chamber.items[0]
    record.correct(row, version=row.version, by=chamber.by, rapporteur="Иванов И.")
    from kenes.core.filing import Filing
    from kenes.journals.keep import keep

    said = AgendaItem(
        council=chamber.council,
        sitting=chamber.sitting,
        position=1,
        kind="question",
        title_ru="Иначе",
    )
    keep(row, Filing(said), frozenset(), {})
    assert (said.rapporteur, said.title_ru) == ("Иванов И.", "Иначе")
