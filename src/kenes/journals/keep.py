"""What a line does not say of a row it amends stays as the register has it."""

from collections.abc import Set
from datetime import date
from typing import Any

from kenes.core.filing import Filing, occasion
from kenes.core.flow import Flow, path_of
from kenes.core.row import Row


def keep(row: Row, filing: Filing[Any], absent: Set[str]) -> None:
    """Bring into the filing what the journal is silent about; `absent` are columns it lacks.

    A kind that was copied when the thing happened stays too: the directory may have changed since.
    """
    if filing.within:
        keep(getattr(row, occasion(row, filing)), filing.within, absent)
    _keep_facts(row, filing.row, absent)
    if absent and isinstance(row, Flow):
        stood = _moved(path_of(row), filing.path[0][1])
        if "state" in absent or _within(list(filing.path), stood):
            filing.path = stood
    for name in type(row).PARTS:
        _keep_parts(row, filing, row._meta.apps.get_model("kenes", name), absent)


def _keep_facts(row: Row, said: Row, absent: Set[str]) -> None:
    for field in type(row).facts():
        old, new = getattr(row, field.attname), getattr(said, field.attname)
        unsaid = field.name in absent or field.name.removesuffix("_on") in absent
        emptied = new in (None, "", field.get_default()) and old not in (None, "")
        copied = field.name.endswith("kind_then") and _same_references(row, said)
        if old != new and (unsaid or copied or (absent and emptied)):
            setattr(said, field.attname, old)


def _same_references(row: Row, said: Row) -> bool:
    """Whether both speak of the same organisation, so that its copied kind is no news."""
    organisations = [
        field.attname
        for field in row._meta.concrete_fields
        if field.is_relation and field.related_model._meta.model_name == "organisation"  # type: ignore[union-attr]
    ]
    return all(getattr(row, name) == getattr(said, name) for name in organisations)


def _moved(stood: list[tuple[str, date]], began: date) -> list[tuple[str, date]]:
    """The course that stands; what happened on its first day happened on the day `began`."""
    first = stood[0][1]
    return [(status, began if on == first else on) for status, on in stood]


def _within(course: list[Any], stood: list[Any]) -> bool:
    """Whether every step of `course` is among those of `stood`, in their order."""
    rest = iter(stood)
    return all(step in rest for step in course)


def _keep_parts(row: Row, filing: Filing[Any], model: Any, absent: Set[str]) -> None:
    said = {part.part_key(): part for part in filing.parts if isinstance(part, model)}
    held = list(model.objects.filter(**{model.PART_OF: row.pk}, struck_at=None))
    for part in held:
        if part.part_key() in said:
            _keep_facts(part, said[part.part_key()], absent)
    if absent and not said:
        filing.parts = [*filing.parts, *held]
