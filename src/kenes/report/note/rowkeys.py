"""The keys by which an edition remembers the rows behind a figure: numbers, never persons."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import BooleanField, ExpressionWrapper, ForeignKey, TextField, Value

from kenes.core.indicator import Indicator
from kenes.core.period import Scope
from kenes.core.row import Numbered, Row
from kenes.organs.models import Directory

# Rows with neither number nor code are told by what is no person's.
TOLD_BY: Final[Mapping[str, tuple[str, ...]]] = {"Mandate": ("decided_on", "seat__ordinal")}


def key_fields(model: type[Row], path: str = "") -> tuple[str, ...]:
    """The fields that make up a row's key; a part is told by its owner's key and its own place."""
    if model.__name__ in TOLD_BY:
        return tuple(f"{path}{name}" for name in TOLD_BY[model.__name__])
    if issubclass(model, Numbered):
        return (f"{path}number",)
    if issubclass(model, Directory):
        return (f"{path}code",)
    if not model.PART_OF:
        return (f"{path}pk",)
    owner: Any = model._meta.get_field(model.PART_OF).related_model
    fields = {f.name: f for f in model._meta.concrete_fields}
    places = [
        f"{path}{name}"
        for name in model.PART_KEY
        if not isinstance(fields[name], TextField | ForeignKey)
    ]
    return (*key_fields(owner, f"{path}{model.PART_OF}__"), *places)


def row_keys(indicator: Indicator, scope: Scope) -> list[str]:
    """The key of each row a figure counts, sorted; a weighed row says its weight: «…=120»."""
    fields = key_fields(indicator.model)
    weight = (indicator.weight,) if indicator.weight else ()
    rows = indicator.rows(scope).order_by().values_list(*fields, *weight)
    seen: Counter[str] = Counter()
    keys = []
    for row in rows.iterator(chunk_size=10_000):
        key = _joined(row[: len(fields)])
        seen[key] += 1
        if seen[key] > 1:
            key = f"{key}#{seen[key]}"
        keys.append(f"{key}={row[-1]}" if weight else key)
    return sorted(keys)


def _joined(values: Sequence[Any]) -> str:
    return "/".join(str(value) for value in values)


@dataclass(frozen=True)
class Named:
    """A row behind a figure as a person knows it."""

    number: str
    title: str
    url: str
    struck: bool


def named(
    indicator: Indicator, scope: Scope, keys: Iterable[str], *, all_seen: bool, unsaid: str
) -> list[Named]:
    """The rows of these keys, struck ones too; one not yet public is named by its number alone."""
    wanted = {key.partition("=")[0].partition("#")[0] for key in keys}
    if not wanted:
        return []
    fields = key_fields(indicator.model)
    rows: Any = indicator.model.objects.of(scope.council)
    firsts = {key.split("/")[0] for key in wanted}
    found = {
        row[-1]: _joined(row[:-1])
        for row in rows.filter(**{f"{fields[0]}__in": firsts}).values_list(*fields, "pk")
    }
    rows = rows.filter(pk__in=[pk for pk, key in found.items() if key in wanted])
    public = indicator.model.PUBLIC & indicator.model.OPENED
    shown = ExpressionWrapper(public, BooleanField()) if public else Value(value=True)
    rows = rows.select_related(*indicator.model.TITLED_BY).annotate(shown=shown)
    return [
        Named(
            number=row.reference,
            title=str(row.title) if all_seen or row.shown else unsaid,
            url=row.get_absolute_url() if all_seen or row.shown else "",
            struck=_struck(row),
        )
        for row in sorted(rows, key=lambda row: found[row.pk])
    ]


def _struck(row: Row) -> bool:
    """Whether the row, or the row it is a part of, is struck."""
    if row.struck or not row.PART_OF:
        return row.struck
    return _struck(getattr(row, row.PART_OF))
