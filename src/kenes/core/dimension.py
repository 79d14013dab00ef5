"""Dimensions of a figure: by what it may be broken down and narrowed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import ExtractYear, TruncMonth
from django.db.models.lookups import Exact
from django.utils.formats import date_format

from kenes.core.flow import status_as_of
from kenes.core.having import Having
from kenes.core.kept import kept_rows
from kenes.core.link import Link, Role
from kenes.core.period import Period, Scope, last_of_month
from kenes.core.refused import Refused
from kenes.core.row import Row

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Part:
    """One part of a broken-down figure. `key` narrows the figure to it; empty: not stated."""

    key: str
    label: str
    value: int


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """A way to divide the rows of a figure by the field at `path`.

    The parts of a partition are disjoint and sum to the whole. Overlapping parts need not: one
    event may have two co-organisers; their union is then printed beside them.
    """

    code: str
    wording: "_StrPromise"
    path: str
    overlapping: bool = False

    def overlaps(self) -> Self:
        """The same dimension of a figure whose parts overlap: one agency votes both ways."""
        return replace(self, overlapping=True)

    def expression(self, scope: Scope) -> Any:
        """What the rows are grouped by."""
        return F(self.path)

    def column(self, scope: Scope) -> Any:
        """A cheaper thing to group by, from whose groups the parts can be added up."""
        return self.expression(scope)

    def key(self, found: Any) -> str:
        """The key of the part that a group so found falls into."""
        return "" if found is None else str(found)

    def parts_at_most(self, model: type[Row], scope: Scope) -> int | None:
        """How many groups by `column` there may be; None where the declaration does not say."""
        return None

    def narrow(self, scope: Scope, key: str) -> Q | Having:
        """The condition that leaves only the rows of one part."""
        return Q(**{self.path: key})

    def split(self, rows: "QuerySet[Row]", scope: Scope) -> "QuerySet[Row]":
        """The rows with the part each falls into as `part`."""
        return rows.annotate(part=self.expression(scope))

    def labels(self, model: type[Row], scope: Scope, keys: Iterable[str]) -> Mapping[str, str]:
        """What a person reads for each key."""
        return {key: key for key in keys}


@dataclass(frozen=True, kw_only=True)
class Choice(Dimension):
    """By a field with fixed values; `names` says what yes and no mean where it has none."""

    names: "Mapping[Any, _StrPromise]" = field(default_factory=dict)

    def parts_at_most(self, model: type[Row], scope: Scope) -> int | None:
        return len(self.names or field_at(model, self.path).flatchoices) or None

    def labels(self, model: type[Row], scope: Scope, keys: Iterable[str]) -> Mapping[str, str]:
        labels = self.names or dict(field_at(model, self.path).flatchoices)
        named = {self.key(value): str(label) for value, label in labels.items()}
        return {key: named.get(key, key) for key in keys}


@dataclass(frozen=True, kw_only=True)
class StateAsOf(Dimension):
    """By the status a row had on the day the figure is read as of; `path` leads to the flow."""

    def expression(self, scope: Scope) -> Any:
        return status_as_of(scope.as_of, self.path)

    def narrow(self, scope: Scope, key: str) -> Q:
        return Q(Exact(self.expression(scope), Value(key)))

    def parts_at_most(self, model: type[Row], scope: Scope) -> int | None:
        return len(field_at(model, f"{self.path}status").flatchoices)

    def labels(self, model: type[Row], scope: Scope, keys: Iterable[str]) -> Mapping[str, str]:
        labels = dict(field_at(model, f"{self.path}status").flatchoices)
        return {key: str(labels.get(key, key)) for key in keys}


@dataclass(frozen=True, kw_only=True)
class Related(Dimension):
    """By the directory row a foreign key leads to, told by its code."""

    def expression(self, scope: Scope) -> Any:
        return F(f"{self.path}__code")

    def column(self, scope: Scope) -> Any:
        """The row's key, which needs no join; the directory knows its code."""
        return F(self.path)

    def narrow(self, scope: Scope, key: str) -> Q | Having:
        return Q(**{f"{self.path}__code": key})

    def directory(self, model: type[Row]) -> Any:
        """The directory by whose rows those of `model` are divided."""
        return field_at(model, self.path).related_model

    def among(self, model: type[Row], scope: Scope) -> Iterable[Any]:
        """The council's rows of the directory, struck ones too; only to be read."""
        directory = self.directory(model)
        if directory.KEPT:
            return kept_rows(directory, scope.council.pk).values()
        rows: Iterable[Any] = directory.objects.filter(council=scope.council)
        return rows

    def labels(self, model: type[Row], scope: Scope, keys: Iterable[str]) -> Mapping[str, str]:
        wanted = frozenset(keys)
        found = self.among(model, scope) if wanted else ()
        rows = sorted(found, key=lambda row: not row.struck)
        return {row.code: row.title for row in rows if row.code in wanted}


@dataclass(frozen=True, kw_only=True)
class Many(Related):
    """By the directory rows that the row's live parts lead to; such parts overlap.

    `path` is the relation to the parts, `to` the part's foreign key.
    """

    to: str
    overlapping: bool = True

    def split(self, rows: "QuerySet[Row]", scope: Scope) -> "QuerySet[Row]":
        live = rows.filter(**{f"{self.path}__struck_at": None, f"{self.path}__isnull": False})
        return live.annotate(part=F(f"{self.path}__{self.to}__code"))

    def narrow(self, scope: Scope, key: str) -> Having:
        return Having(self.path, {f"{self.to}__code": key})

    def directory(self, model: type[Row]) -> Any:
        parts: Any = field_at(model, self.path).related_model
        return parts._meta.get_field(self.to).related_model


@dataclass(frozen=True, kw_only=True)
class Month(Dimension):
    """By calendar month of a date; the key is «2024-03»."""

    def expression(self, scope: Scope) -> Any:
        return TruncMonth(self.path)

    def column(self, scope: Scope) -> Any:
        """The day itself, which an index may hold in order; months of days are soon added up."""
        return F(self.path)

    def key(self, found: Any) -> str:
        return "" if found is None else f"{found:%Y-%m}"

    def parts_at_most(self, model: type[Row], scope: Scope) -> int | None:
        return (scope.period.until - scope.period.since).days + 1

    def narrow(self, scope: Scope, key: str) -> Q:
        month = month_of(key)
        return Q(**{f"{self.path}__range": (month.since, month.until)})

    def labels(self, model: type[Row], scope: Scope, keys: Iterable[str]) -> Mapping[str, str]:
        return {key: date_format(month_of(key).since, "YEAR_MONTH_FORMAT") for key in keys}


@dataclass(frozen=True, kw_only=True)
class Year(Dimension):
    """By calendar year of a date; the key is «2024»."""

    def expression(self, scope: Scope) -> Any:
        return ExtractYear(self.path)

    def parts_at_most(self, model: type[Row], scope: Scope) -> int | None:
        return scope.period.until.year - scope.period.since.year + 1

    def narrow(self, scope: Scope, key: str) -> Q:
        year = year_of(key)
        return Q(**{f"{self.path}__range": (year.since, year.until)})


@dataclass(frozen=True, kw_only=True)
class Origin(Dimension):
    """By the register that the row at `path` first came from; not stated where it came from none.

    A paper linked to a hearing and to an appeal counts once, under what was linked to it first.
    """

    def expression(self, scope: Scope) -> Any:
        links = Link.objects.filter(to_id=OuterRef(self.path), role=Role.LED_TO, struck_at=None)
        return Subquery(links.order_by("pk").values("from_register")[:1])

    def narrow(self, scope: Scope, key: str) -> Q:
        return Q(Exact(self.expression(scope), Value(key)))

    def parts_at_most(self, model: type[Row], scope: Scope) -> int | None:
        return len(apps.get_app_config("kenes").models)

    def labels(self, model: type[Row], scope: Scope, keys: Iterable[str]) -> Mapping[str, str]:
        known = apps.get_app_config("kenes").models
        return {key: str(known[key]._meta.verbose_name) for key in keys if key in known}


def year_of(key: str) -> Period:
    """«2024» → its days. Refused when it is no year."""
    try:
        first = date(int(key), 1, 1)
    except ValueError:
        raise Refused(key, field="year") from None
    return Period(first, first.replace(month=12, day=31))


def month_of(key: str) -> Period:
    """«2024-03» → its days. Refused when it is no month."""
    try:
        first = date.fromisoformat(f"{key}-01")
    except ValueError:
        raise Refused(key, field="month") from None
    return Period(first, last_of_month(first))


def field_at(model: type[Row], path: str) -> Any:
    """The field at the end of a path of foreign keys."""
    *way, last = path.split("__")
    here: Any = model
    for name in way:
        here = here._meta.get_field(name).related_model
    return here._meta.get_field(last)
