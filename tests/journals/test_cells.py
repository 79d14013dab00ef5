"""How cells are read."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from kenes.core import cell
from kenes.core.refused import Refused
from kenes.journals.catalogue import SHEETS

FIFTH_OF_MARCH = [
    date(2023, 3, 5),
    datetime(2023, 3, 5),
    datetime(2023, 3, 5, 10, 30),
    44990,
    44990.0,
    "05.03.2023",
    "5.3.2023",
    "05.03.23",
    "5/3/23",
    "05.03.23 г.",
    "05-03-2023",
    "05.03.2023 г.",
    "5.03.2023г",
    "05/03/2023",
    "05 . 03 . 2023",
    "2023-03-05",
    "2023-03-05 00:00:00",
    "5 марта 2023 г.",
    "5 марта 2023 года",
    "«05» марта 2023 г.",
    "5 МАРТА 2023",
    "5\u00a0марта 2023",
    "2023 жылғы 5 наурыз",
    "2023 ж. 5 наурыз",
    "2023 жылдың 5 наурызы",
    "5 наурыз 2023 ж.",
    "5 наурыз 2023 жыл",
    "5 наурыз 2023 жылы",
    "2023 жыл 5 наурыз",
    "05.03.2023 ж.",
]


@pytest.mark.parametrize("raw", FIFTH_OF_MARCH, ids=str)
def test_a_date_however_it_is_written(raw):
    assert cell.Day().read(raw, None) == date(2023, 3, 5)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ("32.01.2023", "“32.01.2023” is not a date. Write it like 05.03.2023."),
        ("в марте", "“в марте” is not a date. Write it like 05.03.2023."),
        ("45000", "“45000” is not a date. Write it like 05.03.2023."),
        ("2023-03-05 и далее", "“2023-03-05 и далее” is not a date. Write it like 05.03.2023."),
        (12, "“12” is not a date. Write it like 05.03.2023."),
        (1e300, None),
        (True, "“True” is not a date. Write it like 05.03.2023."),
        (time(10, 30), "“10:30” is not a date. Write it like 05.03.2023."),
        ("05.03.50", "“05.03.50” is not a date. Write it like 05.03.2023."),
        ("05-03-23", "“05-03-23” is not a date. Write it like 05.03.2023."),
        ("05.03.202", "“05.03.202” is not a date. Write it like 05.03.2023."),
        ("05.03.0202", "The year 202 is not between 1990 and 2100."),
        ("05.03.2205", "The year 2205 is not between 1990 and 2100."),
        (datetime(202, 3, 5), "The year 202 is not between 1990 and 2100."),
        (date(2205, 3, 5), "The year 2205 is not between 1990 and 2100."),
        ("31.12.1989", "The year 1989 is not between 1990 and 2100."),
    ],
)
def test_what_is_no_date(raw, sentence):
    with override("en"), pytest.raises(Refused) as refused:
        cell.Day().read(raw, None)
    assert sentence is None or str(refused.value) == sentence


@pytest.mark.parametrize(("raw", "year"), [("05.03.49", 2049), ("05.03.90", 1990)])
def test_the_century_of_a_short_year(raw, year):
    assert cell.Day().read(raw, None).year == year


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31)))
def test_every_date_survives_every_way_of_writing_it(day):
    months_ru = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
    months_kk = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"
    written = [
        f"{day:%d.%m.%Y}",
        day.isoformat(),
        f"{day.day} {months_ru.split()[day.month - 1]} {day.year} г.",
        f"{day.year} жылғы {day.day} {months_kk.split()[day.month - 1]}",
        float((day - date(1899, 12, 30)).days),
    ]
    assert {cell.Day().read(raw, None) for raw in written} == {day}


@given(st.text())
def test_no_text_breaks_a_reader(text):
    readers = (cell.Day(), cell.Clock(), cell.Whole(), cell.YesNo(), cell.Text(), cell.Own())
    for reader in readers:
        with suppress(Refused):
            reader.read(text, None)


@pytest.mark.parametrize(
    ("raw", "number"),
    [(12, 12), (12.0, 12), ("12", 12), ("1 200", 1200), ("1\u00a0200", 1200), ("12,0", 12)],
)
def test_a_whole_number(raw, number):
    assert cell.Whole().read(raw, None) == number


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (-5, "“-5” is less than nothing."),
        ("−5", "“−5” is less than nothing."),
        (12.5, "“12.5” is not a whole number."),
        ("около ста", "“около ста” is not a whole number."),
        ("²", "“²” is not a whole number."),
        (True, "“True” is not a whole number."),
    ],
)
def test_what_is_no_whole_number(raw, sentence):
    with override("en"), pytest.raises(Refused) as refused:
        cell.Whole().read(raw, None)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (12.0, "12"),
        (12.5, "12.5"),
        (87771234567.0, "87771234567"),
        (date(2023, 3, 5), "05.03.2023"),
        (datetime(2023, 3, 5, 10, 30), "05.03.2023 10:30"),
        (time(10, 30), "10:30"),
        ("  два \n слова ", "два слова"),
    ],
)
def test_words_are_what_a_person_sees(raw, words):
    assert cell.Text().read(raw, None) == words


def test_true_is_no_word():
    with override("en"), pytest.raises(Refused) as refused:
        cell.Text().read(True, None)
    assert str(refused.value) == "The cell holds TRUE or FALSE, not words."


@pytest.mark.parametrize("raw", [time(10, 30), datetime(2023, 1, 1, 10, 30), "10:30", "10.30"])
def test_a_time_of_day(raw):
    assert cell.Clock().read(raw, None) == time(10, 30)


def test_a_time_counted_in_hours():
    assert cell.Clock().read(timedelta(hours=9, minutes=5), None) == time(9, 5)


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        (12, "12"),
        (12.0, "12"),
        ("№ 12", "12"),
        ("012", "12"),
        ("12/2023", "12/2023"),
        ("2023-0012", "12/2023"),
        ("12-а", "12-а"),
        # Excel makes these dates of a typed 12/2023 and 1/2024.
        (datetime(2023, 12, 1), "12/2023"),
        (date(2024, 1, 1), "1/2024"),
    ],
)
def test_a_number_of_a_journal(raw, number):
    assert cell.numeral(raw) == number


@pytest.mark.parametrize("raw", ["да", "Иә", "YES", True, 1, 1.0, "+", "ИСТИНА"])
def test_yes(raw):
    assert cell.YesNo().read(raw, None) is True


@pytest.mark.parametrize("raw", ["нет", "Жоқ", "no", False, 0, "-", "ЛОЖЬ"])
def test_no(raw):
    assert cell.YesNo().read(raw, None) is False


LISTS = dict.fromkeys(
    column.reader.choices
    for sheet in SHEETS
    for column in sheet.columns
    if isinstance(column.reader, cell.OneOf)
)


@pytest.mark.parametrize("choices", LISTS, ids=lambda choices: choices.__qualname__)
def test_a_value_of_a_list_is_known_by_code_and_by_label_in_every_language(choices):
    reader = cell.OneOf(choices)
    for language in ("kk", "ru", "en"):
        with override(language):
            for value, label in cell.pairs(choices):
                assert reader.read(value, None) == value
                assert reader.read(f" {str(label).upper()} ", None) == value
