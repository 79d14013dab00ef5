"""One move of a record: its button, its verb, what it asks and what follows from it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from kenes.core.access import User

REASON = ("reason",)
NOT_COUNTED = _("It will count in no figure.")


@dataclass(frozen=True)
class Move:
    """One move: what the button says, the verb, the facts it asks, and what follows from it.

    `asks` names fields of office.asking; `act` gets the row, the day, the person, the facts.
    """

    label: "_StrPromise"
    act: Callable[..., None]
    asks: tuple[str, ...] = ()
    follows: "_StrPromise | str" = ""
    grave: bool = False
    # Whether the day is asked; where it follows from another fact it is not.
    dated: bool = True


def many(verb: Callable[..., Any]) -> Callable[..., None]:
    """The verb of a slice takes a sequence; a page moves one row."""

    def act(row: Any, *, on: date, by: "User", **facts: Any) -> None:
        verb([row], on=on, by=by, **facts)

    return act


def one(verb: Callable[..., Any]) -> Callable[..., None]:
    """The verb of a slice takes one row, as a page does."""

    def act(row: Any, *, on: date, by: "User", **facts: Any) -> None:
        verb(row, on=on, by=by, **facts)

    return act
