"""Two builds are alike; a register that is no demo is left alone; a snapshot is laid quickly."""

import json
import re
from datetime import date

import pytest
from django.db import connection, transaction

from kenes.core.access import console
from kenes.core.period import Period, Scope
from kenes.core.refused import Refused
from kenes.council import actions as councils
from kenes.council.models import Council
from kenes.demo import journals, ready, snapshot
from kenes.demo.build import build
from kenes.demo.days import NOW
from kenes.report.answer import answer, rows_of
from kenes.report.catalogue import CATALOGUE


def told():
    """Every figure with its rows, as `./kenes figure --rows --json` says them.

    PostgreSQL looks at how tables are filled once they are committed, which these never are.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    council = Council.objects.get(slug="almaty")
    scope = Scope(council, Period(date(2021, 1, 1), NOW.date()))
    return json.dumps(
        {code: [answer(code, scope).as_json(), rows_of(code, scope)] for code in CATALOGUE},
        ensure_ascii=False,
    )


@pytest.mark.django_db
def test_two_builds_say_the_same():
    said = []
    for _ in range(2):
        with transaction.atomic():
            build(by=console())
            # A problem is found on the page of its event by its key, which is another each time.
            said.append(re.sub(r"#problem-[0-9a-f-]{36}", "#problem", told()))
            transaction.set_rollback(True)
    assert said[0] == said[1]


@pytest.mark.django_db
def test_the_demo_is_built_in_an_empty_register_alone():
    councils.found(by=console(), slug="real", title_kk="Кеңес", title_ru="Совет")
    with pytest.raises(Refused):
        build(by=console())
    assert Council.objects.count() == 1


def test_applicants_phones_are_nobodys():
    phones = {line["contact"] for line in journals.of_the_city()["appeals"]}
    assert all(phone.startswith("+7 700 000 ") for phone in phones)


def make(path, *marks):
    import sqlite3

    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE kenes_council (demo_now TEXT)")
        database.executemany("INSERT INTO kenes_council VALUES (?)", [(mark,) for mark in marks])
    database.close()
    return path


@pytest.mark.parametrize(
    ("marks", "expected"),
    [((), None), (("2025",), True), (("2025", None), False), ((None,), False)],
)
def test_the_mark_of_a_demo(tmp_path, marks, expected):
    assert snapshot.is_marked(make(tmp_path / "register.sqlite3", *marks)) is expected


def test_a_register_without_the_mark_is_not_touched(tmp_path, monkeypatch):
    register = make(tmp_path / "register.sqlite3", None)
    before = register.read_bytes()
    monkeypatch.setattr(snapshot, "file_of_register", lambda: register)
    with pytest.raises(Refused):
        ready.make_ready(fresh=True)
    assert register.read_bytes() == before


def test_a_snapshot_is_laid_again(tmp_path, settings):
    settings.VAR = tmp_path
    register = make(tmp_path / "demo.sqlite3", "2025")
    snapshot.keep(register, "abcdef0123456789")
    snapshot.clear(register)

    assert snapshot.lay(register, "abcdef0123456789")
    assert snapshot.is_marked(register)
    assert snapshot.is_of(register, "abcdef0123456789")
    assert not snapshot.is_of(register, "0123456789abcdef")
    assert not snapshot.lay(register, "0123456789abcdef")
