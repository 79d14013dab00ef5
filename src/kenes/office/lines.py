"""The parts of a record on its form, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from kenes.core.row import Row
from kenes.office.choosing import Directories, RowsChoice, capital, field_for
from kenes.office.entry import Parts

LINES_AT_MOST = 200


@dataclass
class Line:
    """One line: the part the register holds, if any, and the names of its fields on the form."""

    at: int
    old: Any = None
    key: str = ""
    label: str = ""
    names: dict[str, str] = field(default_factory=dict)
    remove: str = ""


class PartsForm:
    """The lines of one kind of part: their fields, and what was said in them."""

    def __init__(
        self, parts: Parts, owner: Any, model: Any, data: Any, directories: Directories
    ) -> None:
        self.parts = parts
        self.model = model
        self.owner = owner
        self.directories = directories
        self.held = self._held()
        self.lines = self._lines(data)

    @property
    def relation(self) -> str:
        return self.parts.relation

    def _held(self) -> list[Any]:
        if self.owner is None:
            return []
        of_it = {self.model.PART_OF: self.owner.pk}
        live = self.model.objects.filter(self.parts.among, **of_it, struck_at=None)
        related = [f.name for f in self.model._meta.concrete_fields if f.is_relation]
        chosen = [name for name in self.parts.names if name in related]
        order = self.model.PART_KEY if set(self.model.PART_KEY) <= set(self.parts.names) else ()
        return list(live.select_related(*chosen).order_by(*order, "pk"))

    def _lines(self, data: Any) -> list[Line]:
        if self.parts.many:
            return []
        if self.parts.fixed:
            return self._fixed_lines()
        count = self._count(data)
        lines = []
        for at in range(count):
            old = self.held[at] if at < len(self.held) else None
            lines.append(self._line(at, old))
        return lines

    def _count(self, data: Any) -> int:
        """How many lines the form has: those held, some blank; more when asked for."""
        said = str((data or {}).get(f"{self.relation}-lines", ""))
        count = int(said[:4]) if said.isdecimal() else len(self.held) + self.parts.blank
        if (data or {}).get("more") == self.relation:
            count += 3
        return min(max(count, len(self.held)), LINES_AT_MOST)

    def _fixed_lines(self) -> list[Line]:
        told = self.model._meta.get_field(self.parts.fixed)
        held = {getattr(part, self.parts.fixed): part for part in self.held}
        return [
            self._line(at, held.get(value), key=value, label=capital(label))
            for at, (value, label) in enumerate(told.flatchoices)
        ]

    def _line(self, at: int, old: Any, key: str = "", label: str = "") -> Line:
        names = {name: f"{self.relation}-{key or at}-{name}" for name in self.parts.names}
        remove = f"{self.relation}-{at}-remove" if old is not None and not key else ""
        return Line(at, old, key, label, names, remove)

    def fields(self) -> dict[str, forms.Field]:
        """The fields of all lines, and a hidden count of them."""
        if self.parts.many:
            return {self.relation: self._boxes()}
        made: dict[str, forms.Field] = {}
        for line in self.lines:
            made |= self._fields_of(line)
        hidden = forms.IntegerField(required=False, widget=forms.HiddenInput)
        hidden.initial = len(self.lines)
        return made | {f"{self.relation}-lines": hidden}

    def _boxes(self) -> forms.Field:
        told = self.model._meta.get_field(self.parts.many)
        chosen = [getattr(part, self.parts.many) for part in self.held]
        rows = self.directories.rows(told.related_model)
        boxes = RowsChoice(
            {row.pk: row for row in (*rows, *chosen)}.values(),
            label=str(self.parts.label),
            required=False,
        )
        boxes.initial = [str(row.pk) for row in chosen]
        return boxes

    def _fields_of(self, line: Line) -> dict[str, forms.Field]:
        made: dict[str, forms.Field] = {}
        for name, place in line.names.items():
            told = self.model._meta.get_field(name)
            now = getattr(line.old, name) if line.old is not None and told.is_relation else None
            asked = field_for(told, self.directories, now=now)
            # Whether a line says enough is judged when one knows that it says anything.
            asked.required = False
            if line.old is not None:
                asked.initial = value_of(line.old, told)
            elif name in self.model.PART_KEY and told.get_internal_type() == (
                "PositiveSmallIntegerField"
            ):
                asked.initial = line.at + 1
            if line.label and name == self.parts.names[0]:
                asked.label = line.label
            made[place] = asked
        if line.remove:
            made[line.remove] = forms.BooleanField(label=_("Strike this line"), required=False)
        return made


def value_of(row: Any, told: Any) -> Any:
    """The value of a fact as its control takes it."""
    value = getattr(row, told.attname)
    return str(value) if told.is_relation and value is not None else value


@dataclass(frozen=True)
class Told:
    """What a line of the form says of a part: the old one, the new one, or both."""

    place: str
    old: Row | None
    new: Row | None
    facts: Mapping[str, Any] = field(default_factory=dict)
