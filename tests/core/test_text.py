"""Words folded, so that what people type finds what stands in the register."""

import pytest

from kenes.core.text import fold


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
