"""The note's living paragraph on the home page: a sentence whose numbers are queries."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kenes.core.period import Scope
from kenes.report.agreement import plural, suffix
from kenes.report.answer import Answer, answers
from kenes.report.figure_address import figure_url
from kenes.report.numerals import number


@dataclass(frozen=True)
class Number:
    """A figure within the sentence: its code, the words that agree with it, a Kazakh ending."""

    code: str
    forms: tuple[str, ...] = ()
    ending: str = ""
    minor: bool = False
    # The scope it is asked for: the years of the note, or the two years of the platforms.
    scope: str = "A"


Piece = str | Number
N = Number

PARAGRAPHS: dict[str, tuple[tuple[Piece, ...], ...]] = {
    "ru": (
        (
            "За три года ",
            N("sittings.general", ("общее заседание", "общих заседания", "общих заседаний")),
            " рассмотрели ",
            N("sittings.questions", ("вопрос", "вопроса", "вопросов")),
            ". На ",
            N("events.platforms", ("площадку", "площадки", "площадок"), scope="B"),
            " в ",
            N("events.platform_districts", ("районе", "районах", "районах"), minor=True, scope="B"),
            " пришло ",
            N(
                "events.platform_reach",
                ("человек", "человека", "человек"),
                minor=True,
                scope="B",
            ),
            ".",
        ),
        (
            "Решено ",
            N("appeals.resolved"),
            " из ",
            N(
                "appeals.considered",
                ("обращения граждан", "обращений граждан", "обращений граждан"),
                minor=True,
            ),
            ".",
        ),
    ),
    "kk": (
        (
            "Үш жылда ",
            N("sittings.general", ("жалпы отырыс",)),
            " ",
            N("sittings.questions", ("мәселені",)),
            " қарады. ",
            N("events.platform_districts", ("аудандағы",), minor=True, scope="B"),
            " ",
            N("events.platforms", ("алаңға",), scope="B"),
            " ",
            N("events.platform_reach", ("адам",), minor=True, scope="B"),
            " келді.",
        ),
        (
            "Азаматтардың ",
            N("appeals.considered", ("жолданымының",), minor=True),
            " ",
            N("appeals.resolved", ending="poss"),
            " шешілді.",
        ),
    ),
    "en": (
        (
            "In three years ",
            N("sittings.general", ("general sitting", "general sittings")),
            " took up ",
            N("sittings.questions", ("question", "questions")),
            ". ",
            N("events.platforms", ("platform", "platforms"), scope="B"),
            " in ",
            N("events.platform_districts", ("district", "districts"), minor=True, scope="B"),
            " drew ",
            N("events.platform_reach", ("person", "people"), minor=True, scope="B"),
            ".",
        ),
        (
            "Of ",
            N("appeals.considered", ("appeal", "appeals"), minor=True),
            ", ",
            N("appeals.resolved"),
            " stand resolved.",
        ),
    ),
}


def living(scopes: dict[str, Scope]) -> dict[str, Any]:
    """The paragraph in the reader's language, each number linked to its rows."""
    language: Any = (get_language() or "ru")[:2]
    paragraphs = PARAGRAPHS[language]
    numbers = [piece for paragraph in paragraphs for piece in paragraph if isinstance(piece, N)]
    found = answers([(each.code, scopes[each.scope]) for each in numbers])
    answered = dict(zip(map(id, numbers), found, strict=True))
    return {
        "lang": language,
        "paragraphs": [
            [part for piece in paragraph for part in _parts(piece, answered, language)]
            for paragraph in paragraphs
        ],
        "period": " · ".join(_period(name, scopes) for name in ("A", "B")),
        "note_url": f"/{language}/note/",
    }


def _parts(piece: Piece, answered: dict[int, Answer], language: Any) -> list[dict[str, Any]]:
    if isinstance(piece, str):
        return [{"text": piece}]
    found = answered[id(piece)]
    figure = {
        "value": number(found.value, language),
        "url": figure_url(found.code, found.scope, language),
        "wording": found.wording,
        "minor": piece.minor,
        "suffix": suffix(found.value, piece.ending) if piece.ending and language == "kk" else "",
        "stated": bool(found.stated),
    }
    if not piece.forms:
        return [{"figure": figure}]
    return [{"figure": figure}, {"text": f" {piece.forms[plural(found.value, language)]}"}]


def _period(name: str, scopes: dict[str, Scope]) -> str:
    period = scopes[name].period
    said = (
        f"{date_format(period.since, 'DATE_FORMAT')} – {date_format(period.until, 'DATE_FORMAT')}"
    )
    return said if name == "A" else _("platforms: %s") % said
