"""The two authentic texts of a decision are compared by what a machine can compare."""

from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from kenes.sittings.decisions.parity import differences

RU_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
KK_MONTHS = (
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
    "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
)  # fmt: skip


def told(kk, ru):
    with override("en"):
        return [(str(each.what), each.kk, each.ru) for each in differences(kk, ru)]


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_day_is_the_same_however_it_is_written(day):
    russian = f"до {day.day} {RU_MONTHS[day.month - 1]} {day.year} года"
    kazakh = f"{day.year} жылғы {day.day} {KK_MONTHS[day.month - 1]}ға дейін"
    assert told(kazakh, russian) == []
    assert told(kazakh, f"до {day:%d.%m.%Y}") == []


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_numbers_are_compared_by_value_not_by_spaces(one, other):
    spaced = f"{one:,}".replace(",", "\u00a0")
    expected = [] if one == other else [("number", str(other), ""), ("number", "", str(one))]
    with_kk, with_ru = f"{other} теңге бөлінсін", f"выделить {spaced} тенге"
    assert told(with_kk, with_ru) == expected


@pytest.mark.parametrize(
    ("kk", "ru", "expected"),
    [
        ("12,5 пайыз", "12.5 процента", []),
        ("А. Б. Сериковке тапсырылсын", "поручить Серикову А.Б.", []),
        (
            "А. Сериковке тапсырылсын",
            "поручить Б. Серикову",
            [("name", "А. Сери…", ""), ("name", "", "Б. Сери…")],
        ),
        ("3 күн ішінде", "в течение 5 дней", [("number", "3", ""), ("number", "", "5")]),
        ("7-бап, 2-тармақ", "статья 7, пункт 2", []),
        ("32 ақпан", "32 февраля 2025 года", [("number", "", "2025")]),
        ("", "", []),
    ],
)  # fmt: skip
def test_by_example(kk, ru, expected):
    assert told(kk, ru) == expected
