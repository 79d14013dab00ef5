"""A year drawn as a strip of months, for parts/year_strip.html."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.dates import MONTHS, MONTHS_3
from django.utils.formats import date_format


def months() -> list[str]:
    """The heads of the strip."""
    return [str(MONTHS_3[month]) for month in range(1, 13)]


def mark(on: date, status: str, said: str, url: str) -> dict[str, Any]:
    """One day on the strip; `status` is how it is drawn, `said` what it says."""
    return {
        "on": on,
        "status": status,
        "url": url,
        "words": f"{date_format(on, 'DATE_FORMAT')}, {said}",
    }


def cells(marks: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Twelve months with their marks, day by day."""
    placed: dict[int, list[dict[str, Any]]] = {month: [] for month in range(1, 13)}
    for each in sorted(marks, key=lambda each: each["on"]):
        placed[each["on"].month].append(each)
    return [{"month": str(MONTHS[month]), "marks": found} for month, found in placed.items()]
