"""The council itself: three convocations, who sat in them, who came and went, its bodies."""

from collections.abc import Iterator
from datetime import date
from random import Random

from kenes.demo import names
from kenes.demo.days import THIRD_BEGAN, Line, chance
from kenes.demo.organs import DEPARTMENTS, NGOS

SECOND_BEGAN = date(2019, 4, 15)
COUNCIL, PRESIDIUM = "Общее заседание", "Президиум"
SEATS, CIVIL, AUTHORS = 38, 35, 18

CONVOCATIONS: list[Line] = [
    {"convocation": 1, "since": date(2016, 3, 21), "ended": SECOND_BEGAN},
    {"convocation": 2, "since": SECOND_BEGAN, "ended": THIRD_BEGAN},
    {"convocation": 3, "since": THIRD_BEGAN},
]

# General sittings that let members of the reserve list in, and the seats they took. One seat was
# vacated twice. The last decision falls after the years of the note.
ROTATIONS = (
    (date(2022, 11, 18), (22, 27)), (date(2023, 3, 15), (19, 31)),
    (date(2023, 6, 21), (24, 29, 33)), (date(2023, 11, 22), (21, 26)),
    (date(2024, 2, 28), (30, 32)), (date(2024, 6, 12), (22, 25, 28)), (date(2024, 10, 16), (23,)),
    (date(2025, 2, 26), (35,)),
)  # fmt: skip
LEFT_EARLY = date(2024, 9, 20)  # seat 35 stood empty over the turn of the year
GROUNDS = ("resigned", "absence", "service", "health", "resigned", "liquidation", "other")
SECOND_ROTATION = date(2021, 6, 16)
AGENCY_REPLACED = date(2023, 9, 6)

COMMISSIONS = (
    ("Коммуналдық инфрақұрылым, мобильділік, экология және қауіпсіздік комиссиясы",
     "Комиссия по коммунальной инфраструктуре, мобильности, экологии и безопасности",
     "Commission on infrastructure, mobility, ecology and safety"),
    ("Құрылыс, жер, қала құрылысы, энергетика және су комиссиясы",
     "Комиссия по строительству, земле, градостроительству, энергетике и воде",
     "Commission on building, land, energy and water"),
    ("Әлеуметтік қорғау, денсаулық сақтау және отбасы комиссиясы",
     "Комиссия по социальной защите, здравоохранению и семье",
     "Commission on social protection, health and family"),
    ("Білім, мәдениет, жастар және спорт комиссиясы",
     "Комиссия по образованию, культуре, молодёжи и спорту",
     "Commission on education, culture, youth and sport"),
    ("Экономика, бюджет, кәсіпкерлік және цифрландыру комиссиясы",
     "Комиссия по экономике, бюджету, предпринимательству и цифровизации",
     "Commission on economy, budget and digital services"),
)  # fmt: skip
COMMISSION = [ru for _kk, ru, _en in COMMISSIONS]
SECOND_ENDED = date(2021, 12, 31)
OLD_COMMISSIONS = (
    "Комиссия по городскому хозяйству (II созыв)",
    "Комиссия по социальным вопросам (II созыв)",
)
FLOOD = "Временная комиссия по подтоплениям"
CONTEST = "Временная комиссия по подготовке конкурса"
ECOLOGY, MOBILITY, YOUTH = (
    "Комитет по экологии и озеленению",
    "Комитет по городской мобильности",
    "Комитет по делам молодёжи и волонтёрству",
)
OLD_COMMITTEE, DIGITAL = "Комитет по связям с НПО (II созыв)", "Комитет по цифровой доступности"

_BODIES = (
    ("Жалпы отырыс", COUNCIL, "General sitting", "council", date(2016, 3, 21), None),
    ("Төралқа", PRESIDIUM, "Presidium", "presidium", date(2016, 3, 21), None),
    *((kk, ru, en, "commission", THIRD_BEGAN, None) for kk, ru, en in COMMISSIONS),
    ("Қала шаруашылығы комиссиясы (II шақырылым)", OLD_COMMISSIONS[0], "", "commission",
     SECOND_BEGAN, SECOND_ENDED),
    ("Әлеуметтік мәселелер комиссиясы (II шақырылым)", OLD_COMMISSIONS[1], "", "commission",
     SECOND_BEGAN, SECOND_ENDED),
    # It lived eighteen days: formed after one end of a month and abolished before the next.
    ("Су басу жөніндегі уақытша комиссия", FLOOD, "", "commission", date(2023, 2, 6),
     date(2023, 2, 24)),
    ("Конкурсты дайындау жөніндегі уақытша комиссия", CONTEST, "", "commission",
     date(2025, 2, 10), None),
    ("Экология және көгалдандыру комитеті", ECOLOGY, "", "committee", date(2022, 9, 5), None),
    ("Қалалық мобильділік комитеті", MOBILITY, "", "committee", date(2023, 2, 6),
     date(2024, 10, 16)),
    ("Жастар және еріктілер ісі комитеті", YOUTH, "", "committee", date(2023, 9, 4), None),
    ("ҮЕҰ-мен байланыс комитеті (II шақырылым)", OLD_COMMITTEE, "", "committee", SECOND_BEGAN,
     SECOND_ENDED),
    ("Цифрлық қолжетімділік комитеті", DIGITAL, "", "committee", date(2025, 2, 3), None),
)  # fmt: skip
BODIES: list[Line] = [
    {"title_kk": kk, "title_ru": ru, "title_en": en, "kind": kind, "since": since, "ended": ended}
    for kk, ru, en, kind, since, ended in _BODIES
]


class Roll:
    """Everyone who ever sat, and when; drawn once."""

    def __init__(self) -> None:
        self.people: list[Line] = []
        self.mandates: list[Line] = []
        self._dice = chance("people")
        self._names = names.names(self._dice)
        self._short: set[str] = set()
        self._seat_third(self._seat_second())

    def _person(self) -> str:
        drawn = next(self._names)
        line = {
            "title_ru": drawn.ru,
            "title_kk": drawn.kk if drawn.kk != drawn.ru else None,
            "sex": drawn.sex,
            "birth_year": self._dice.randint(1951, 1999),
        }
        if drawn.short_ru not in self._short:
            self._short.add(drawn.short_ru)
            line["aliases"] = drawn.short_ru
        self.people.append(line)
        return drawn.ru

    def _sit(self, convocation: int, seat: int, person: str, since: date, **more: object) -> None:
        line = {
            "convocation": convocation,
            "seat": seat,
            "person": person,
            "since": since,
            "decided": since,
        } | more
        self.mandates.append(line)

    def _seat_second(self) -> list[str]:
        """The convocation before; returns those of it who were chosen again."""
        stayed = []
        for seat in range(1, 38):
            person = self._person()
            early = seat == 7
            self._sit(
                2,
                seat,
                person,
                SECOND_BEGAN,
                ended=SECOND_ROTATION if early else THIRD_BEGAN,
                entered="agency" if seat > 34 else "contest",
                ground="resigned" if early else "term",
            )
            if 12 <= seat < 19:
                stayed.append(person)
        self._sit(
            2,
            7,
            self._person(),
            SECOND_ROTATION,
            ended=THIRD_BEGAN,
            entered="reserve",
            ground="term",
        )
        return stayed

    def _seat_third(self, stayed: list[str]) -> None:
        """The convocation of the note. Those who write weekly hold the first seats throughout."""
        left = _leavings()
        for seat in range(1, SEATS + 1):
            person = stayed.pop() if seat > AUTHORS and seat % 2 and stayed else self._person()
            civil = seat <= CIVIL
            # Each NGO holds one seat at most (PC art 9(4)).
            sender = dict(zip(range(3, CIVIL + 1, 3), NGOS, strict=False)).get(seat)
            self._sit(
                3,
                seat,
                person,
                THIRD_BEGAN,
                entered="contest" if civil else "agency",
                nominated_by=sender if civil else DEPARTMENTS[seat % 20],
                **_leaving(left, seat, self._dice),
            )
        for day, seats in ROTATIONS:
            for seat in seats:
                self._sit(
                    3,
                    seat,
                    self._person(),
                    day,
                    entered="reserve",
                    **_leaving(left, seat, self._dice),
                )
        self._sit(
            3,
            36,
            self._person(),
            AGENCY_REPLACED,
            entered="agency",
            nominated_by=DEPARTMENTS[36 % 20],
        )

    def holders(self, seats: range) -> list[str]:
        """The first holders of seats of the third convocation."""
        return [
            m["person"]
            for m in self.mandates
            if m["convocation"] == 3 and m["since"] == THIRD_BEGAN and m["seat"] in seats
        ]

    def members(self, day: date) -> list[str]:
        """Who was a member on a day."""
        return [
            m["person"]
            for m in self.mandates
            if m["since"] <= day and (m.get("ended") is None or m["ended"] > day)
        ]


def _leavings() -> dict[int, list[date]]:
    """Seat → the days on which its holders left, in order."""
    left: dict[int, list[date]] = {36: [AGENCY_REPLACED]}
    for day, seats in ROTATIONS:
        for seat in seats:
            left.setdefault(seat, []).append(LEFT_EARLY if seat == 35 else day)
    return left


def _leaving(left: dict[int, list[date]], seat: int, dice: Random) -> Line:
    if not left.get(seat):
        return {}
    return {
        "ended": left[seat].pop(0),
        "ground": "recalled" if seat == 36 else dice.choice(GROUNDS),
    }


ROLL = Roll()
SEAT_LINES: list[Line] = [
    {"convocation": convocation, "seat": seat, "quota": "civil" if seat <= civil else "state"}
    for convocation, seats, civil in ((2, 37, 34), (3, SEATS, CIVIL))
    for seat in range(1, seats + 1)
]


def commission_of(seat: int) -> int:
    """Every seat but the chair's belongs to one commission; the newcomer inherits it."""
    return (seat - 2) % len(COMMISSION)


def _offices() -> Iterator[Line]:
    chair, *heads = ROLL.holders(range(1, 7))
    for body in (COUNCIL, PRESIDIUM):
        yield {"body": body, "person": chair, "role": "chair", "since": THIRD_BEGAN}
    for head in [*heads, *ROLL.holders(range(38, 39))]:
        yield {"body": PRESIDIUM, "person": head, "role": "member", "since": THIRD_BEGAN}
    for held in ROLL.mandates:
        if held["convocation"] == 3 and held["seat"] > 1:
            leads = held["person"] in heads
            yield {
                "body": COMMISSION[commission_of(held["seat"])],
                "person": held["person"],
                "role": "chair" if leads else "member",
                "since": held["since"],
                "ended": held.get("ended"),
            }
    life = {line["title_ru"]: (line["since"], line["ended"]) for line in BODIES}
    for at, committee in enumerate((ECOLOGY, MOBILITY, YOUTH)):
        since, ended = life[committee]
        for place, person in enumerate(ROLL.holders(range(7 + 4 * at, 11 + 4 * at))):
            yield {
                "body": committee,
                "person": person,
                "role": "member" if place else "chair",
                "since": since,
                "ended": ended,
            }


OFFICES: list[Line] = list(_offices())


def of_body(body: str, day: date) -> list[str]:
    """The people of a body on a day; of the council itself, its members."""
    if body == COUNCIL:
        return ROLL.members(day)
    return [
        o["person"]
        for o in OFFICES
        if o["body"] == body and o["since"] <= day and (not o.get("ended") or o["ended"] > day)
    ]
