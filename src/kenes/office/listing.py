"""The list of a register in the office: the public one with order and struck rows besides."""

from typing import Any

from django.utils.translation import gettext as _

from kenes.portal.face import Cell
from kenes.portal.listing import PAGE, Cursor, Listing


class OfficeListing(Listing):
    """A register as its keepers list it: newest or oldest first, struck rows shown as such."""

    @property
    def oldest_first(self) -> bool:
        return bool(self.get.get("order") == "oldest")

    def page(self) -> dict[str, Any]:
        """One page in the order asked for. A cursor says from which row, and which way to go."""
        by = self.face.by
        cursor = Cursor.of(self.get)
        ascending = cursor.newer if cursor else self.oldest_first
        rows = cursor.narrow(self.rows, by) if cursor else self.rows
        order = (by, "pk") if ascending else (f"-{by}", "-pk")
        found = list(rows.order_by(*order)[: PAGE + 1])
        more, found = len(found) > PAGE, found[:PAGE]
        newest = found[::-1] if ascending else found
        newer = more if ascending else cursor is not None
        older = cursor is not None if ascending else more
        return {
            "columns": [self._column(cell) for cell in self.cells],
            "rows": self.table(newest[::-1] if self.oldest_first else newest),
            "pager": self._pager(newest, newer, older),
            "filters": self._filters(),
        }

    def _column(self, cell: Cell) -> dict[str, Any]:
        """The heading of a column; that of the register's date turns the order round."""
        column = super()._column(cell)
        if cell is next((each for each in self.cells if each.kind == "date"), None):
            turned = "" if self.oldest_first else "oldest"
            direction = "ascending" if self.oldest_first else "descending"
            column["sort"] = {"url": self._url(order=turned), "direction": direction}
        return column

    def _filters(self) -> dict[str, Any]:
        filters = super()._filters()
        struck = bool(self.get.get("struck"))
        options = [
            {"value": "", "label": _("all records"), "selected": not struck},
            {"value": "1", "label": _("struck ones only"), "selected": struck},
        ]
        field = {"name": "struck", "id": "filter-struck", "label": _("Struck"), "kind": "select"}
        filters["fields"].append({**field, "options": options})
        if struck:
            chip = {"value": _("struck ones only"), "remove_url": self._url(struck="")}
            filters["applied"].append({"label": _("Struck"), **chip})
            filters["count"] += 1
            filters["clear_url"] = self.path
        filters["search_label"] = _("Number, title, topic, district")
        return filters
