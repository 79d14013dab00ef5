"""The very rows behind a figure, page by page; a Distinct figure opens as its groups."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, Value
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from kenes.core.dimension import field_at
from kenes.core.door import may
from kenes.core.indicator import Indicator
from kenes.core.measure import Count, Distinct
from kenes.core.period import Scope
from kenes.core.roles import Permission
from kenes.core.secret import SealedField
from kenes.portal.blank import Blank
from kenes.portal.listing import PAGE
from kenes.report.small import tells_more


def _opened(model: Any) -> Any:
    """The keys of rows that everyone may read, asked of what opens them and not of each row."""
    conditions = dict(model.OPENED.children)
    [part] = {name.partition("__")[0] for name in conditions}
    relation = model._meta.get_field(part)
    own = {name.partition("__")[2]: value for name, value in conditions.items()}
    opening = relation.related_model.objects.order_by().filter(**own)
    return opening.values(relation.field.attname)


class Counted:
    """The rows of one figure for one scope, as the reader of a page sees them."""

    def __init__(self, indicator: Indicator, scope: Scope, request: Any) -> None:
        self.indicator = indicator
        self.scope = scope
        self.get = request.GET
        self.path = request.path
        self.weight = indicator.weight
        self.may_see_all = getattr(request, "role", None) is not None
        if indicator.people:
            self.may_see_all = may(request, Permission.OFFICE_ENTER)
        # How many there are would tell what a narrowed figure about people does not; and to be
        # among those late, or repeated, is more than everyone is told of an appeal.
        told_apart = tells_more(indicator) or (indicator.people and bool(scope.filters))
        self.listed_alone = told_apart and not self.may_see_all
        self._labels: dict[str, dict[Any, str]] = {}

    def page(self, value: int | None = None) -> dict[str, Any]:
        """One page of rows or groups, and how to turn it; `value` is the figure, if counted."""
        if isinstance(self.indicator.measure, Distinct):
            return self._page_of_groups(self.indicator.measure)
        at = self._at()
        # A plain figure is the number of its rows: they need not be counted once more.
        plain = isinstance(self.indicator.measure, Count) and not self.listed_alone
        total = value if value is not None and plain else self._rows().count()
        rows = self._open(self._rows()[at : at + PAGE])
        return {
            "columns": self._heads,
            "rows": [self._table_row(row) for row in rows],
            "rows_total": number_format(total, force_grouping=True),
            "pager": self._pager(at, total),
            "listed_alone": self.listed_alone,
        }

    def _rows(self) -> Any:
        """The rows counted; of a narrowed figure about people those that everyone may read."""
        rows = self.indicator.rows(self.scope)
        return rows.filter(pk__in=_opened(self.indicator.model)) if self.listed_alone else rows

    def _at(self) -> int:
        text = self.get.get("at", "0")
        return int(text) if text.isdecimal() and len(text) < 10 else 0

    def _open(self, rows: Any) -> Any:
        """Load with the rows what their titles are made of, so that a page is few queries.

        What is sealed stays so: no title says any of it.
        """
        model = self.indicator.model
        told = {"shown": model.PUBLIC, "opened": model.PUBLIC & model.OPENED}
        found = {
            name: ExpressionWrapper(q, BooleanField()) if q else Value(True)
            for name, q in told.items()
            if not self.may_see_all
        }
        sealed = [
            each.name for each in model._meta.concrete_fields if isinstance(each, SealedField)
        ]
        return rows.select_related(*model.TITLED_BY).annotate(**found).defer(*sealed)

    def _columns(self) -> list[tuple[str, str]]:
        found = [(_("Number"), "code"), (_("Date"), "date"), (_("Record"), "text")]
        return [*found, (_("Counts for"), "number")] if self.weight else found

    @cached_property
    def _heads(self) -> list[Blank]:
        return [Blank(label=label, kind=kind) for label, kind in self._columns()]

    def head(self) -> list[str]:
        """The headings of the exported rows."""
        return [label for label, _kind in self._columns()]

    def lines(self) -> Iterator[list[str]]:
        """All rows for an export."""
        for row in self._open(self._rows()).iterator(chunk_size=2000):
            line = [row.reference, row.counted.isoformat(), self._title(row)]
            yield [*line, str(getattr(row, self.weight))] if self.weight else line

    def _title(self, row: Any) -> str:
        """The title of a row; of one not yet public, only that it is there."""
        if self.may_see_all or row.shown:
            return str(row.title)
        return str(_("not public yet"))

    def _table_row(self, row: Any) -> dict[str, Any]:
        columns = self._heads
        shown = self.may_see_all or row.shown
        said: list[dict[str, Any]] = [
            {"text": row.reference},
            {"text": date_format(row.counted, "SHORT_DATE_FORMAT")},
            {"text": self._title(row)},
        ]
        if self.weight:
            value = number_format(getattr(row, self.weight), force_grouping=True)
            said.append({"text": value})
        cells = [Blank(column=column, **cell) for column, cell in zip(columns, said, strict=True)]
        return Blank(url=row.get_absolute_url() if shown else "", cells=cells)

    def _page_of_groups(self, measure: Distinct) -> dict[str, Any]:
        at = self._at()
        groups = self.indicator.groups(self.scope)
        names = [*measure.fields, *(f"by_{name}" for name in measure.expressions)]
        shown = groups[at : at + PAGE]
        return {
            "groups": [self._group(group, names) for group in self._with_rows(shown, names)],
            "rows_total": number_format(len(groups), force_grouping=True),
            "pager": self._pager(at, len(groups)),
        }

    def _with_rows(
        self, groups: Sequence[dict[str, Any]], names: Sequence[str]
    ) -> list[tuple[dict[str, Any], list[Any]]]:
        """Each group with its own rows, in one query for the whole page."""
        if not groups:
            return []
        measure = self.indicator.measure
        assert isinstance(measure, Distinct)
        computed = {f"by_{name}": each for name, each in measure.expressions.items()}
        first = names[0]
        keys = {f"key_{at}": name for at, name in enumerate(names)}
        rows = self._open(self.indicator.rows(self.scope)).annotate(**computed)
        rows = rows.annotate(**{key: F(name) for key, name in keys.items()})
        rows = rows.filter(**{f"{first}__in": [group[first] for group in groups]})
        found: dict[tuple[Any, ...], list[Any]] = {}
        for row in rows:
            found.setdefault(tuple(getattr(row, key) for key in keys), []).append(row)
        return [(group, found.get(tuple(group[n] for n in names), [])) for group in groups]

    def _group(
        self, opened: tuple[dict[str, Any], list[Any]], names: Sequence[str]
    ) -> dict[str, Any]:
        group, rows = opened
        return {
            "title": " · ".join(self._label(name, group[name]) for name in names),
            "rows": [self._table_row(row) for row in rows],
        }

    def _label(self, name: str, value: Any) -> str:
        if isinstance(value, UUID):
            if value not in self._labels.setdefault(name, {}):
                directory: Any = field_at(self.indicator.model, name).related_model
                rows = directory.objects.filter(council=self.scope.council)
                self._labels[name] |= {row.pk: row.title for row in rows}
            return self._labels[name].get(value, str(value))
        if name == "by_month":
            return str(date_format(value, "YEAR_MONTH_FORMAT"))
        return str(date_format(value, "DATE_FORMAT")) if hasattr(value, "year") else str(value)

    def _pager(self, at: int, total: int) -> dict[str, Any]:
        pager: dict[str, Any] = {"exports": []}
        if at > 0:
            pager["newer_url"] = self._url(at=max(0, at - PAGE))
        if at + PAGE < total:
            pager["older_url"] = self._url(at=at + PAGE)
        if total:
            last = min(at + PAGE, total)
            said = _("%(first)s–%(last)s of %(total)s")
            pager["words"] = said % {"first": at + 1, "last": last, "total": number_format(total)}
            pager["exports"] = [
                {"label": "Excel", "url": self._url(format="xlsx")},
                {"label": "CSV", "url": self._url(format="csv")},
            ]
        return pager

    def _url(self, **change: Any) -> str:
        kept = {key: value for key, value in self.get.items() if value and key != "at"}
        return f"{self.path}?{urlencode(kept | change)}#rows"
