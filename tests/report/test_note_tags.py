"""The grammar of tags, and numbers no figure backs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kenes.core.refused import Refused
from kenes.report.agreement import CASES, FORMS
from kenes.report.note.tags import FigureTag, Literal, SpokenTag, parse, write
from kenes.report.note.unbacked import unbacked

CODES = st.from_regex(r"[a-z_]{1,8}\.[a-z_]{1,8}", fullmatch=True)
LETTERS = st.characters(exclude_characters="[]{}|\\", exclude_categories=["C", "Z"])
WORDS = st.text(LETTERS, min_size=1)


@st.composite
def figure_tags(draw, lang="ru"):
    share = draw(st.booleans())
    codes = draw(st.lists(CODES, min_size=2 if share else 1, max_size=2 if share else 3))
    forms = draw(st.one_of(st.just(()), st.tuples(*[WORDS] * FORMS[lang])))
    return FigureTag(
        codes=tuple(codes),
        letter=draw(st.sampled_from("ABCZ")),
        forms=forms,
        filters=tuple(draw(st.lists(st.tuples(st.from_regex(r"[a-z_]{1,8}", fullmatch=True),
            st.from_regex(r"[a-z0-9-]{1,8}", fullmatch=True)), max_size=2))),
        ending=draw(st.sampled_from(["", "poss", *CASES, "poss.dat"])),
        names=draw(st.sampled_from(["", "topic", "district"])),
        of=draw(st.booleans()),
        word=bool(forms) and draw(st.booleans()),
        share=share,
    )  # fmt: skip


@given(st.lists(figure_tags(), max_size=4))
def test_tags_written_and_read_are_the_same(tags):
    assert parse(write(tags), "ru") == tags


@given(st.text())
def test_text_without_double_brackets_stays_as_it_is(text):
    plain = text.replace("[[", "[ [").replace("{{", "{ {")
    plain = plain.replace("[[", "[ [").replace("{{", "{ {")

    assert parse(plain, "ru") == ([Literal(plain)] if plain else [])


@given(st.text(alphabet="[]{}<>&|*_# a1\"'"))
def test_any_words_can_be_said_literally(text):
    said = write([Literal(text)])

    assert parse(said, "kk") in ([Literal(text)], [] if not text else None)


def test_spoken_tags():
    assert parse("{{Period B}} – {{programme goal}}", "ru") == [
        SpokenTag("period", "B", capital=True),
        Literal(" – "),
        SpokenTag("programme", "goal"),
    ]


@pytest.mark.parametrize(
    "text",
    ["[[", "[[]]", "[[nonsense]]", "[[a.b c.d]]", "[[a.b +]]", "[[a.b | один | два]]",
     "[[a.b :wrong]]", "[[a.b word]]", "[[a.b % c.d % e.f]]", "{{nobody}}", "{{period BB}}",
     "{{programme}}", "{{day A}}", "{{period", "[[a.b | x | | z]]", "[[+ a.b]]"],
)  # fmt: skip
def test_a_tag_that_makes_no_sense_is_refused_by_name(text):
    with pytest.raises(Refused) as refused:
        parse(f"Всего {text}", "ru")

    assert text[:20] in str(refused.value)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("Решено 795 обращений из [[appeals.considered]].", ["795"]),
        ("За 2022–2024 годы, с 1 апреля 2023 года по 31 марта 2025 года", []),
        ("п. 3 статьи 23 Закона, пункты 4–6, приложение 2, № 383-V", []),
        ("2025 жылғы 3 сәуір, 23-баптың 2-тармағы, 1-кесте", []),
        ("On 3 April 2025, article 21(2), COVID-19", []),
        ("03.04.2025; 12/05/2024", []),
        ("5 292 человека и 1,5 млн тенге", ["5 292", "1,5"]),
        ("5 2022 человека", ["5"]),
        ("1) первое\n2) второе", []),
        ("[[appeals.resolved | дело 7 | дела | дел]]", []),
        ("{{period B}} [[events.platforms B]]", []),
    ],
)
def test_a_number_typed_by_hand_is_told(text, digits):
    assert [warned.digits for warned in unbacked(text, "ru", 1)] == digits
