"""What is filed: a row with all that hangs on it; and how it differs from what stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.utils.translation import gettext as _

from kenes.core.flow import Flow, Path, Step, label_of
from kenes.core.link import Role
from kenes.core.row import Row

if TYPE_CHECKING:
    from uuid import UUID

R = TypeVar("R", bound=Row)


@dataclass
class Filing(Generic[R]):
    """What one line of a journal says: a row, its path, its parts, and what it is linked to.

    `within` is the filing of the occasion the row hangs on: a sitting happens within an event.
    """

    row: R
    path: Path = ()
    parts: Sequence[Row] = ()
    origins: Sequence[Row] = ()
    consequences: Sequence[tuple[Row, Role]] = ()
    within: "Filing[Any] | None" = None


@dataclass(frozen=True)
class Change:
    """One fact that differs between a row and what is now said of it."""

    name: str
    label: str
    old: str
    new: str


@dataclass
class Standing:
    """What hangs on a row in the register: the course it took and its live parts."""

    path: list[tuple[str, date]] = field(default_factory=list)
    parts: list[Row] = field(default_factory=list)


Stands = Mapping["UUID", Standing]


def standing(rows: Iterable[Row]) -> "dict[UUID, Standing]":
    """What hangs on each of the rows, asked for all rows of one register together."""
    found: dict[UUID, Standing] = {}
    for kind, group in groupby(rows, key=type):
        model: type[Row] = kind
        keys = [row.pk for row in group]
        found |= {key: Standing() for key in keys}
        if issubclass(model, Flow):
            made = Step.objects.filter(row_id__in=keys, struck_at=None).order_by("ordinal")
            for key, status, on in made.values_list("row_id", "to_status", "on"):
                found[key].path.append((status, on))
        for name in model.PARTS:
            part: Any = model._meta.apps.get_model("kenes", name)
            named = [n for n in part.PART_KEY if part._meta.get_field(n).is_relation]
            held = part.objects.filter(**{f"{part.PART_OF}__in": keys}, struck_at=None)
            for each in held.select_related(*named) if named else held:
                found[getattr(each, f"{part.PART_OF}_id")].parts.append(each)
    return found


def stands_of(row: Row, stands: Stands | None) -> Standing:
    """What hangs on a row: as read together with others, or read now for it alone."""
    return stands[row.pk] if stands and row.pk in stands else standing([row])[row.pk]


def difference(row: Row, filing: Filing[Any], stands: Stands | None = None) -> list[Change]:
    """What `filing` says otherwise than the register does: facts, path of the status, parts.

    `stands` is what hangs on the rows, where it was read for many of them together.
    """
    changes = [
        Change(f.name, str(f.verbose_name), plain(row, f.name), plain(filing.row, f.name))
        for f in type(row).facts()
        if f.name != row.PART_OF and getattr(row, f.attname) != getattr(filing.row, f.attname)
    ]
    if filing.within:
        hung_on = occasion(row, filing)
        changes = [c for c in changes if c.name != hung_on]
        changes += difference(getattr(row, hung_on), filing.within, stands)
    if isinstance(row, Flow):
        course = stands_of(row, stands).path
        old, new = _path_words(row, course), _path_words(row, filing.path)
        if old != new:
            changes.append(Change("status", str(_("course")), old, new))
    for old_part, new_part in paired_parts(row, filing, stands):
        changes += _part_difference(old_part, new_part)
    return changes


def occasion(row: Row, filing: Filing[Any]) -> str:
    """The name of the foreign key by which a row hangs on its occasion."""
    assert filing.within is not None
    wanted = type(filing.within.row)
    return next(f.name for f in row._meta.concrete_fields if f.related_model is wanted)


def paired_parts(
    row: Row, filing: Filing[Any], stands: Stands | None = None
) -> list[tuple[Row | None, Row | None]]:
    """Each part the register holds beside the one the filing says, by the part's own key."""
    kinds = type(row).PARTS
    held = stands_of(row, stands).parts if kinds else []
    pairs: list[tuple[Row | None, Row | None]] = []
    for name in kinds:
        model: Any = row._meta.apps.get_model("kenes", name)
        old = {part.part_key(): part for part in held if isinstance(part, model)}
        new = {part.part_key(): part for part in filing.parts if isinstance(part, model)}
        pairs += [(old.get(key), new.get(key)) for key in dict.fromkeys([*old, *new])]
    return pairs


def _part_difference(old: Row | None, new: Row | None) -> list[Change]:
    if old and new:
        told = facts_told(old, new)
        return [
            Change(name, f"{old}: {_label(old, name)}", plain(old, name), plain_value(value))
            for name, value in told.items()
        ]
    part = old or new
    label = str(part._meta.verbose_name) if part else ""
    return [Change("part", label, str(old or ""), str(new or ""))]


def _label(row: Row, name: str) -> str:
    field_: Any = row._meta.get_field(name)
    return str(field_.verbose_name)


def facts_told(old: Row, new: Row) -> dict[str, Any]:
    """The facts of a part that are now told otherwise, with their new values."""
    return {
        f.name: getattr(new, f.name)
        for f in type(old).facts()
        if f.name != old.PART_OF and getattr(old, f.attname) != getattr(new, f.attname)
    }


def _path_words(row: Flow, path: Path) -> str:
    return " → ".join(f"{label_of(row, to)} {on:%d.%m.%Y}" for to, on in path)


def facts_of(row: Row) -> dict[str, str]:
    """The stated facts of a row in words, for the journal; secret ones are left out."""
    return {
        f.name: plain(row, f.name)
        for f in type(row).facts()
        if not getattr(f, "secret", False) and getattr(row, f.attname) not in (None, "")
    }


def plain(row: Row, name: str) -> str:
    """The value of a fact as a person would write it down."""
    field_: Any = row._meta.get_field(name)
    if field_.flatchoices and not field_.is_relation:
        value = getattr(row, field_.attname)
        return str(dict(field_.flatchoices).get(value, "" if value is None else value))
    if field_.is_relation and getattr(row, field_.attname) is None:
        return ""
    return plain_value(getattr(row, name))


def plain_value(value: Any) -> str:
    """A value as a person would write it down."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if hasattr(value, "strftime"):
        return str(value.strftime("%d.%m.%Y"))
    return str(value)
