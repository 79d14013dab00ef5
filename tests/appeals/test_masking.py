"""What tells who a person is, is found in written texts; and little else is."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kenes.appeals.masking import Kind, check_holds, finds, mask

APPLICANT = "Сейткали Айгуль Маратқызы"
# The language, the text, every datum in it that must not be read, what must be left to be read.
TEXTS = [
    (
        "ru",
        "Я, Сейткали Айгуль Маратовна, живу по адресу ул. Абая, д. 10, кв. 5. "
        "Тел. 8 701 234 56 78.",
        ("Сейткали", "Айгуль", "Маратовна", "Абая", "10", "кв. 5", "701", "56 78"),
        ("живу по адресу",),
    ),
    (
        "ru",
        "Сосед Петров И. С. ставит машину 123 ABC 02 на газон. Жалоба на Кузнецова уже была.",
        ("Петров", "И. С.", "123 ABC 02", "Кузнецова"),
        ("Сосед", "ставит машину", "на газон", "Жалоба на", "уже была"),
    ),
    (
        "ru",
        "Мой ИИН 850101300123, почта aigul@example.kz, счёт KZ12 345A BCD6 7890 1234.",
        ("850101300123", "aigul", "example.kz", "KZ12", "7890 1234"),
        ("Мой ИИН", "почта"),
    ),
    (
        "ru",
        "Врач Ирина Викторовна не приняла мужа, Нурлана Ахметова. Звоните: +7 (777) 123-45-67.",
        ("Ирина", "Викторовна", "Нурлана", "Ахметова", "777", "123-45-67"),
        ("Врач", "не приняла мужа", "Звоните"),
    ),
    (
        "ru",
        "Дом в мкр Аксай-4, дом 33, кв. 12 не отапливается. Карта 4400 4301 2345 6789.",
        ("Аксай-4", "33", "кв. 12", "4400", "6789"),
        ("не отапливается",),
    ),
    (
        "ru",
        "Собака Сергея Николаевича Орлова кусает детей. "
        "Он живёт на проспекте Достык 45, квартира 7.",
        ("Сергея", "Николаевича", "Орлова", "Достык 45", "квартира 7"),
        ("Собака", "кусает детей", "живёт"),
    ),
    (
        "ru",
        "Айгуль Сейткали просит ответить. Номер Сейткали Айгулью оставлен: 87771234567.",
        ("Айгуль", "Сейткали", "87771234567"),
        ("просит ответить",),
    ),
    (
        "ru",
        "Директор А. Б. Жумабаев отказал. Машина A 123 BCD. Жду ответа от Е. Омарова.",
        ("Жумабаев", "A 123 BCD", "Омарова"),
        ("Директор", "отказал", "Жду ответа"),
    ),
    (
        "ru",
        "Лицевой счёт 1234567 на имя Ольги Ким. Телефон: 272-33-44.",
        ("1234567", "Ольги", "Ким", "272-33-44"),
        ("на имя",),
    ),
    (
        "kk",
        "Мен, Ахметов Ерлан Серікұлы, Абай көшесі, 10 үй, 5 пәтерде тұрамын. "
        "Көршім Гүлнара Жұмабаева түнде шулайды. ЖСН: 900515400123. Тел: +7 (777) 123-45-67",
        (
            "Ахметов",
            "Ерлан",
            "Серікұлы",
            "Абай",
            "10 үй",
            "5 пәтер",
            "Гүлнара",
            "Жұмабаева",
            "900515400123",
            "123-45-67",
        ),
        ("Мен,", "тұрамын", "Көршім", "түнде шулайды", "ЖСН"),
    ),
    (
        "kk",
        "Ерлан Серікұлының көлігі 777 KKK 02 аулада тұр. Нұрланға айттық.",
        ("Ерлан", "Серікұлының", "777 KKK 02", "Нұрланға"),
        ("көлігі", "аулада тұр", "айттық"),
    ),
    (
        "kk",
        "Сейткали Айгульге жауап бермеді. Достық даңғылы 12, 3-пәтер. Пошта: a.b@mail.example.kz",
        ("Сейткали", "Айгульге", "Достық", "3-пәтер", "a.b@", "example.kz"),
        ("жауап бермеді",),
    ),
    (
        "kk",
        "Дәрігер Динара Асқарқызы қабылдамады, Б. Омаров та келмеді. Картам 4400430123456789.",
        ("Динара", "Асқарқызы", "Омаров", "4400430123456789"),
        ("Дәрігер", "қабылдамады", "келмеді"),
    ),
]
# Nothing here is anybody's: places, schools, days, sums, laws.
OPEN = [
    "У школы № 12 на улице Сатпаева нет перехода. Прошу Медеуский район принять меры.",
    "На улице Абая 3 дня нет света. Остановка Магазин на Сейфуллина закрыта.",
    "С 12.03.2025 по 20.03.2025 воды не было. Потрачено 250 000 тенге, это 15 % бюджета.",
    "Управление городской мобильности не ответило. Закон № 354-VI, статья 5, пункт 12.",
    "В парке имени Панфилова и в Казахстане вообще мало скамеек. Просим Вас помочь.",
    "Балабақша жанында жол тазаланбайды, Достық даңғылындағы аялдама бұзылған.",
    "Әуезов ауданы әкімдігі үш күн жауап бермеді. Абай даңғылында жарық жоқ.",
    "2025 жылы 15 шілдеде № 72 мектепте су болмады. Бағдарлама 120 000 теңге тұрады.",
    "Ұлы Отан соғысы ардагерлері саябағында жарық жоқ.",
]


@pytest.mark.parametrize(("language", "text", "hidden", "left"), TEXTS)
def test_every_datum_is_masked(language, text, hidden, left):
    said = mask(text, language, APPLICANT)
    assert [each for each in hidden if each in said] == []
    assert [each for each in left if each not in said] == []


def test_little_else_is_masked():
    assert [mask(text, "ru") for text in OPEN] == OPEN


def test_the_word_in_brackets_is_of_the_language_of_the_text():
    assert mask("Пишите на a@example.kz", "ru") == "Пишите на [почта]"
    assert mask("Поштам a@example.kz", "kk") == "Поштам [пошта]"


def test_an_iin_and_a_bin_are_known_by_their_check():
    assert (check_holds("850101300123"), check_holds("999999999991")) == (False, False)
    valid = next(f"99999999999{last}" for last in range(10) if check_holds(f"99999999999{last}"))
    assert [each.kind for each in finds(f"дело {valid}")] == [Kind.NUMBER]
    # Mistyped, it still tells the day of birth; called an IIN, it is one.
    assert [each.kind for each in finds("дело 850101300123")] == [Kind.NUMBER]
    assert finds("дело 999999999991") == []
    assert [each.kind for each in finds("БИН 999999999991")] == [Kind.NUMBER]


@given(st.integers(0, 10**11 - 1))
def test_of_ten_last_digits_one_at_most_is_the_check(number):
    digits = f"{number:011}"
    assert sum(check_holds(f"{digits}{last}") for last in range(10)) <= 1


@given(st.text(max_size=300))
def test_whatever_is_written_finds_lie_apart_and_in_order(text):
    found = finds(text, "Сейткали Айгуль")
    assert all(each.start < each.end for each in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


@given(st.sampled_from([text for _language, text, _hidden, _left in TEXTS]))
def test_what_is_masked_once_is_masked_enough(text):
    once = mask(text, "ru", APPLICANT)
    assert mask(once, "ru", APPLICANT) == once
