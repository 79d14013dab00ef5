"""A register as a list: search, filters, order, pages by cursor, and taking it away."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpResponse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kenes.core.action import looking
from kenes.core.dimension import Choice, Dimension, Related, StateAsOf, field_at
from kenes.core.door import may
from kenes.core.kept import in_order
from kenes.core.lookup import total
from kenes.core.period import Scope, span
from kenes.core.roles import Permission
from kenes.core.row import Numbered, Row
from kenes.core.search import PLACE, asked
from kenes.core.text import capital
from kenes.portal.blank import Blank
from kenes.portal.cursor import Cursor, place
from kenes.portal.face import Cell, Face, Offered, Order
from kenes.portal.taking import hand_out

PAGE = 50
# What a spreadsheet program still opens without complaint.
EXPORT_AT_MOST = 100_000
# A longer register is not counted to its end for the sake of one word under its table.
COUNTED_AT_MOST = 10_000
# Each row that is found by words costs more to count.
FOUND_AT_MOST = 1_000


class Listing:
    """The rows of a register that an address asks for."""

    def __init__(self, face: Face, request: Any, *, office: bool) -> None:
        self.face = face
        self.office = office
        self.get = request.GET
        self.path = request.path
        period = span(self.get.get("from"), self.get.get("until"))
        self.scope = Scope(request.council, period)
        # Words of what is sealed are found for those who may read it.
        self.sealed = office and may(request, Permission.APPLICANT_SEE)
        self.filters = face.filters + (face.office_filters if office else ())
        self.rows = self._narrowed(face.rows(request, office=office, listed=True)).filter(
            self.order.among
        )

    def _narrowed(self, rows: Any) -> Any:
        if self.get.get("struck") and self.office:
            rows = rows.filter(struck_at__isnull=False)
        text = self.get.get("q", "")
        rows = self.face.found(rows, text, self.scope.council, sealed=self.sealed)
        if not self.office:
            asked = [each.code for each in self.filters if self.get.get(each.code)]
            rows = self.face.openly(rows, asked, text)
        rows = rows.defer(*self.face.unopened)
        for dimension in self.filters:
            if key := self.get.get(dimension.code):
                narrowed = dimension.narrow(self.scope, key)
                q = narrowed if isinstance(narrowed, Q) else narrowed.on(self.face.model)
                rows = rows.filter(q)
        if self.get.get("from") or self.get.get("until"):
            period = self.scope.period
            rows = rows.filter(**{f"{self.face.by}__range": (period.since, period.until)})
        return rows

    @property
    def order(self) -> Order:
        """The order asked for; without a wish, the newest first."""
        wish = self.get.get("order")
        newest = Order(code="", by=self.face.by)
        return next((each for each in self.face.orders if each.code == wish), newest)

    def page(self) -> dict[str, Any]:
        """Everything the page of a list shows: table, pager, filters.

        A cursor says from which row, and which way to go.
        """
        with looking():
            return self._page()

    def _page(self) -> dict[str, Any]:
        order, cursor = self.order, Cursor.of(self.get)
        ascending = cursor.newer if cursor else order.ascending
        way = self._way(order)
        rows = cursor.narrow(self.rows, way[0]) if cursor else self.rows
        found = list(_walked(rows, way, ascending)[: PAGE + 1])
        more, found = len(found) > PAGE, found[:PAGE]
        newest = found[::-1] if ascending else found
        newer = more if ascending else cursor is not None
        older = cursor is not None if ascending else more
        return {
            "columns": self.columns(),
            "rows": self.table(newest[::-1] if order.ascending else newest),
            "pager": self._pager(newest, newer, older, way[0]),
            "filters": self._filters(),
        }

    def _way(self, order: Order) -> tuple[str, ...]:
        """What the rows are ordered by, the date of their register or another."""
        return self.face.newest(self.rows) if order.by == self.face.by else (order.by, "pk")

    @property
    def cells(self) -> Sequence[Cell]:
        return self.face.shown(office=self.office, listed=True)

    @property
    def _whole(self) -> Sequence[Cell]:
        return self.face.shown(office=self.office, listed=True, whole=True)

    def columns(self) -> list[dict[str, Any]]:
        """The head of the table."""
        return [self._column(cell) for cell in self.cells]

    def _column(self, cell: Cell) -> dict[str, Any]:
        column: dict[str, Any] = {"label": str(cell.label), "kind": cell.kind}
        if order := next((each for each in self.face.orders if each.code == cell.order), None):
            here = self.order.code == order.code
            way = "ascending" if order.ascending else "descending"
            url = self._url(order="" if here else order.code)
            column["sort"] = {"url": url, "direction": way if here else ""}
        return column

    def table(self, rows: Sequence[Any]) -> list[dict[str, Any]]:
        """Rows as parts/table.html takes them."""
        self.face.gather(rows, self.office)
        shown = [(self._column(cell), cell.says) for cell in self.cells]
        return [
            Blank(
                url=self.url_of(row),
                struck=row.struck,
                late=self.face.late(row),
                cells=[Blank(column=column, **says(row)) for column, says in shown],
            )
            for row in rows
        ]

    def url_of(self, row: Row) -> str:
        """The card of a row, in the face the reader looks through."""
        return office_url(row) if self.office else row.get_absolute_url()

    def _url(self, **change: Any) -> str:
        """This address with some of its questions asked otherwise."""
        kept = {k: v for k, v in self.get.items() if v and k not in {"older", "newer"}}
        asked = {k: v for k, v in (kept | change).items() if v}
        return f"{self.path}?{urlencode(asked)}" if asked else self.path

    def _pager(self, found: Sequence[Any], newer: bool, older: bool, by: str) -> dict[str, Any]:
        total, more = self.total()
        # There may be on the page what was not looked through for the count.
        total = max(total, len(found))
        said = ngettext("%(total)s record", "%(total)s records", total)
        shown = f"{number_format(total, force_grouping=True)}{'+' if more else ''}"
        pager: dict[str, Any] = {"words": said % {"total": shown}}
        if found and newer:
            pager["newer_url"] = self._url(newer=place(found[0], by))
        if found and older:
            pager["older_url"] = self._url(older=place(found[-1], by))
        if found:
            pager["exports"] = [
                {"label": "Excel", "url": self._url(format="xlsx")},
                {"label": "CSV", "url": self._url(format="csv")},
            ]
        return pager

    @property
    def by_words(self) -> bool:
        """Whether its rows are those in which the index found the words typed."""
        return PLACE in self.rows.query.annotations

    def total(self) -> tuple[int, bool]:
        """How many rows there are as far as they are counted, and whether there may be more."""
        by_words = self.by_words
        if by_words and self.office and self.face.index is not None:
            words = asked(self.get.get("q", ""), self.scope.council.pk, sealed=self.sealed)
            said = {k for k, v in self.get.items() if v} - {"q", "older", "newer"}
            narrowed = bool(said or self.face.where)
            return total(self.rows, self.face.index, words, FOUND_AT_MOST, narrowed=narrowed)
        # Nobody else is told how many entries hold a word: some are of what they may not read.
        most = FOUND_AT_MOST if by_words else COUNTED_AT_MOST
        found = self.rows.order_by()[: most + 1].count()
        return min(found, most), found > most

    def _filters(self) -> dict[str, Any]:
        fields = [each for dim in self.filters if (each := self._field(dim))["options"][1:]]
        applied = [
            {
                "label": capital(dimension.wording),
                "value": self._label(dimension, key),
                "remove_url": self._url(**{dimension.code: ""}),
            }
            for dimension in self.filters
            if (key := self.get.get(dimension.code))
        ]
        applied += self._applied_days()
        for name, label in (("from", _("From")), ("until", _("Until"))):
            value = self.get.get(name, "")
            fields.append(
                {
                    "name": name,
                    "id": f"filter-{name}",
                    "label": label,
                    "kind": "date",
                    "value": value,
                }
            )
        return {
            "action": self.path,
            "q": self.get.get("q", ""),
            # What is narrowed stays in the order it was brought into.
            "order": self.order.code,
            "fields": fields,
            "count": len(applied),
            "applied": applied,
            "clear_url": self.path if applied else "",
        }

    def _applied_days(self) -> list[dict[str, Any]]:
        said = []
        for name, label in (("from", _("From")), ("until", _("Until"))):
            if text := self.get.get(name):
                on = date_format(date.fromisoformat(text), "DATE_FORMAT")
                said.append({"label": label, "value": on, "remove_url": self._url(**{name: ""})})
        return said

    def _field(self, dimension: Dimension) -> dict[str, Any]:
        chosen = self.get.get(dimension.code, "")
        options = [{"value": "", "label": _("any"), "selected": not chosen}]
        for value, label in choices_of(dimension, self.face.model, self.scope):
            options.append({"value": value, "label": label, "selected": value == chosen})
        return {
            "name": dimension.code,
            "id": f"filter-{dimension.code}",
            "label": capital(dimension.wording),
            "kind": "select",
            "options": options,
        }

    def _label(self, dimension: Dimension, key: str) -> str:
        return dimension.labels(self.face.model, self.scope, [key]).get(key, key)

    def export(self, form: str) -> HttpResponse:
        """The rows of this address as CSV or Excel, no cell of which is ever a formula."""
        head = [str(cell.label) for cell in self._whole]
        order = self.order
        rows = _walked(self.rows, self._way(order), order.ascending)[:EXPORT_AT_MOST]
        lines = self._lines(rows.iterator(chunk_size=2000))
        with looking():
            return hand_out(self.face.code, head, lines, form)

    def _lines(self, rows: Iterator[Any]) -> Iterator[list[str]]:
        while page := list(islice(rows, PAGE)):
            self.face.gather(page, self.office)
            yield from ([_plain(cell.says(row)) for cell in self._whole] for row in page)


def _walked(rows: Any, way: Sequence[str], ascending: bool) -> Any:
    return rows.order_by(*(way if ascending else [f"-{name}" for name in way]))


def _plain(said: Mapping[str, Any]) -> str:
    return str(said["state"]["label"] if "state" in said else said.get("text") or "")


def office_url(row: Row) -> str:
    """The card of a row in the office; a struck one's number may be another's by now."""
    _empty, _tongue, rest = row.get_absolute_url().split("/", 2)
    if row.struck and isinstance(row, Numbered):
        rest = f"{row.PATH}/{row.pk}/"
    return f"/office/{rest}"


def choices_of(dimension: Dimension, model: type[Row], scope: Scope) -> list[tuple[str, str]]:
    """What a filter offers: the fixed values of a field, or the rows of a directory."""
    if isinstance(dimension, Offered):
        return list(dimension.offers(scope))
    if isinstance(dimension, Related):
        directory: Any = field_at(model, dimension.path).related_model
        return [(row.code, row.title) for row in in_order(directory, scope.council.pk)]
    if isinstance(dimension, Choice | StateAsOf):
        path = dimension.path if isinstance(dimension, Choice) else f"{dimension.path}status"
        return [(str(v), str(label)) for v, label in field_at(model, path).flatchoices]
    return []
