"""Words and numbers on a chart: written as people write them, and no wider than their room."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kenes.report.numerals import number, percents
from kenes.report.typeface import printable, shorten, width, wrap


@pytest.mark.parametrize(
    ("value", "lang", "written"),
    [
        (5292, "ru", "5\u00a0292"),
        (5292, "kk", "5\u00a0292"),
        (5292, "en", "5,292"),
        (1234567, "ru", "1\u00a0234\u00a0567"),
        (89.25, "ru", "89,3"),
        (Decimal("89.20"), "en", "89.2"),
        (40, "kk", "40"),
    ],
)
def test_numbers_are_written_as_people_write_them(value: int, lang: str, written: str) -> None:
    assert number(value, lang) == written


@given(st.lists(st.integers(0, 10_000), min_size=1).filter(any))
def test_percents_sum_to_a_hundred(values: list[int]) -> None:
    assert sum(percents(list(values))) == 100


@given(st.text(max_size=80), st.integers(40, 300))
def test_fitted_words_fit(words: str, room: int) -> None:
    lines, cut = wrap(words, room, 13)

    assert all(width(line, 13) <= room for line in [*lines, shorten(words, room, 13)])
    assert cut or " ".join(lines) == words


def test_kazakh_letters_are_measured_and_shipped() -> None:
    assert printable("ӘәҒғҚқҢңӨөҰұҮүҺһІі №«»–₸") == "ӘәҒғҚқҢңӨөҰұҮүҺһІі №«»–₸"
    assert printable("и\u0306 \u00ad🙂") == "й \ufffd"
