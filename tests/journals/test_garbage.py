"""Whatever stands in the cells, it is refused in sentences or taken; it never breaks the desk."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from kenes.core.cell import OneOf, pairs
from kenes.journals.catalogue import SHEETS
from tests.journals.books import typed, written
from tests.journals.whole import WHOLE

NAMES = ["Экология", "Медеу", "Управление экологии", "Ким Вера", "Общее заседание", "Сайт совета"]
written_words = st.text(max_size=40).map(lambda text: ILLEGAL_CHARACTERS_RE.sub("", text))
anything = st.one_of(
    st.none(),
    written_words,
    st.sampled_from([*NAMES, "1", "1/2024", "№ 1", "#REF!", "=1+1", "да", "-", "05.03.2024"]),
    st.sampled_from(["а" * 400, "5" * 30, "12/1", "2024-0001", "пример", "|", ";;"]),
    st.booleans(),
    st.integers(-5, 50),
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False),
    st.datetimes(datetime(1901, 1, 1), datetime(2300, 1, 1)),
    st.dates(date(2023, 1, 1), date(2025, 1, 1)),
    st.times(),
    st.timedeltas(timedelta(0), timedelta(days=3)),
)
day = st.dates(date(2023, 1, 1), date(2025, 1, 1))


def likely(sheet, column):
    """A value that the column could well hold, more often than not."""
    known = [line[column.code] for line in WHOLE[sheet.code] if column.code in line]
    if isinstance(column.reader, OneOf):
        known += [value for value, _label in pairs(column.reader.choices)]
    if isinstance(known[0] if known else None, date | time):
        return st.one_of(day, day, anything)
    return st.one_of(st.sampled_from(known or [None]), st.sampled_from(known or [None]), anything)


@st.composite
def books(draw):
    """A few sheets, each with a few lines of likely and unlikely values."""
    pages = {}
    for sheet in draw(st.lists(st.sampled_from(SHEETS), min_size=1, max_size=4, unique=True)):
        lines = st.tuples(*(likely(sheet, column) for column in sheet.columns)).map(list)
        headings = [column.ru for column in sheet.columns]
        pages[sheet.ru] = [headings, *draw(st.lists(lines, min_size=1, max_size=4))]
    return pages


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(pages=books())
def test_nothing_in_the_cells_breaks_the_desk(desk, pages):
    content = typed(pages)
    with transaction.atomic():
        desk.take(written(**WHOLE))
        desk.take(content)
        shown = {each.title: each for each in desk.shown}
        for each in shown.values():
            assert all(refusal.cell and refusal.why for refusal in each.refused)
        again = desk.take(content)
        taken = {e.sheet.code: len(e.new) + len(e.changed) + e.same for e in shown.values()}
        assert {code: each.same for code, each in again.items()} == taken
        assert not any(each.new or each.changed for each in again.values())
        transaction.set_rollback(True)
