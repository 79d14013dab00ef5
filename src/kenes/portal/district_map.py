"""Where districts stand on a map of equal tiles: as they lie in the city, if the council says."""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from kenes.core.kept import in_order, kept_rows
from kenes.organs.models import District

# How many tiles stand side by side on a wide page and on a phone where nobody said how they lie;
# where it is said, twice as many find room.
WIDE, NARROW = 4, 2


def shown(council: UUID, counted: Container[UUID]) -> list[District]:
    """The districts in the order of their names, then those struck that had something counted."""
    rows = kept_rows(District, council).values()
    return [
        *in_order(District, council),
        *(row for row in rows if row.struck and row.pk in counted),
    ]


def lie(rows: Iterable[District | None], in_row: int) -> Mapping[UUID, tuple[int, int]]:
    """Column and row of each district that is one still, from zero, as they lie in the city.

    Of none where it is not said of each, two are said to lie in one place, or there is no room.
    """
    live = [row for row in rows if row is not None and not row.struck]
    said = {row.pk: (row.map_column, row.map_row) for row in live if row.map_column and row.map_row}
    if not said or len({*said.values()}) < len(live):
        return {}
    left, top = (min(place[at] for place in said.values()) for at in (0, 1))
    if max(column for column, _row in said.values()) - left >= 2 * in_row:
        return {}
    return {key: (column - left, row - top) for key, (column, row) in said.items()}


def places(rows: Sequence[District | None], in_row: int) -> list[tuple[int, int]]:
    """Column and row of each tile: as the districts lie, or else all in their order.

    What is no district, or no more, stands below those that lie somewhere.
    """
    found = lie(rows, in_row)
    wide = max((column for column, _row in found.values()), default=in_row - 1) + 1
    below = max((row for _column, row in found.values()), default=-1) + 1
    left = iter(range(len(rows)))

    def place(row: District | None) -> tuple[int, int]:
        if row is not None and row.pk in found:
            return found[row.pk]
        at = next(left)
        return at % wide, below + at // wide

    return [place(row) for row in rows]


def sentence(rows: Sequence[District | None]) -> str:
    """What is to be known of how the tiles stand."""
    if not lie(rows, WIDE):
        return _(
            "The tiles are equal and stand in the order of the names: this is no map of the ground."
        )
    if not lie(rows, NARROW):
        return _(
            "The tiles are equal and stand about where the districts lie; on a phone, in the order "
            "of the names."
        )
    return _("The tiles are equal and stand about where the districts lie.")


class DistrictMap(forms.RadioSelect):
    """One of the districts, chosen on the map: each is a button where the district lies."""

    def __init__(self, at: Mapping[UUID, tuple[int, int]]) -> None:
        wide = max(column for column, _row in at.values()) + 1
        super().__init__({"class": f"district-map of-{wide}"})
        self.at = {str(key): place for key, place in at.items()}

    def create_option(self, name: str, value: Any, *args: Any, **more: Any) -> dict[str, Any]:
        """The button, with its place for the style sheet."""
        option = super().create_option(name, value, *args, **more)
        # The class is of the map as a whole.
        del option["attrs"]["class"]
        if str(value) in self.at:
            column, row = self.at[str(value)]
            option["attrs"] |= {"data-column": column + 1, "data-row": row + 1}
        return option
