"""Appeals of citizens and organisations, and what became of each."""

from collections.abc import Iterator
from datetime import date

from kenes.demo import names, organs
from kenes.demo.days import FIRST, LAST, A, Line, after, chance, number_of, numbered, spread
from kenes.demo.issues import issue
from kenes.demo.people import COMMISSION, OLD_COMMISSIONS, SECOND_ENDED
from kenes.demo.places import address, district
from kenes.demo.said import written
from kenes.demo.themes import Talk, topic

_DICE = chance("appeals")
_TALK = Talk(_DICE)
# What became by the last day of 2024 of the 934 appeals received in the three years.
SOLVED, EXPLAINED, IN_WORK = 795, 71, 25
NOT_TAKEN_UP = {"forwarded": 17, "returned": 8, "terminated": 6, "withdrawn": 5, "merged": 7}
# Of those solved, so many were opened again in 2025; that changes nothing in the years before.
REOPENED = 4

_OPENINGS = {
    "kk": ("Құрметті кеңес мүшелері!", "Сәлеметсіздер ме!", "Көмек сұраймыз.",
           "Екінші рет жазып отырмын.", ""),
    "ru": ("Уважаемые члены совета!", "Здравствуйте!", "Просим помочь.",
           "Обращаюсь второй раз.", ""),
}  # fmt: skip
_CLOSINGS = {
    "kk": ("Шара қолдануыңызды өтінемін.", "Орнына келіп көріңіздер.", "Жазбаша жауап күтемін.",
           "Көршілердің қолы қоса беріледі: {n}.", "Басқармаға екі рет жаздық, жауап жоқ.", ""),
    "ru": ("Прошу принять меры.", "Приезжайте и посмотрите сами.", "Жду письменного ответа.",
           "Подписи соседей прилагаю: {n}.", "Дважды писали в управление, ответа нет.", ""),
}  # fmt: skip
# Letters that complain of nothing.
_SHORT = {
    "proposal": ("Ұсыныс: «{theme}» бойынша тұрғындар тобын құрып, жоспарды бірге талқылайық.",
                 "Предлагаю создать группу жителей по теме «{theme}» и вместе обсудить план."),
    "request": ("«{theme}» бойынша биыл қандай жұмыс жоспарланғанын хабарлауыңызды сұраймын.",
                "Прошу сообщить, что запланировано в этом году по теме «{theme}»."),
    "response": ("Кеңеске рақмет: «{theme}» бойынша мәселеміз алға жылжыды.",
                 "Спасибо совету: по теме «{theme}» дело сдвинулось."),
}  # fmt: skip
_FIRMS = (
    "ТОО «Жеті су нан»", "ИП «Шеберхана»", "ТОО «Бағдар Сервис»", "ТОО «Көктем Строй»",
    "ИП «Алтын ине»", "ТОО «Дала Логистик»",
)  # fmt: skip


def _applicant(dice_kind: str, language: str) -> str:
    if dice_kind == "firm":
        return _DICE.choice(_FIRMS)
    if dice_kind == "ngo":
        return _DICE.choice(organs.NGOS)
    drawn = names.name(_DICE, _DICE.choice(("man", "woman")))
    own = drawn.kk if language == "kk" else drawn.ru
    if dice_kind == "group":
        return f"{own} және көршілері" if language == "kk" else f"{own} и соседи"
    return own


def _commission(about: str, received: date) -> str:
    agency = organs.ANSWERS_FOR[about][0]
    if received <= SECOND_ENDED:
        return OLD_COMMISSIONS[organs.COMMISSION_OF[agency] % 2]
    return COMMISSION[organs.COMMISSION_OF[agency] - 1]


def _text(asked: str, about: str, language: str, month: int) -> str:
    """What the letter says: a trouble with its place, or what its kind makes of a theme."""
    own = 0 if language == "kk" else 1
    if asked in _SHORT:
        return _SHORT[asked][own].format(theme=_TALK.theme(about)[own])
    said = issue(_DICE, about, month)[own]
    around = (_DICE.choice(_OPENINGS[language]), said, _DICE.choice(_CLOSINGS[language]))
    return " ".join(part for part in around if part).format(n=_DICE.randint(8, 140))


def _appeal(received: date) -> Line:
    """One appeal as it came in; what became of it is told by the caller."""
    language = _DICE.choices(("ru", "kk"), (11, 9))[0]
    kind = _DICE.choices(("person", "group", "firm", "ngo"), (78, 13, 5, 4))[0]
    about = topic(_DICE)
    asked = _DICE.choices(
        ("application", "complaint", "report", "proposal", "request", "response"),
        (40, 26, 18, 9, 5, 2),
    )[0]
    line: Line = {
        "received": received,
        "channel": _DICE.choices(
            ("portal", "mail", "paper", "oral", "member", "state_system"), (30, 18, 14, 12, 10, 16)
        )[0],
        "kind": asked,
        "language": language,
        "applicant_kind": kind,
        "applicant": _applicant(kind, language),
        "contact": names.phone(_DICE),
        "address": address(_DICE, language),
        "topic": about,
        "district": None if _DICE.random() < 0.03 else district(_DICE),
        "commission": _commission(about, received),
        "agency": _DICE.choice(organs.ANSWERS_FOR[about]),
        "text": _text(asked, about, language, received.month),
    }
    if asked not in _SHORT:
        line["text"] = written(language, about, line["district"], line["text"])
    return line


def _fate(line: Line, outcome: str, *, by: date | None = None) -> Line:
    """What became of an appeal, on working days after it came; never later than `by`."""
    received = line["received"]
    if outcome == "registered":
        return line
    if outcome == "in_work":
        return line | ({"taken_on": after(received, 1)} if _DICE.random() < 0.8 else {})
    if outcome in NOT_TAKEN_UP:
        return line | {f"{outcome}_on": _until(after(received, _DICE.randint(1, 3)), by)}
    taken = _until(after(received, _DICE.choice((0, 1, 1, 2))), by)
    done = _until(after(taken, _DICE.choices((5, 9, 13, 15, 28), (2, 4, 5, 4, 1))[0]), by)
    return line | {"taken_on": taken, f"{outcome}_on": done}


def _until(day: date, by: date | None) -> date:
    return min(day, by) if by else day


def _in_a() -> Iterator[Line]:
    """The 934 of the three years. What is still in work at their end came late in them."""
    outcomes = ["resolved"] * SOLVED + ["explained"] * EXPLAINED
    outcomes += [name for name, n in NOT_TAKEN_UP.items() for _ in range(n)]
    early = spread(_DICE, len(outcomes), A.since, date(2024, 12, 20))
    for received, outcome in zip(early, _DICE.sample(outcomes, len(outcomes)), strict=True):
        yield _fate(_appeal(received), outcome, by=A.until)
    late = spread(_DICE, IN_WORK, date(2024, 11, 25), A.until)
    # Some were settled in the new year, one merged, one refused: at its turn they were open.
    later = ["resolved"] * 9 + ["explained"] * 3 + ["refused", "merged"] + ["in_work"] * 11
    for received, outcome in zip(late, later, strict=True):
        line = _fate(_appeal(received), outcome)
        for column in ("resolved_on", "explained_on", "refused_on", "merged_on"):
            if column in line:
                line[column] = after(A.until, _DICE.randint(3, 30))
        yield line


def _around() -> Iterator[Line]:
    """The year before and the months after."""
    usual = ["resolved"] * 60 + ["explained"] * 9 + ["refused"] * 3 + ["in_work"] * 4
    usual += ["forwarded"] * 4 + ["returned"] * 2 + ["terminated", "withdrawn", "merged"]
    for received, outcome in zip(
        spread(_DICE, len(usual), FIRST, date(2021, 12, 27)),
        _DICE.sample(usual, len(usual)),
        strict=True,
    ):
        yield _fate(_appeal(received), outcome)
    fresh = ["resolved"] * 38 + ["explained"] * 7 + ["refused"] * 2 + ["forwarded"] * 3
    fresh += ["returned", "withdrawn", "terminated", "merged"] + ["in_work"] * 6
    for received, outcome in zip(
        spread(_DICE, len(fresh), date(2025, 1, 3), date(2025, 2, 28)),
        _DICE.sample(fresh, len(fresh)),
        strict=True,
    ):
        yield _fate(_appeal(received), outcome, by=LAST)
    for received in spread(_DICE, 27, date(2025, 3, 3), LAST):
        yield _fate(_appeal(received), "in_work" if received < LAST else "registered")


def _appeals() -> list[Line]:
    lines = numbered([*_in_a(), *_around()], "received")
    solved = [line for line in lines if line.get("resolved_on") and line["received"] in A]
    for line in _DICE.sample([each for each in solved if each["resolved_on"] in A], REOPENED):
        line["reopened_on"] = date(2025, 1, 13 + _DICE.randint(0, 4))
    _end_after_an_answer(lines)
    _merge(lines)
    return lines


def _end_after_an_answer(lines: list[Line]) -> None:
    """One was answered, opened anew and then ended: it was answered in time and not considered."""
    ended = next(each for each in lines if each.get("terminated_on") and each["received"] in A)
    answered = after(ended["received"], 4)
    ended["explained_on"], ended["reopened_on"] = answered, after(answered, 3)
    ended["terminated_on"] = after(answered, 5)


def _merge(lines: list[Line]) -> None:
    """What was merged was merged into an earlier appeal that is still looked into."""
    kept: list[Line] = []
    for line in lines:
        if line.get("merged_on"):
            line["merged_into"] = number_of(kept[-_DICE.randint(1, min(9, len(kept)))], "received")
        elif line.get("taken_on"):
            kept.append(line)


APPEALS: list[Line] = _appeals()
