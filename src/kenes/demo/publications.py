"""The council's own channels, members' pages, and what was posted on them."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from kenes.demo.agenda import ITEMS
from kenes.demo.days import THIRD_BEGAN, A, Line, chance, number_of, numbered
from kenes.demo.events import EVENTS
from kenes.demo.hearings import HEARINGS
from kenes.demo.organs import KAZAKH
from kenes.demo.people import COUNCIL, ROLL
from kenes.demo.sittings import held
from kenes.demo.themes import Talk, topic

_DICE = chance("publications")
_TALK = Talk(_DICE)
# The 1,366 posts of the three years, by what they told of.
SUBJECTS = {"sittings": 214, "reports": 322, "events": 566, "other": 264}
WEEKS = 137

_OWN = (
    ("Кеңес сайты", "Сайт совета", "site", "kenes.example", 6),
    ("Кеңестің Facebook парақшасы", "Страница совета в Facebook", "facebook", "fb.example", 5),
    ("Кеңестің Instagram парақшасы", "Страница совета в Instagram", "instagram", "ig.example", 5),
    ("Кеңестің Telegram арнасы", "Телеграм-канал совета", "telegram", "tg.example", 3),
    ("Кеңестің YouTube арнасы", "Канал совета на YouTube", "youtube", "yt.example", 1),
    ("«Қала шамы» газеті", "Газета «Қала шамы»", "press", "gazeta.example", 1),
)
_HOST = {ru: host for _kk, ru, _kind, host, _weight in _OWN}
_STORY_TITLE = ("Сторис: кеңес күні", "Сторис: день совета")


class Source:
    """Something to write about: its day and its name in both languages."""

    def __init__(self, day: date, kk: str, ru: str) -> None:
        self.day, self.kk, self.ru = day, kk, ru


def _sources(since: date, until: date) -> dict[str, list[Source]]:
    """What there was to tell of within some days, by subject."""
    heard = {number_of(s, "on"): s["on"] for s in held(COUNCIL) if since <= s["on"] <= until}
    found = {
        "sittings": [
            Source(heard[i["sitting"]], i["title_kk"], i["title_ru"])
            for i in ITEMS
            if i["sitting"] in heard and i["kind"] in ("question", "report")
        ],
        "reports": [
            Source(h["heard"], KAZAKH[h["agency"]], h["agency"])
            for h in HEARINGS
            if h["state"] == "heard" and since <= h["heard"] <= until
        ],
        "events": [
            Source(e["on"], e["title_kk"], e["title_ru"])
            for e in EVENTS
            if e["state"] == "held" and since <= e["on"] <= until
        ],
    }
    days = (until - since).days
    found["other"] = [
        Source(since + timedelta(days=_DICE.randint(0, days)), *_TALK.theme(topic(_DICE)))
        for _ in range(300)
    ]
    return found


_WORDS = {
    "sittings": (("Жалпы отырыста: {kk}", "На общем заседании: {ru}"),
                 ("Отырыс қорытындысы. {kk}", "Итоги заседания. {ru}"),
                 ("Не шешілді: {kk}", "Что решили: {ru}")),
    "reports": (("Есеп берді: {kk}", "Отчитались: {ru}"),
                ("{kk}: сұрақтар мен жауаптар", "{ru}: вопросы и ответы"),
                ("Кеңес есепті бағалады: {kk}", "Совет оценил отчёт: {ru}")),
    "events": (("{kk}: қалай өтті", "{ru}: как это было"), ("{kk}. Қорытындысы", "{ru}. Итоги"),
               ("Фотоесеп: {kk}", "Фоторепортаж: {ru}")),
    "other": (("Апта сұрағы: {kk}", "Вопрос недели: {ru}"),
              ("Сарапшы пікірі: {kk}", "Мнение эксперта: {ru}"),
              ("Білесіз бе: {kk}", "Знаете ли вы: {ru}")),
}  # fmt: skip


def _post(subject: str, source: Source, channel: str, day: date, form: str = "post") -> Line:
    kk, ru = _DICE.choice(_WORDS[subject])
    return {
        "posted": day,
        "channel": channel,
        "form": form,
        "subject": subject,
        "title_kk": kk.format(kk=source.kk)[:300],
        "title_ru": ru.format(ru=source.ru)[:300],
    }


def _own(since: date, until: date, wanted: dict[str, int]) -> Iterator[Line]:
    """So many posts of each subject on the council's own channels, soon after what they tell of."""
    channels, weights = zip(*((ru, weight) for _kk, ru, _kind, _host, weight in _OWN), strict=True)
    for subject, sources in _sources(since, until).items():
        for _ in range(wanted[subject]):
            source = _DICE.choice(sources)
            day = min(source.day + timedelta(days=_DICE.choice((0, 0, 1, 1, 2, 4))), until)
            yield _post(subject, source, _DICE.choices(channels, weights)[0], day)


def _own_stories() -> Iterator[Line]:
    stories = Source(A.since, *_STORY_TITLE)
    for _ in range(24):
        day = A.since + timedelta(days=_DICE.randint(10, 1090))
        line = _post("other", stories, "Страница совета в Instagram", day, "story")
        yield line | {"title_kk": stories.kk, "title_ru": stories.ru}


class Page:
    """A member's own page."""

    def __init__(self, person: str, kind: str) -> None:
        surname, given = person.split()[:2]
        self.person = person
        self.title_ru = f"Страница: {surname} {given} ({kind.capitalize()})"
        self.line: Line = {
            "title_kk": f"{surname} {given} парақшасы ({kind.capitalize()})",
            "title_ru": self.title_ru,
            "kind": kind,
            "member": person,
        }

    def post(self, day: date, dice: Random, form: str = "post") -> Line:
        kk, ru = _TALK.theme(topic(dice))
        words_kk, words_ru = dice.choice(_OF_A_MEMBER)
        return {
            "posted": day,
            "channel": self.title_ru,
            "form": form,
            "subject": "other",
            "title_kk": words_kk.format(kk=kk),
            "title_ru": words_ru.format(ru=ru),
        }


_OF_A_MEMBER = (
    ("Осы аптада: {kk}", "На этой неделе: {ru}"), ("Көшпелі тексеру. {kk}", "Выезд на место. {ru}"),
    ("Менің ұстанымым: {kk}", "Моя позиция: {ru}"),
    ("Тұрғындар сұрайды: {kk}", "Спрашивают жители: {ru}"),
    ("Комиссияда талқыладық: {kk}", "Обсудили в комиссии: {ru}"),
    ("Жауап келді: {kk}", "Пришёл ответ: {ru}"),
    ("Сандармен: {kk}", "В цифрах: {ru}"),
    ("Пікіріңізді жазыңыз: {kk}", "Напишите своё мнение: {ru}"),
)  # fmt: skip
_KINDS = ("facebook", "instagram", "telegram")
AUTHORS = [Page(person, _KINDS[at % 3]) for at, person in enumerate(ROLL.holders(range(1, 19)))]


def _entered(seat: int, day: date) -> str:
    person: str = next(
        m["person"]
        for m in ROLL.mandates
        if m["convocation"] == 3 and m["seat"] == seat and m["since"] == day
    )
    return person


# Pages of members who are no authors of those years, each for its own reason.
FORMER = Page(next(m["person"] for m in ROLL.mandates if m["convocation"] == 2), "facebook")
NEWCOMER = Page(_entered(35, date(2025, 2, 26)), "instagram")
MIDWEEK = Page(_entered(19, date(2023, 3, 15)), "facebook")
STORIES_ONLY = Page(ROLL.holders(range(20, 21))[0], "instagram")
GONE = Page(ROLL.holders(range(27, 28))[0], "facebook")
SILENT = Page(ROLL.holders(range(34, 35))[0], "telegram")
_OTHERS = (FORMER, NEWCOMER, MIDWEEK, STORIES_ONLY, GONE, SILENT)


def _weekly() -> Iterator[Line]:
    """Eighteen members wrote every week, and went on writing in the new year."""
    for page in AUTHORS:
        for week in range(WEEKS + 14):
            monday = THIRD_BEGAN + timedelta(weeks=week)
            if week >= WEEKS and _DICE.random() < 0.3:
                continue
            day = monday + timedelta(days=_DICE.randint(0, 3 if week == WEEKS + 13 else 6))
            yield page.post(min(day, date(2025, 4, 2)), _DICE)
            if _DICE.random() < 0.05:
                yield page.post(monday + timedelta(days=_DICE.randint(0, 2)), _DICE, "story")
            if _DICE.random() < 0.06:
                yield page.post(monday + timedelta(days=_DICE.randint(0, 2)), _DICE)


def _strays() -> Iterator[Line]:
    """Posts that count in no member's week."""
    yield AUTHORS[2].post(date(2022, 5, 11), _DICE)
    for day in (date(2021, 11, 3), date(2021, 11, 11), date(2021, 12, 2)):
        yield FORMER.post(day, _DICE)
    for day in (date(2025, 3, 5), date(2025, 3, 12), date(2025, 3, 20)):
        yield NEWCOMER.post(day, _DICE)
    yield MIDWEEK.post(date(2023, 3, 16), _DICE)
    for day in (date(2023, 2, 8), date(2023, 5, 24), date(2024, 1, 17)):
        yield STORIES_ONLY.post(day, _DICE, "story")
    for day in (date(2022, 11, 24), date(2022, 12, 7)):
        yield GONE.post(day, _DICE)
    yield AUTHORS[0].post(date(2024, 12, 31), _DICE)


CHANNELS: list[Line] = [
    *({"title_kk": kk, "title_ru": ru, "kind": kind} for kk, ru, kind, _host, _weight in _OWN),
    *(page.line for page in (*AUTHORS, *_OTHERS)),
]  # fmt: skip


def _linked(lines: list[Line]) -> list[Line]:
    """One link is one post."""
    for line in lines:
        host = _HOST.get(line["channel"], "pages.example")
        line["link"] = f"https://{host}/{line['posted'].year}/{line['no']:04d}"
    return lines


POSTS: list[Line] = _linked(
    numbered(
        [*_own(A.since, A.until, SUBJECTS),
         *_own(date(2021, 1, 11), date(2021, 12, 31), {s: n // 9 for s, n in SUBJECTS.items()}),
         *_own(date(2025, 1, 6), date(2025, 4, 2), {s: n // 13 for s, n in SUBJECTS.items()}),
         *_own_stories(), *_weekly(), *_strays()],
        "posted",
    )
)  # fmt: skip
