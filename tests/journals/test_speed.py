"""Taking in costs so many queries, however long the journal is. Seconds: bench/import_rows.py."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.journals.books import appeal, event, sitting, written

FIRST = date(2024, 1, 1)


def queries(work, *args):
    with CaptureQueriesContext(
        connection,
    ) as found:
        work(*args)
    return len(found)


def journal(size):
    days = [(FIRST + timedelta(days=n)).isoformat() for n in range(size)]
    return written(
        sittings=[sitting(n, day) for n, day in enumerate(days, start=1)],
        items=[
            {"sitting": f"{n}/2024", "position": 1, "title_ru": "Вопрос"}
            for n in range(1, size + 1)
        ],
        appeals=[
            appeal(
                n,
                day,
                applicant=f"Заявитель {n}",
                district="Медеу",
                taken_on=FIRST + timedelta(400),
            )
            for n, day in enumerate(days, start=1)
        ],
    )


@pytest.mark.parametrize("verb", ["look", "take"])
def test_queries_do_not_grow_with_the_lines(desk, verb):
    small, large = journal(10), journal(40)
    few = queries(getattr(desk, verb), small)
    if verb == "take":
        desk.undo()
    assert queries(getattr(desk, verb), large) <= few + 2


def test_nor_does_the_same_again(desk):
    small, large = journal(10), journal(40)
    desk.take(large)
    few = queries(desk.take, small)
    assert queries(desk.take, large) <= few


def test_nor_does_a_look_at_changed_lines(desk):
    """Rows, steps, parts, occasions and links are read for many lines together."""

    def changed(size):
        days = [FIRST + timedelta(days=n) for n in range(size)]
        told = {"residents": 30, "coorganisers": "Маслихат города", "participants": "Ким Вера"}
        return written(
            events=[
                event(n, day.isoformat(), title="Другая", **told)
                for n, day in enumerate(days, start=1)
            ],
            sittings=[
                sitting(n, day.isoformat(), present=35) for n, day in enumerate(days, start=1)
            ],
            appeals=[
                appeal(n, day.isoformat(), applicant=f"Другой {n}", district="Ауэзовский район")
                for n, day in enumerate(days, start=1)
            ],
        )

    days = [(FIRST + timedelta(days=n)).isoformat() for n in range(40)]
    desk.take(journal(40))
    desk.take(written(events=[event(n, day, residents=9) for n, day in enumerate(days, start=1)]))
    few = queries(desk.look, changed(10))
    assert queries(desk.look, changed(40)) <= few
    assert [len(each.changed) for each in desk.shown] == [40, 40, 40]
