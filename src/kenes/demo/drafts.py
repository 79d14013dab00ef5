"""Draft acts that came for review, acts in force, and what was found wrong in them."""

from collections.abc import Iterator
from datetime import date

from kenes.demo import organs
from kenes.demo.days import FIRST, LAST, A, Line, after, chance, numbered, spread, working
from kenes.demo.people import COMMISSION

_DICE = chance("drafts")
REVIEWED_IN_A = 262

_ABOUT = (
    ("аялы мекенжайлардың тізбесін бекіту", "утверждении перечня адресов санитарной очистки"),
    ("жолаушылар тасымалының тарифін белгілеу", "установлении тарифа на перевозку пассажиров"),
    ("автотұрақтарды пайдалану қағидаларын бекіту", "утверждении правил пользования парковками"),
    ("көгалдандыру қағидаларына өзгерістер енгізу", "изменении правил озеленения"),
    ("жергілікті қоғамдастық жиынының регламенті", "регламенте собрания местного сообщества"),
    ("әлеуметтік көмек көрсету қағидаларын бекіту", "правилах оказания социальной помощи"),
    ("қоғамдық көлікте жеңілдікпен жүру", "льготном проезде в общественном транспорте"),
    ("тұрғын үй көмегін көрсету", "оказании жилищной помощи"),
    ("қоқыс шығару тарифтерін бекіту", "утверждении тарифов на вывоз отходов"),
    ("жануарларды ұстау мен серуендету қағидалары", "правилах содержания и выгула животных"),
    ("көше саудасы орындарын айқындау", "определении мест уличной торговли"),
    ("мектепке қабылдау аумағын бекіту", "закреплении территорий за школами"),
    ("мектепке дейінгі мемлекеттік тапсырыс", "государственном заказе на дошкольное воспитание"),
    ("бейбіт жиналыстар өткізілетін орындар", "местах для мирных собраний"),
    ("инженерлік желілердің күзет аймақтары", "охранных зонах инженерных сетей"),
    ("су қорғау аймақтарын белгілеу", "установлении водоохранных зон"),
    ("сыртқы жарнаманы орналастыру тәртібі", "порядке размещения наружной рекламы"),
    ("самокат тұрақтарын орналастыру", "размещении стоянок самокатов"),
    ("жылумен жабдықтау тарифі", "тарифе на теплоснабжение"),
    ("халық қатысатын бюджет қағидалары", "правилах бюджета народного участия"),
    ("МИБ-ке субсидия беру", "субсидировании ОСИ"),
    ("мәдени іс-шараларды өткізу қағидалары", "правилах проведения культурных мероприятий"),
    ("жер салығының мөлшерлемелері", "ставках земельного налога"),
    ("қаланы дамыту жоспары", "плане развития города"),
)  # fmt: skip
_FORMS = (
    ("act", "Қала әкімдігінің «{kk} туралы» қаулысының жобасы",
     "Проект постановления акимата города «О {ru}»"),
    ("act", "Қалалық мәслихаттың «{kk} туралы» шешімінің жобасы",
     "Проект решения городского маслихата «О {ru}»"),
    ("act", "«{kk} туралы» бұрынғы қаулыға өзгерістер жобасы",
     "Проект изменений в постановление «О {ru}»"),
    ("consultative", "«{kk} туралы» консультативтік құжат",
     "Консультативный документ регуляторной политики «О {ru}»"),
)  # fmt: skip


def _draft(concluded: date | None, outcome: str | None, received: date | None = None) -> Line:
    kk, ru = _DICE.choice(_ABOUT)
    kind, form_kk, form_ru = _DICE.choices(_FORMS, (5, 5, 3, 1))[0]
    developer = _DICE.choice(organs.DEPARTMENTS)
    line: Line = {"received": received, "title_kk": form_kk.format(kk=kk),
                  "title_ru": form_ru.format(ru=ru), "kind": kind, "developer": developer,
                  "commission": COMMISSION[organs.COMMISSION_OF[developer] - 1],
                  "concluded": concluded, "outcome": outcome}  # fmt: skip
    if outcome in ("remarks", "not_agreed"):
        line["remarks"] = _DICE.randint(1, 9)
    return line


def _drafts() -> Iterator[Line]:
    outcomes = ("agreed", "remarks", "not_agreed")
    for n, since, until in ((REVIEWED_IN_A, A.since, A.until), (31, FIRST, date(2021, 12, 24)),
                            (19, date(2025, 1, 6), LAST)):  # fmt: skip
        for day in spread(_DICE, n, since, until):
            outcome = _DICE.choices(outcomes, (9, 8, 2))[0]
            yield _draft(day, outcome, _before(day, _DICE.randint(3, 10)))
    # Received in one period, concluded in another: the conclusion decides.
    yield _draft(date(2025, 1, 8), "remarks", date(2024, 12, 26))
    # The ten working days ran out in silence, which the law takes for consent.
    for received in spread(_DICE, 34, FIRST, date(2025, 3, 10)):
        yield _draft(after(received, 10), "let_pass", received)
    for received in (date(2025, 3, 25), date(2025, 3, 27), date(2025, 3, 28), date(2025, 4, 1),
                     date(2025, 4, 2)):  # fmt: skip
        yield _draft(None, None, received)


def _before(day: date, n: int) -> date:
    for _ in range(n):
        day = working().previous_working(day)
    return day


DRAFTS: list[Line] = numbered(_drafts(), "received")

_LAW_KK, _LAW = "«Қоғамдық кеңестер туралы» Заң", "Закон «Об общественных советах»"
_CONTROL_KK, _CONTROL = "«Қоғамдық бақылау туралы» Заң", "Закон «Об общественном контроле»"
_MODEL_KK, _MODEL = "Қоғамдық кеңес туралы үлгілік ереже", "Типовое положение об общественном совете"
_STATUTE_KK, _STATUTE = "Қалалық Қоғамдық кеңес туралы ереже", "Положение о городском Общественном совете"
_GREEN_KK, _GREEN = "Қаланы көгалдандыру қағидалары", "Правила озеленения города"
_OSI_KK, _OSI = "Тұрғын үй көмегін көрсету қағидалары", "Правила оказания жилищной помощи"
ACTS: list[Line] = [
    {"title_kk": kk, "title_ru": ru}
    for kk, ru in ((_LAW_KK, _LAW), (_CONTROL_KK, _CONTROL), (_MODEL_KK, _MODEL),
                   (_STATUTE_KK, _STATUTE), (_GREEN_KK, _GREEN), (_OSI_KK, _OSI))
]  # fmt: skip
# First of all the acts that govern the council itself.
_FOUND = (
    (date(2021, 10, 5), _STATUTE, "п. 12", "outdated", "Ережеде алты комиссия аталған, олар таратылған",
     "В положении названы шесть комиссий, которых уже нет"),
    (date(2022, 9, 14), _LAW, "ст. 13", "gap", "Отырыс шақыру мерзімі белгіленбеген",
     "Не установлен срок, за который созывают заседание"),
    (date(2022, 9, 14), _LAW, "ст. 5(2)", "gap", "Жауап бермеген орган үшін салдар жоқ",
     "Для органа, который не ответил, нет последствий"),
    (date(2022, 12, 7), _LAW, "ст. 12", "gap", "Төрағаның орынбасары туралы норма жоқ",
     "Нет нормы о заместителе председателя"),
    (date(2023, 3, 22), _MODEL, "п. 4", "unclear", "Жұмыс тобының саны қалай есептелетіні түсініксіз",
     "Неясно, как считается численность рабочей группы"),
    (date(2023, 3, 22), _STATUTE, "п. 21", "contradiction",
     "Кворум жартысы деп көрсетілген, заңда үштен екі", "Кворум указан как половина, а в законе две трети"),
    (date(2023, 9, 13), _STATUTE, "п. 34", "gap", "Қашықтан дауыс беру тәртібі жоқ",
     "Нет порядка дистанционного голосования"),
    (date(2024, 4, 17), _CONTROL, "ст. 13(4)", "contradiction",
     "Он жұмыс күні мен бір ай мерзімі қайшы келеді", "Срок в десять рабочих дней расходится с месяцем"),
    (date(2024, 4, 17), _CONTROL, "ст. 12(5)", "unclear", "«Сол объект» ұғымы ашылмаған",
     "Не раскрыто понятие «тот же объект»"),
    (date(2024, 6, 5), _GREEN, "п. 18", "gap", "Ағаш кесуді талқылау мерзімі жоқ",
     "Нет срока обсуждения вырубки деревьев"),
    (date(2024, 10, 9), _OSI, "п. 7", "outdated", "Таратылған органға сілтеме бар",
     "Есть ссылка на упразднённый орган"),
    (date(2025, 2, 19), _LAW, "ст. 9(8)", "contradiction", "Мерзім туралы сөйлем жоқ, бірақ 15-1-бап соған сілтейді",
     "Предложения о сроке нет, а статья 15-1 на него ссылается"),
)  # fmt: skip
FINDINGS: list[Line] = numbered(
    ({"found": found, "act": act, "article": article, "kind": kind, "title_kk": kk, "title_ru": ru}
     for found, act, article, kind, kk, ru in _FOUND),
    "found",
)  # fmt: skip
