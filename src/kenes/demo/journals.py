"""The journals of the demo council: every sheet's lines, as a secretary would have kept them."""

from collections.abc import Mapping, Sequence
from functools import cache

from kenes.core.sheet import Sheet
from kenes.demo import (
    agenda,
    appeals,
    control,
    drafts,
    events,
    hearings,
    organs,
    people,
    places,
    problems,
    programme,
    publications,
    recommendations,
    sittings,
    themes,
)
from kenes.demo.days import Line
from kenes.journals import workbook
from kenes.journals.catalogue import SHEETS
from kenes.journals.founding import COUNCIL

Journals = Mapping[str, Sequence[Line]]

CITY: Line = {
    "slug": "almaty",
    "title_kk": "Алматы қаласының Қоғамдық кеңесі",
    "title_ru": "Общественный совет города Алматы",
    "title_en": "Public Council of Almaty",
}


@cache
def of_the_city() -> Journals:
    """Sheet code → lines."""
    return {
        "council": [CITY],
        "districts": places.DISTRICTS,
        "topics": themes.TOPICS,
        "organisations": organs.ORGANISATIONS,
        "convocations": people.CONVOCATIONS,
        "people": people.ROLL.people,
        "seats": people.SEAT_LINES,
        "mandates": people.ROLL.mandates,
        "bodies": people.BODIES,
        "offices": people.OFFICES,
        "programmes": programme.PROGRAMMES,
        "programme_lines": programme.PROGRAMME_LINES,
        "events": events.EVENTS,
        "problems": problems.PROBLEMS,
        "sittings": sittings.SITTINGS,
        "items": agenda.ITEMS,
        "hearings": hearings.HEARINGS,
        "public_hearings": control.PUBLIC_HEARINGS,
        "monitorings": control.MONITORINGS,
        "drafts": drafts.DRAFTS,
        "acts": drafts.ACTS,
        "findings": drafts.FINDINGS,
        "appeals": appeals.APPEALS,
        "recommendations": recommendations.RECOMMENDATIONS,
        "points": recommendations.POINTS,
        "urgent": recommendations.URGENT,
        "surveys": programme.SURVEYS,
        "stated": programme.STATED,
        "channels": publications.CHANNELS,
        "posts": publications.POSTS,
    }


def book(journals: Journals, language: str = "ru") -> bytes:
    """The journals as a workbook with headings in one language; journals without lines left out."""
    kept: list[Sheet] = [sheet for sheet in (COUNCIL, *SHEETS) if journals.get(sheet.code)]
    return workbook.write(kept, journals, language=language)
