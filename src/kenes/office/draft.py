"""A record as a form states it: not yet in the register, but already asked whether it can be."""

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext as _

from kenes.core import clock
from kenes.core.flow import Flow, Path, check_path, path_of
from kenes.core.numbering import full_number
from kenes.core.refused import Refused
from kenes.core.row import Row
from kenes.office.entry import Entry
from kenes.office.lines import Told

# The constraint's field is filled from another; the person is told beside that one.
SHOWN_BESIDE = {"code": "title_ru"}


@dataclass
class Draft:
    """What a form says of one record. `old` is the record as the register holds it, if it does."""

    entry: Entry
    row: Any
    old: Any = None
    told: list[tuple[Any, Told]] = field(default_factory=list)
    path: Path = ()
    # The records it comes from.
    origins: Sequence[Row] = ()
    version: int = 1
    within_version: int = 1

    @property
    def within(self) -> Any:
        """The occasion the record is stated with."""
        return getattr(self.row, self.entry.within) if self.entry.within else None

    @property
    def flow(self) -> Flow | None:
        """The row whose status is meant."""
        return next((row for row in (self.row, self.within) if isinstance(row, Flow)), None)


def stated(model: Any, old: Any, facts: dict[str, Any], **given: Any) -> Any:
    """A row that states `facts`: a copy of the old one, or a new one."""
    row = copy.copy(old) if old is not None else model(**given)
    for name, value in facts.items():
        told = model._meta.get_field(name)
        if value is None and not told.null and told.has_default():
            value = told.get_default()
        if value is not None or told.null or not told.is_relation:
            setattr(row, name, value)
    return row


def begun(flow: Flow, on: Any, outcome: str) -> list[tuple[str, Any]]:
    """The course of a new record: begun on its day, today at the latest, and perhaps over."""
    start = next(iter(flow.START))
    if not outcome or outcome == start:
        return [(start, min(on, clock.today()))]
    if on > clock.today():
        raise Refused(_("That day is still to come."), field="held_on")
    return [(start, on), (outcome, on)]


def course(draft: Draft) -> list[tuple[str, Any]]:
    """The course of a record whose dates are put right: each dated step follows its fact."""
    flow = draft.flow
    assert flow is not None
    made = path_of(flow)
    for status, name in draft.entry.dated.items():
        inner = draft.entry.inner(name)
        on = getattr(draft.within, inner) if inner else getattr(draft.row, name)
        places = [at for at, (reached, _on) in enumerate(made) if reached == status]
        if places and on:
            made[places[-1]] = (status, on)
    if made[0][0] not in draft.entry.dated:
        # It was planned on the day of what followed at the latest, and not after its own day.
        latest = made[1][1] if len(made) > 1 else getattr(draft.row, draft.row.NUMBERED_BY)
        made[0] = (made[0][0], min(made[0][1], latest))
    check_path(flow, made)
    return made


def contradictions(row: Row) -> Iterator[tuple[str, str]]:
    """What the table itself would refuse, as (field, sentence)."""
    for told in row._meta.constraints:
        if not isinstance(told, UniqueConstraint | CheckConstraint):
            continue
        try:
            told.validate(type(row), row)
        except ValidationError:
            if isinstance(told, UniqueConstraint):
                name = told.fields[-1]
                yield SHOWN_BESIDE.get(name, name), _("Another record already says this.")
            else:
                yield "", _("These facts contradict one another.")


def number_taken(row: Any, year: int) -> None:
    """Refuse a number that another live record of that year bears."""
    full = full_number(year, row.number)
    held = type(row).objects.filter(council_id=row.council_id, number=full, struck_at=None)
    if held.exists():
        raise Refused(_("There is already a record %s.") % full, field="number")


def twice(told: Sequence[tuple[Any, Told]]) -> Iterator[Told]:
    """Lines that say of one record what another line of the form already says."""
    seen: set[Any] = set()
    for _parts, line in told:
        if line.new is None or not line.new.PART_KEY:
            continue
        key = (type(line.new), *line.new.part_key())
        if key in seen:
            yield line
        seen.add(key)
