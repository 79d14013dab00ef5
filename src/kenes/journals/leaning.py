"""What leans on the rows of an import, and what came in together with them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.apps import apps

from kenes.core.link import Link, Role
from kenes.core.row import Row

if TYPE_CHECKING:
    from uuid import UUID

CHUNK = 500
# The foreign keys by which a row hangs on what its line brought in together with it.
BROUGHT_ALONG = ("event", "applicant")


def brought_along(model: Any, rows: Sequence[Row]) -> list[Row]:
    """The occasions and applicants that came in with the rows and serve no other."""
    found: list[Row] = []
    for name in BROUGHT_ALONG:
        if name == model.PART_OF or name not in {f.name for f in model._meta.concrete_fields}:
            continue
        other: Any = model._meta.get_field(name).related_model
        keys = [getattr(row, f"{name}_id") for row in rows]
        served = _served(model, name, {row.pk for row in rows}, keys)
        for some in chunks(keys):
            found += other.objects.filter(pk__in=some, struck_at=None).exclude(pk__in=served)
    return found


def _served(model: Any, name: str, going: "set[UUID]", keys: "Sequence[UUID]") -> "set[UUID]":
    """Those of the keys to which a row that stays refers too."""
    found: set[UUID] = set()
    for some in chunks(keys):
        rows = model.objects.live().filter(**{f"{name}__in": some})
        found |= {key for pk, key in rows.values_list("pk", name) if pk not in going}
    return found


def leaned_on(model: Any, going: "set[UUID]") -> "set[UUID]":
    """Those of the rows to which a row that stays refers, by a key or by a link."""
    pairs = [*_references(model, going), *_consequences(going), *_merged(model, going)]
    held: set[UUID] = set()
    while True:
        # A row of the same sheet that itself stays keeps what it leans on.
        more = {key for pk, key in pairs if key not in held and (pk not in going or pk in held)}
        if not more:
            return held
        held |= more


def _references(model: Any, going: "set[UUID]") -> "Iterator[tuple[UUID, UUID]]":
    """(row, key) for each live row that refers to one of these by a foreign key, parts left out."""
    for relation in model._meta.related_objects:
        other, name = relation.related_model, relation.field.name
        if not issubclass(other, Row) or other.__name__ in model.PARTS:
            continue
        for keys in chunks(list(going)):
            rows = other.objects.live().filter(**{f"{name}__in": keys})
            yield from rows.values_list("pk", name)


def _consequences(going: "set[UUID]") -> "Iterator[tuple[UUID, UUID]]":
    """(row, key) for each live row that came of one of these."""
    for keys in chunks(list(going)):
        links = Link.objects.filter(from_id__in=keys, struck_at=None)
        came: dict[str, list[tuple[UUID, UUID]]] = {}
        for register, to_id, from_id in links.values_list("to_register", "to_id", "from_id"):
            came.setdefault(register, []).append((to_id, from_id))
        for register, found in came.items():
            model: Any = apps.get_model("kenes", register)
            live = model.objects.live().in_bulk([to_id for to_id, _from_id in found])
            yield from (pair for pair in found if pair[0] in live)


def _merged(model: Any, going: "set[UUID]") -> "Iterator[tuple[UUID, UUID]]":
    """(row, key) for each live row that waits for the answer to one of these."""
    for keys in chunks(list(going)):
        links = Link.objects.filter(to_id__in=keys, role=Role.MERGED_INTO, struck_at=None)
        found = list(links.values_list("from_id", "to_id"))
        live = model.objects.live().in_bulk([from_id for from_id, _to_id in found])
        yield from (pair for pair in found if pair[0] in live)


def chunks(keys: Sequence[Any], size: int = CHUNK) -> Iterator[Sequence[Any]]:
    """The keys in portions, by default such as one query can take."""
    return (keys[at : at + size] for at in range(0, len(keys), size))
