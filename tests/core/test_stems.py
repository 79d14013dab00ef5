"""Forms of one word meet in one stem, in both languages."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kenes.core.stems import kazakh, of_word, russian, stems

FORMS = [
    (lemma, form)
    for line in Path(__file__).with_name("kazakh_forms.txt").read_text().splitlines()
    for lemma, _colon, forms in [line.partition(":")]
    for form in forms.split()
]


def test_written_kazakh_forms_reach_the_stem_of_their_word():
    strayed = [(lemma, form) for lemma, form in FORMS if kazakh(form) != kazakh(lemma)]
    assert len(FORMS) >= 500
    assert len(strayed) <= 0.05 * len(FORMS), strayed


def test_different_words_keep_different_stems():
    found = {kazakh(lemma) for lemma, _form in FORMS}
    assert len(found) == len({lemma for lemma, _form in FORMS})


@pytest.mark.parametrize(
    ("word", "form"),
    [("дорога", "дорогами"), ("крыша", "крышей"), ("школа", "школах"), ("тёмный", "темная")],
)
def test_russian_forms(word, form):
    assert russian(word) == russian(form)


def test_a_word_tells_its_language_by_its_letters():
    assert of_word("жолға") == (kazakh("жолға"),)
    assert of_word("площадка") == (russian("площадка"),)
    assert of_word("работали") == (russian("работали"), kazakh("работали"))


def test_a_text_is_stemmed_word_by_word():
    assert stems("Қоқысты, 12-үйдің!") == [kazakh("қоқыс"), "12", kazakh("үй")]


@given(st.text())
def test_any_text_has_stems(text):
    assert all(stems(text))
