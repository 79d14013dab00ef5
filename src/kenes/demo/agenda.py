"""What stood on the agendas: questions, reports, and the procedure around them."""

from collections.abc import Iterator

from kenes.demo import organs, people
from kenes.demo.days import THIRD_BEGAN, A, Line, chance, number_of
from kenes.demo.hearings import HEARINGS
from kenes.demo.people import COUNCIL
from kenes.demo.sittings import SITTINGS, held
from kenes.demo.themes import Talk, topic

_DICE = chance("agenda")
_TALK = Talk(_DICE)
QUESTIONS = 61

_ROTATION = (
    "Резервтік тізім бойынша кеңес мүшелерін ротациялау туралы",
    "О ротации членов совета из резервного списка",
)
_FOUNDING = (
    ("Қоғамдық кеңес төрағасын сайлау туралы", "Об избрании председателя Общественного совета"),
    ("Комиссиялардың құрамын бекіту туралы", "Об утверждении составов комиссий"),
)
_ASKED = (
    ("Қала бюджетінің {year} жылғы атқарылуы туралы", "Об исполнении бюджета города за {year} год"),
    ("Келесі жылға арналған бюджет жобасы туралы", "О проекте бюджета города на следующий год"),
    ("Кеңестің {year} жылғы жұмыс жоспарын бекіту туралы",
     "Об утверждении плана работы совета на {year} год"),
    ("Кеңестің {year} жылғы есебі туралы", "Об отчёте Общественного совета за {year} год"),
    ("Қаланы дамыту бағдарламасының орындалуы туралы", "О выполнении программы развития города"),
    ("Қоғамдық мониторинг қорытындылары туралы", "Об итогах общественных мониторингов"),
    ("Ұсынымдардың орындалу барысы туралы", "О ходе исполнения рекомендаций совета"),
    ("Қалалық маслихат шешімдерінің жобалары туралы", "О проектах решений городского маслихата"),
    ("Азаматтардың жолданымдарын талдау туралы", "Об анализе обращений граждан"),
    ("Кеңес туралы ережеге өзгерістер енгізу туралы", "О внесении изменений в положение о совете"),
    ("Жылыту маусымына дайындық туралы", "О готовности города к отопительному сезону"),
    ("Көктемгі су тасқынына дайындық туралы", "О готовности города к паводковому периоду"),
)  # fmt: skip
_THEMED = (
    ("«{kk}»: қазіргі жағдай және шаралар туралы", "О положении дел и мерах по теме «{ru}»"),
    ("«{kk}» мәселесі бойынша тұрғындардың ұсыныстары туралы",
     "О предложениях жителей по теме «{ru}»"),
    ("«{kk}» бойынша жұмыс тобының қорытындысы туралы", "О выводах рабочей группы «{ru}»"),
)  # fmt: skip
_PROCEDURE = {
    "agenda": ("Күн тәртібін бекіту", "Утверждение повестки дня"),
    "minutes": ("Алдыңғы отырыстың хаттамасын бекіту", "Утверждение протокола прошлого заседания"),
    "miscellaneous": ("Әртүрлі", "Разное"),
}


class Agenda:
    """The items of one sitting, in their order."""

    def __init__(self, sitting: Line) -> None:
        self.sitting = sitting
        self.items: list[Line] = []

    def put(self, kind: str, title: tuple[str, str], *, taken_up: bool = True) -> int:
        """Add an item; returns its position."""
        self.items.append(
            {
                "sitting": number_of(self.sitting, "on"),
                "position": len(self.items) + 1,
                "kind": kind,
                "title_kk": title[0],
                "title_ru": title[1],
                "taken_up": taken_up,
            }
        )
        return len(self.items)


def _question(year: int) -> tuple[str, str]:
    """A question of a year; the standing ones come back, the rest is about a theme."""
    if _DICE.random() < 0.3:
        kk, ru = _DICE.choice(_ASKED)
        return kk.format(year=year), ru.format(year=year)
    theme_kk, theme_ru = _TALK.theme(topic(_DICE))
    kk, ru = _DICE.choice(_THEMED)
    return kk.format(kk=theme_kk), ru.format(ru=theme_ru)


def _reports(sitting: Line) -> list[Line]:
    return [line for line in HEARINGS if line.get("of_sitting") is sitting]


def _report_title(agency: str) -> tuple[str, str]:
    return f"Есепті тыңдау: {organs.KAZAKH[agency]}", f"Заслушивание отчёта: {agency}"


def _set_questions() -> dict[str, list[tuple[str, str]]]:
    """Questions of each general sitting of the note's years; with the reports they make 61."""
    sat = held(COUNCIL, A)
    asked: dict[str, list[tuple[str, str]]] = {number_of(line, "on"): [] for line in sat}
    rotations = {day for day, _seats in people.ROTATIONS}
    for line in sat:
        if line["on"] == THIRD_BEGAN:
            asked[number_of(line, "on")] += _FOUNDING
        if line["on"] in rotations:
            asked[number_of(line, "on")].append(_ROTATION)
    reports = {number_of(line, "on"): len(_reports(line)) for line in sat}
    left = QUESTIONS - sum(reports.values()) - sum(len(each) for each in asked.values())
    for _ in range(left):
        fewest = min(len(each) + reports[key] for key, each in asked.items())
        key = _DICE.choice([k for k, each in asked.items() if len(each) + reports[k] == fewest])
        asked[key].append(_question(int(key.split("/")[1])))
    return asked


_ASKED_IN_A = _set_questions()


def _general(agenda: Agenda) -> None:
    sitting = agenda.sitting
    held_in_a = sitting["state"] == "held" and sitting["on"] in A
    agenda.put("agenda", _PROCEDURE["agenda"])
    if _DICE.random() < 0.4:
        agenda.put("minutes", _PROCEDURE["minutes"])
    for report in _reports(sitting):
        report["position"] = agenda.put("report", _report_title(report["agency"]))
    if held_in_a:
        asked = _ASKED_IN_A[agenda.items[0]["sitting"]]
    else:
        asked = [_question(sitting["on"].year) for _ in range(_DICE.choice((1, 2, 2)))]
    for question in asked:
        # Members who gathered without a quorum talk all the same; it counts for nothing.
        agenda.put("question", question, taken_up=sitting["state"] in ("held", "failed"))
    if _DICE.random() < 0.25:
        agenda.put("question", _question(sitting["on"].year), taken_up=False)
    if _DICE.random() < 0.5:
        agenda.put("miscellaneous", _PROCEDURE["miscellaneous"])


def _smaller(agenda: Agenda) -> None:
    """A presidium, a commission, a committee: reports first, then its own questions."""
    sitting = agenda.sitting
    for report in _reports(sitting):
        report["position"] = agenda.put("report", _report_title(report["agency"]))
    for _ in range(_DICE.choice((0, 1, 1, 2)) if agenda.items else 2):
        taken_up = sitting["state"] == "held" and _DICE.random() < 0.95
        agenda.put("question", _question(sitting["on"].year), taken_up=taken_up)
    if _DICE.random() < 0.3:
        agenda.put("miscellaneous", _PROCEDURE["miscellaneous"])


def _items() -> Iterator[Line]:
    for sitting in SITTINGS:
        agenda = Agenda(sitting)
        if sitting["body"] == COUNCIL:
            _general(agenda)
        else:
            _smaller(agenda)
        yield from agenda.items


ITEMS: list[Line] = list(_items())
for _heard in HEARINGS:
    if "of_sitting" in _heard:
        _heard["sitting"] = number_of(_heard["of_sitting"], "on")
