"""A place in a list, from which its next page is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from kenes.core.refused import Refused
from kenes.core.search import PLACE


@dataclass(frozen=True)
class Cursor:
    """A place in a register: the date and the key of a row, before or after which a page lies.

    Rows found by their words have a number in the place of the date.
    """

    on: date | int
    key: UUID
    newer: bool

    @classmethod
    def of(cls, get: Mapping[str, Any]) -> "Cursor | None":
        """The cursor an address holds. Refused when it is spoiled."""
        text = get.get("older") or get.get("newer")
        if not text:
            return None
        on, _dash, key = text.partition("_")
        try:
            number = on.isascii() and on.isdecimal() and int(on) < 2**63
            return cls(int(on) if number else date.fromisoformat(on), UUID(key), "newer" in get)
        except ValueError:
            raise _spoiled() from None

    def narrow(self, rows: Any, by: str) -> Any:
        """The rows on the wanted side of this place."""
        if isinstance(self.on, int) != (by == PLACE):
            raise _spoiled()
        side = "gt" if self.newer else "lt"
        beyond = Q(**{f"{by}__{side}": self.on}) | Q(**{by: self.on, f"pk__{side}": self.key})
        # The first condition alone lets the database walk its index.
        return rows.filter(**{f"{by}__{side}e": self.on}).filter(beyond)


def place(row: Any, by: str) -> str:
    """The place of a row in a list ordered by the date at `by`, as an address holds it."""
    on: Any = row
    for name in by.split("__"):
        on = getattr(on, name)
    return f"{on if isinstance(on, int) else on.isoformat()}_{row.pk}"


def _spoiled() -> Refused:
    return Refused(_("This page address is spoiled; open the register anew."))
