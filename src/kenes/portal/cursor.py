"""A place in a list, from which its next page is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from kenes.core.refused import Refused


@dataclass(frozen=True)
class Cursor:
    """A place in a register: the date and the key of a row, before or after which a page lies."""

    on: date
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
            return cls(date.fromisoformat(on), UUID(key), "newer" in get)
        except ValueError:
            raise Refused(_("This page address is spoiled; open the register anew.")) from None

    def narrow(self, rows: Any, by: str) -> Any:
        """The rows on the wanted side of this place."""
        side = "gt" if self.newer else "lt"
        beyond = Q(**{f"{by}__{side}": self.on}) | Q(**{by: self.on, f"pk__{side}": self.key})
        # The first condition alone lets the database walk its index.
        return rows.filter(**{f"{by}__{side}e": self.on}).filter(beyond)


def place(row: Any, by: str) -> str:
    """The place of a row in a list ordered by the date at `by`, as an address holds it."""
    on: Any = row
    for name in by.split("__"):
        on = getattr(on, name)
    return f"{on.isoformat()}_{row.pk}"
