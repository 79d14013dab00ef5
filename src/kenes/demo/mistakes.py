"""What was entered by mistake in every register, and struck when it was noticed."""

from datetime import date, time

from kenes.demo import organs
from kenes.demo.days import THIRD_BEGAN, A, Line, number_of
from kenes.demo.hearings import HEARINGS
from kenes.demo.journals import Journals
from kenes.demo.organs import MASLIKHAT
from kenes.demo.people import COUNCIL, ECOLOGY, PRESIDIUM, ROLL
from kenes.demo.places import BEYOND
from kenes.demo.publications import SILENT
from kenes.demo.recommendations import POINTS, RECOMMENDATIONS
from kenes.demo.sittings import held

DECLINED = "Нарбаев Еркебулан Хамитович"
TWIN, TWIN_COMMITTEE = "Комиссия по экологии и воздуху", "Комитет по воздуху"
_NO_REPORT = organs.RARE[0]
_NEVER_HEARD = next(
    name for name in organs.SUBORDINATE
    if name not in {h["agency"] for h in HEARINGS if h.get("heard") and h["heard"] in A}
)  # fmt: skip
_MEMBER = ROLL.holders(range(3, 4))[0]
# A month in which the committee did not sit at all.
_EMPTY_MONTH = next(
    date(2023, month, 20) for month in range(1, 13)
    if not any(s["on"].month == month and s["on"].year == 2023 for s in held(ECOLOGY))
)  # fmt: skip

REASONS = {
    "mandates": "Кандидат отказался войти в совет; внесено до решения заседания",
    "bodies": "Дубликат: такой орган не образован",
    "events": "Внесено дважды",
    "problems": "Записано не с того мероприятия",
    "sittings": "Внесено дважды, номер протокола уже занят",
    "items": "Вопрос другого заседания",
    "hearings": "Внесено дважды",
    "public_hearings": "Это было обсуждение, а не слушания",
    "monitorings": "Внесено дважды",
    "drafts": "Тот же проект пришёл двумя письмами",
    "findings": "Норма изменена до проверки",
    "appeals": "Письмо зарегистрировано дважды",
    "recommendations": "Черновик, не принят советом",
    "urgent": "Внесено дважды",
    "surveys": "Опрос проводил не совет",
    "posts": "Ссылка не открывается",
}


def _event(kind: str, day: date, **more: object) -> Line:
    return {
        "kind": kind,
        "on": day,
        "at": time(15),
        "title_kk": "Екінші рет енгізілді",
        "title_ru": f"Внесено дважды: {day:%d.%m.%Y}",
        "place": "зал акимата",
        "district": "Медеуский район",
        "topic": "Экология",
        "state": "held",
    } | more


def _sittings() -> list[Line]:
    doubled = [
        (COUNCIL, date(2023, 5, 18)),
        (PRESIDIUM, date(2023, 5, 11)),
        (TWIN, date(2023, 5, 16)),
        (ECOLOGY, _EMPTY_MONTH),
    ]
    return [
        {
            "no": 900 + at,
            "body": body,
            "on": day,
            "at": time(15),
            "title_kk": "Отырыс",
            "title_ru": f"Внесено дважды: {body}",
            "state": "held",
            "seats": 9,
            "quorum": 6,
            "present": 7,
        }
        for at, (body, day) in enumerate(doubled)
    ]


_SITTINGS = _sittings()
_ON_PAPER = number_of(_SITTINGS[2], "on")


def _items() -> list[Line]:
    """One question too many on a real agenda; and the items under which reports were doubled."""
    real = number_of(held(COUNCIL, A)[12], "on")
    title = {"title_kk": "Басқа отырыстың мәселесі", "title_ru": "Вопрос другого заседания"}
    return [
        {"sitting": real, "position": 20, "kind": "question"} | title,
        *({"sitting": _ON_PAPER, "position": at + 1, "kind": "report"} | title for at in range(5)),
    ]


def _hearings() -> list[Line]:
    agencies = (organs.CITY_AKIMAT, _NO_REPORT, _NEVER_HEARD, *organs.DEPARTMENTS[:2])
    day = _SITTINGS[2]["on"]
    return [
        {
            "agency": agency,
            "planned": day,
            "heard": day,
            "sitting": _ON_PAPER,
            "position": at + 1,
            "verdict": "accepted",
            "mark": 4,
            "state": "heard",
            "no": 900 + at,
        }
        for at, agency in enumerate(agencies)
    ]


def led_to() -> dict[str, str]:
    """Doubled report → the paper it was linked to: one sent within the years, one not yet."""
    sent = next(p for p in POINTS if p.get("sent") and p["sent"] in A)
    heard = {number_of(h, "planned"): h for h in HEARINGS}
    waiting = next(
        r
        for r in RECOMMENDATIONS
        if r.get("from_hearing")
        and heard[r["from_hearing"]]["heard"] in A
        and not any(p.get("sent") for p in POINTS if p["recommendation"] == number_of(r, "adopted"))
    )
    return {
        organs.DEPARTMENTS[0]: _full(sent["recommendation"]),
        organs.DEPARTMENTS[1]: _full(number_of(waiting, "adopted")),
    }


def _full(number: str) -> str:
    no, year = number.split("/")
    return f"{year}-{int(no):04d}"


def _appeal(day: int, **became: date) -> Line:
    return {
        "received": date(2023, 6, day),
        "channel": "mail",
        "kind": "application",
        "applicant": "Төлебергенов Ілияс",
        "contact": "+7 700 000 10 10",
        "topic": "Благоустройство",
        "district": "Медеуский район",
        "language": "ru",
        "text": "Прошу починить скамейки в сквере.",
        "applicant_kind": "person",
    } | became


# The number and the point of the struck paper to which a check and a later day belong.
ADVISED = ("2023-0900", 5)


def _points() -> list[Line]:
    day = date(2023, 7, 5)
    told: tuple[Line, ...] = (
        {"sent": day},
        {"sent": day, "answered": date(2023, 7, 20), "answer": "accepted"},
        {
            "sent": day,
            "answered": date(2023, 7, 20),
            "answer": "accepted",
            "closed": date(2023, 9, 1),
            "closing": "implemented",
        },
        {},
        *(
            {"sent": day, "answered": date(2023, 8, 21), "answer": answer}
            for answer in ("partly", "rejected", "beyond", "hollow")
        ),
        {
            "sent": day,
            "answered": date(2023, 7, 20),
            "answer": "partly",
            "closed": date(2023, 9, 1),
            "closing": "not_implemented",
        },
    )
    return [
        {
            "recommendation": "900/2023",
            "ordinal": at,
            "addressee": organs.DEPARTMENTS[0],
            "text_kk": "Жоба",
            "text_ru": "Черновик",
            "prepared": date(2023, 7, 3),
        }
        | course
        for at, course in enumerate(told, start=1)
    ]


_HELD = {"participants": _MEMBER}
JOURNALS: Journals = {
    "people": [{"title_ru": DECLINED, "title_kk": "Нарбаев Еркебұлан Хамитұлы", "sex": "man"}],
    "mandates": [{"convocation": 3, "seat": 35, "person": DECLINED, "since": date(2024, 10, 16),
                  "ended": date(2024, 10, 30), "entered": "reserve", "ground": "other",
                  "decided": date(2024, 10, 16)}],
    "bodies": [{"title_ru": TWIN, "title_kk": "Экология және ауа комиссиясы", "kind": "commission",
                "since": THIRD_BEGAN},
               {"title_ru": TWIN_COMMITTEE, "title_kk": "Ауа комитеті", "kind": "committee",
                "since": date(2023, 3, 1)}],
    "events": [
        _event("platform", date(2024, 3, 14), district=BEYOND, members=3, residents=11),
        _event("round_table", date(2023, 5, 24), coorganisers=MASLIKHAT),
        _event("akim_meeting", date(2023, 9, 7), **_HELD, akim_of=organs.CITY_AKIMAT),
        *(_event(kind, date(2023, 10, 4 + at)) for at, kind in enumerate(
            ("seminar", "reception", "training", "budget_review", "recommendation_review",
             "other"))),
    ],
    "problems": [{"event": "3/2023", "text_kk": "Басқа жиында айтылған", "voice": "resident",
                  "text_ru": "Сказано на другой встрече", "topic": "Экология"}],
    "sittings": _SITTINGS,
    "items": _items(),
    "hearings": _hearings(),
    "public_hearings": [{"on": date(2023, 12, 7), "title_kk": "Тыңдау", "title_ru": "Слушания",
                         "topic": "Экология"}],
    "monitorings": [{"on": date(2023, 8, 17), "title_kk": "Мониторинг", "title_ru": "Мониторинг",
                     "object_kk": "№ 5 қалалық емхана", "object_ru": "Городская поликлиника № 5",
                     "coorganisers": MASLIKHAT}],
    "drafts": [{"received": date(2023, 4, 3), "title_kk": "Жоба", "title_ru": "Проект правил",
                "developer": organs.DEPARTMENTS[3], "concluded": date(2023, 4, 12),
                "outcome": "agreed"}],
    "findings": [{"found": date(2023, 2, 1), "act": "Правила озеленения города", "kind": "gap",
                  "title_kk": "Норма жоқ", "title_ru": "Нет нормы", "article": "п. 3"}],
    "appeals": [_appeal(1, resolved_on=date(2023, 6, 9)), _appeal(2, explained_on=date(2023, 6, 9)),
                _appeal(5, refused_on=date(2023, 6, 9)), _appeal(6),
                _appeal(7, returned_on=date(2023, 6, 8))],
    "recommendations": [{"no": 900, "adopted": date(2023, 7, 3), "title_kk": "Жоба",
                         "title_ru": "Черновик рекомендаций"}],
    "points": _points(),
    "urgent": [{"raised": date(2023, 3, 2), "settled": date(2023, 3, 3), "title_kk": "Екінші рет",
                "title_ru": "Внесено дважды", "agency": organs.DEPARTMENTS[11]}],
    "surveys": [{"title_kk": "Бөгде сауалнама", "title_ru": "Чужой опрос",
                 "from": date(2023, 5, 2), "until": date(2023, 5, 12)}],
    "posts": [{"posted": date(2023, 5, 3), "channel": "Сайт совета", "title_ru": "Нет страницы",
               "link": "https://kenes.example/lost"},
              {"posted": date(2023, 5, 3), "channel": SILENT.title_ru, "title_ru": "Нет страницы",
               "link": "https://pages.example/lost"}],
}  # fmt: skip
