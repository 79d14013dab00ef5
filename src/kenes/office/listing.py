"""The list of a register in the office: the public one with order and struck rows besides."""

from typing import Any

from django.utils.translation import gettext as _

from kenes.portal.face import Cell, Order
from kenes.portal.listing import Listing


class OfficeListing(Listing):
    """A register as its keepers list it: newest or oldest first, struck rows shown as such."""

    @property
    def order(self) -> Order:
        if found := next((o for o in self.face.orders if o.code == self.get.get("order")), None):
            return found
        oldest = self.get.get("order") == "oldest"
        return Order(code="oldest" if oldest else "", by=self.face.by, ascending=oldest)

    def _column(self, cell: Cell) -> dict[str, Any]:
        """The heading of a column; that of the register's date turns the order round."""
        column = super()._column(cell)
        if cell is next((each for each in self.cells if each.kind == "date"), None):
            here = self.order.by == self.face.by
            turned = "oldest" if here and not self.order.ascending else ""
            direction = "ascending" if self.order.ascending else "descending"
            direction = direction if here else ""
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
        if self.face.index is not None and self.sealed:
            filters["search_label"] = _("Number, topic, district, words of the text")
        return filters
