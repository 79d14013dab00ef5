"""Words folded, so that what people type finds what stands in the register."""

import pytest

from kenes.core.passage import PassageField
from kenes.core.text import fold, lines, owner_of


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("№ 2024-0157", "2024-0157"),
        ("№2024-0157", "2024-0157"),
        ("ЖЁЛТЫЙ  «Дом»", "желтый дом"),
        ("ҚАЛА", "қала"),
    ],
)
def test_typed_words_find_what_stands(typed, stands):
    assert fold(typed) == fold(stands) == stands


@pytest.mark.parametrize(
    ("address", "owner"),
    [
        ("Aigul+shop@Example.KZ", "aigul@example.kz"),
        (" aigul@example.kz ", "aigul@example.kz"),
        ("+77010000000@example.kz", "+77010000000@example.kz"),
        ("aigul@ex+ample.kz", "aigul@ex+ample.kz"),
    ],
)
def test_an_address_is_known_without_what_stands_behind_its_plus(address, owner):
    assert owner_of(address) == owner


def test_a_line_ends_in_one_way():
    assert lines("а\r\nб\rв\n\r\n") == "а\nб\nв\n\n"
    assert PassageField(max_length=4).clean(" а\r\n\r\nб\r\n") == "а\n\nб"
