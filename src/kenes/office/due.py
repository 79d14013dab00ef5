"""What falls due, and the kinds of it: each kind is a query that the desk asks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kenes.core.roles import Permission
from kenes.norms.calendar import WorkingDays

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from kenes.council.models import Council

# So many of each kind stand on the desk.
SHOWN = 5


@dataclass(frozen=True)
class Due:
    """One thing that is due: the row, whose register it stands in, the day, how it stands."""

    row: Any
    on: date
    title: str
    second: str
    words: str
    tone: str
    # Where it is dealt with, if not on the row's own card.
    url: str = ""


@dataclass(frozen=True)
class Asked:
    """Whose desk it is, which day, and the calendar."""

    council: "Council"
    today: date
    days: WorkingDays


@dataclass(frozen=True)
class Duty:
    """One kind of thing that falls due: how it is called, and the query that finds it."""

    code: str
    label: "_StrPromise"
    find: Callable[[Asked], Sequence[Due]]
    more: str
    grave: bool = False
    seen_by: Permission = Permission.OFFICE_ENTER
