"""The example workbooks: the city's journals in two languages, and one with three mistakes."""

from datetime import date, time
from pathlib import Path
from typing import Any

from django.conf import settings
from python_calamine import CalamineWorkbook

from kenes.demo import journals, people, places, themes
from kenes.demo.journals import Journals
from kenes.journals.catalogue import SHEETS
from kenes.journals.founding import COUNCIL

PLACE = Path(settings.ROOT) / "examples"

# The 31st of February, a topic nobody knows, a sitting held without its quorum.
THREE_MISTAKES: Journals = {
    "council": [journals.CITY],
    "districts": places.DISTRICTS,
    "topics": themes.TOPICS,
    "bodies": people.BODIES[:2],
    "events": [
        {"no": 701, "kind": "platform", "on": date(2025, 4, 1), "at": time(15, 0),
         "title_kk": "«Кешкі рейстер» диалог алаңы",
         "title_ru": "Диалоговая площадка «Вечерние рейсы»",
         "district": "Алатауский район", "topic": "Общественный транспорт", "residents": 21},
        {"no": 702, "kind": "platform", "on": "31.02.2025", "at": time(15, 0),
         "title_kk": "«Көше жарығы» диалог алаңы",
         "title_ru": "Диалоговая площадка «Свет во дворах»",
         "district": "Медеуский район", "topic": "Уличное освещение", "residents": 17},
    ],
    "sittings": [
        {"no": 701, "body": people.PRESIDIUM, "on": date(2025, 4, 2), "title_kk": "Төралқа отырысы",
         "title_ru": "Заседание президиума", "seats": 7, "quorum": 5, "present": 6},
        {"no": 702, "body": people.COUNCIL, "on": date(2025, 4, 3), "title_kk": "Жалпы отырыс",
         "title_ru": "Общее заседание", "seats": 38, "quorum": 26, "present": 19, "state": "held"},
    ],
    "appeals": [
        {"no": 701, "received": date(2025, 4, 1), "channel": "paper", "kind": "application",
         "applicant": "Талгатбекова Ботагоз", "topic": "Вывоз мусора",
         "district": "Медеуский район",
         "text": "Мусор не вывозят неделю."},
        {"no": 702, "received": date(2025, 4, 2), "channel": "paper", "kind": "complaint",
         "applicant": "Толебергенов Ильяс", "topic": "Мусорр", "district": "Медеуский район",
         "text": "Контейнеры стоят под окнами."},
    ],
}  # fmt: skip


def workbooks() -> dict[str, bytes]:
    """File name → content."""
    city = journals.of_the_city()
    return {
        "journals-ru.xlsx": journals.book(city, "ru"),
        "journals-kk.xlsx": journals.book(city, "kk"),
        "three-mistakes.xlsx": journals.book(THREE_MISTAKES, "ru"),
    }


def cells(workbook: Path) -> dict[str, list[list[Any]]]:
    """Every cell of the journals in a workbook; lists of values to choose from are no journal."""
    book = CalamineWorkbook.from_path(str(workbook))
    names = {name for sheet in (COUNCIL, *SHEETS) for name in (sheet.kk, sheet.ru)}
    kept = [name for name in book.sheet_names if name in names]
    return {name: book.get_sheet_by_name(name).to_python() for name in kept}


def write(place: Path = PLACE) -> list[Path]:
    """Write the examples; returns the files."""
    place.mkdir(parents=True, exist_ok=True)
    for name, content in workbooks().items():
        (place / name).write_bytes(content)
    return [place / name for name in workbooks()]
