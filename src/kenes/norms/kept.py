"""What is made of the rules and of the calendar, kept by a process until one of them changes."""

from collections.abc import Callable, Hashable
from datetime import date
from typing import Any, TypeVar

from django.db import models

from kenes.core.action import known
from kenes.core.prepared import Prepared

T = TypeVar("T")


class Stamp(models.Model):
    """One word that becomes another with each change of a rule or of a day.

    By it a process knows whether what it made of them still holds. It says nothing else.
    """

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True)
    value = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.value


# For each thing kept: the stamp under which it was made with the day it is of, and the thing.
_made: dict[Hashable, tuple[tuple[str, date | None], Any]] = {}
_STAMPS: Prepared[Stamp] = Prepared(int, question=lambda key: Stamp.objects.filter(pk=key))


def kept(name: Hashable, make: Callable[[], T], *, on: date | None = None) -> T:
    """The thing of that name as the rules and the calendar make it now.

    What is made for a day is kept until it is asked for another. The stamp is read first: what
    another process changes meanwhile is then read once too often, and never too seldom. Where there
    is no stamp yet nothing is kept.
    """
    stamp = _stamp()
    if stamp and name in _made and _made[name][0] == (stamp, on):
        found: T = _made[name][1]
        return found
    made = make()
    if stamp:
        _made[name] = (stamp, on), made
    return made


def _stamp() -> str:
    """The stamp as it stands; within one act it is asked once."""
    found = known()
    if Stamp not in found:
        found[Stamp] = next((each.value for each in _STAMPS(Stamp.ONLY)), "")
    stamp: str = found[Stamp]
    return stamp
