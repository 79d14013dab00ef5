"""What the tables would refuse of many rows together, said before they do: the same twice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _

from kenes.core.numbering import full_number
from kenes.core.refused import Refused
from kenes.core.row import Numbered, Row

if TYPE_CHECKING:
    from kenes.council.models import Council


@dataclass(frozen=True, eq=False)
class Rule:
    """Facts that may stand together only once among the rows for which `when` holds."""

    model: type[Row]
    fields: tuple[str, ...]
    when: Mapping[str, Any]

    def of(self, row: Row) -> tuple[Any, ...] | None:
        """The facts of a row under this rule; None where it does not bind the row."""
        if any(getattr(row, name) != value for name, value in self.when.items()):
            return None
        said = tuple(_fact(row, name) for name in self.fields)
        return None if None in said or "" in said else said

    @property
    def name(self) -> str:
        """The fact that a person would look at."""
        return self.model._meta.get_field(self.fields[-1]).name


def _fact(row: Row, name: str) -> Any:
    """A fact as the table will hold it: the № of a new row gets its year only when registered."""
    if name == "number" and isinstance(row, Numbered) and row._state.adding and row.number:
        return full_number(getattr(row, row.NUMBERED_BY).year, row.number)
    return getattr(row, name)


def rules(model: type[Row]) -> Iterator[Rule]:
    """What may stand only once in a register, as its tables say it."""
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key:
            yield Rule(model, (field.attname,), {})
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            names = [name for name in constraint.fields if name != "council"]
            attributes = tuple(_field(model, name).attname for name in names)
            yield Rule(model, attributes, _when(constraint))


def _field(model: type[Row], name: str) -> Any:
    return model._meta.get_field(name)


def _when(constraint: models.UniqueConstraint) -> dict[str, Any]:
    """The condition of a constraint: equalities, all of which must hold."""
    if constraint.condition is None:
        return {}
    return {str(name): value for name, value in constraint.condition.children}  # type: ignore[misc]


class Once:
    """What stands in the register, and in the lines above, under each rule."""

    def __init__(self, council: "Council") -> None:
        self._council = council
        self._rules: dict[type[Row], list[Rule]] = {}
        self._taken: dict[Rule, dict[tuple[Any, ...], str]] = {}

    def claim(self, row: Row, cell: str, *, instead: Row | None = None) -> None:
        """Note what a row says; refused when another has said it, with the cell or the record.

        `instead` is the row of the register that this one will amend; what it no longer says,
        another may.
        """
        claims, given_up = [], []
        for rule in self._of(type(row)):
            said = rule.of(row)
            before = rule.of(instead) if instead is not None else None
            if said == before:
                continue
            if said is not None and said in self._held(rule):
                raise Refused(self._sentence(rule, said), field=rule.name)
            if said is not None:
                claims.append((rule, said))
            if before is not None:
                given_up.append((rule, before))
        for rule, told in given_up:
            self._held(rule).pop(told, None)
        for rule, told in claims:
            self._held(rule)[told] = cell

    def _of(self, model: type[Row]) -> list[Rule]:
        if model not in self._rules:
            self._rules[model] = list(rules(model))
        return self._rules[model]

    def _held(self, rule: Rule) -> dict[tuple[Any, ...], str]:
        """The facts under a rule, with the cell that says them, or nothing for the register's."""
        if rule not in self._taken:
            rows = rule.model.objects.of(self._council).filter(**rule.when)
            self._taken[rule] = dict.fromkeys(rows.values_list(*rule.fields), "")
        return self._taken[rule]

    def _sentence(self, rule: Rule, said: tuple[Any, ...]) -> str:
        if cell := self._held(rule)[said]:
            return _("The same stands already in %s.") % cell
        found = rule.model.objects.filter(**rule.when, **dict(zip(rule.fields, said, strict=True)))
        other = found.of(self._council).first()
        name = f"{other.reference} {other.title}".strip() if other else ""
        return _("The register already holds this: %s.") % (name or rule.model._meta.verbose_name)
