"""Numbers and the words beside them."""

import pytest

from kenes.report.agreement import last_word, plural, suffix


@pytest.mark.parametrize(
    ("value", "form"),
    [(0, 2), (1, 0), (2, 1), (4, 1), (5, 2), (11, 2), (12, 2), (14, 2), (21, 0), (22, 1), (61, 0),
     (101, 0), (111, 2), (112, 2), (795, 2), (891, 0), (1002, 1), (1011, 2), (1_000_000, 2)],
)  # fmt: skip
def test_russian_has_three_forms(value, form):
    assert plural(value, "ru") == form


@pytest.mark.parametrize(("value", "form"), [(0, 1), (1, 0), (2, 1), (11, 1), (21, 1), (101, 1)])
def test_english_has_two_forms_and_only_one_is_singular(value, form):
    assert plural(value, "en") == form


def test_a_kazakh_noun_stays_as_it_is():
    assert {plural(value, "kk") for value in range(200)} == {0}


@pytest.mark.parametrize(
    ("value", "word"),
    [(0, "нөл"), (7, "жеті"), (10, "он"), (20, "жиырма"), (61, "бір"), (100, "жүз"), (110, "он"),
     (160, "алпыс"), (200, "жүз"), (891, "бір"), (1000, "мың"), (1100, "жүз"), (5292, "екі"),
     (30_000, "мың"), (300_000, "мың"), (1_000_000, "миллион"), (2_000_100, "жүз"),
     (5_010_000, "мың"), (10_000_000, "миллион"), (3_000_000_000, "миллиард")],
)  # fmt: skip
def test_the_last_word_said(value, word):
    assert last_word(value) == word


# Each ending by hand: possessive, genitive, dative, accusative, locative, ablative, instrumental.
TABLE = {
    0: "і дің ге ді де ден мен",
    1: "і дің ге ді де ден мен",
    2: "сі нің ге ні де ден мен",
    3: "і тің ке ті те тен пен",
    4: "і тің ке ті те тен пен",
    5: "і тің ке ті те тен пен",
    6: "сы ның ға ны да дан мен",
    7: "сі нің ге ні де ден мен",
    8: "і дің ге ді де ден бен",
    9: "ы дың ға ды да дан бен",
    10: "ы ның ға ды да нан мен",
    20: "сы ның ға ны да дан мен",
    30: "ы дың ға ды да дан бен",
    40: "ы тың қа ты та тан пен",
    50: "і дің ге ді де ден мен",
    60: "ы тың қа ты та тан пен",
    70: "і тің ке ті те тен пен",
    80: "і нің ге ді де нен мен",
    90: "ы ның ға ды да нан мен",
    100: "і дің ге ді де ден бен",
    1000: "ы ның ға ды да нан мен",
    1_000_000: "ы ның ға ды да нан мен",
    1_000_000_000: "ы тың қа ты та тан пен",
}
ENDINGS = ("poss", "gen", "dat", "acc", "loc", "abl", "ins")


@pytest.mark.parametrize("value", TABLE)
def test_every_ending_of_the_words_numbers_end_in(value):
    assert " ".join(suffix(value, ending)[1:] for ending in ENDINGS) == TABLE[value]


@pytest.mark.parametrize("value", range(101))
def test_up_to_a_hundred_a_number_ends_as_its_last_word_does(value):
    alone = value if value in TABLE else value % 10

    assert " ".join(suffix(value, ending)[1:] for ending in ENDINGS) == TABLE[alone]


@pytest.mark.parametrize(
    ("value", "ending", "expected"),
    [(795, "poss", "-і"), (795, "dat", "-ке"), (6, "poss.abl", "-сынан"), (795, "poss.dat", "-іне"),
     (160, "poss.gen", "-ының"), (2, "poss.acc", "-сін"), (40, "poss.loc", "-ында"),
     (891, "poss.ins", "-імен"), (1_366, "gen", "-ның"), (5_292, "dat", "-ге")],
)  # fmt: skip
def test_endings_of_the_note(value, ending, expected):
    assert suffix(value, ending) == expected
