"""What a program chooses from when it fills in an appeal, and the puzzle that it solves."""

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import override

from kenes.api.router import CHOICES
from kenes.api.said import Entry, Names, Puzzle
from kenes.appeals.intake.proof import challenge
from kenes.appeals.models import Appeal
from kenes.core.kept import in_order
from kenes.organs.models import District, Topic

TONGUES = [code for code, _name in settings.LANGUAGES]


@CHOICES.get("/challenge", response=Puzzle, operation_id="challenge")
def puzzle(request: Any, answer: HttpResponse) -> Any:
    """A puzzle to be solved before an appeal is sent.

    Without its proof an appeal is received with its number all the same, and waits until a person
    of the council has looked at it.
    """
    answer["Cache-Control"] = "no-store"
    return json.loads(challenge())


@CHOICES.get("/kinds", response=list[Entry], operation_id="kinds")
def kinds(request: Any) -> Any:
    """The kinds of appeals. Each has a term of its own."""
    return _choices(Appeal.Kind)


@CHOICES.get("/states", response=list[Entry], operation_id="states")
def states(request: Any) -> Any:
    """How an appeal may stand."""
    return _choices(Appeal.Status)


@CHOICES.get("/topics", response=list[Entry], operation_id="topics")
def topics(request: Any) -> Any:
    """What an appeal may be about."""
    return _directory(in_order(Topic, request.council.pk))


@CHOICES.get("/districts", response=list[Entry], operation_id="districts")
def districts(request: Any) -> Any:
    """The districts of the city."""
    return _directory(in_order(District, request.council.pk))


def _choices(choices: Any) -> list[Entry]:
    found: dict[str, dict[str, str]] = {each.value: {} for each in choices}
    for tongue in TONGUES:
        with override(tongue):
            for each in choices:
                found[each.value][tongue] = str(each.label)
    return [Entry(code=code, name=Names(**names)) for code, names in found.items()]


def _directory(rows: Iterable[Any]) -> list[Entry]:
    return [
        Entry(
            code=row.code,
            name=Names(**{tongue: row.in_language("title", tongue) for tongue in TONGUES}),
        )
        for row in rows
    ]
