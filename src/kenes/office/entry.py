"""What a record's form asks: its groups of facts, its occasion, its parts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from kenes.core import record
from kenes.core.row import Row

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Group:
    """Facts asked together under one heading. `event__place` is a fact of the occasion."""

    label: "_StrPromise"
    names: tuple[str, ...]
    help: "_StrPromise | str" = ""
    when: Callable[[Any], bool] = lambda row: True


def _nothing(part: Any, owner: Any) -> None:
    """Nothing is copied, or nothing is refused."""


@dataclass(frozen=True)
class Doubt:
    """Why a new record may be a mistake, and the record that makes one doubt; `key` tells both."""

    key: str
    sentence: str
    row: Row


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Parts of a record, asked line by line.

    `told_by` are the facts that make a line worth keeping; `of_occasion` hangs the parts on the
    occasion; `fixed` asks one line for each value of a field, as the ledger of reach does, and
    `among` leaves out parts that have a page of their own. `together` refuses what the lines
    changed may not say beside the others.
    """

    relation: str
    label: "_StrPromise"
    names: tuple[str, ...]
    told_by: tuple[str, ...]
    help: "_StrPromise | str" = ""
    blank: int = 2
    fixed: str = ""
    among: Q = field(default_factory=Q)
    together: Callable[[Any, Sequence[Any]], None] = _nothing
    many: str = ""
    of_occasion: bool = False
    copied: Callable[[Any, Any], None] = _nothing
    start: tuple[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """The form of one register.

    `within` is the foreign key of the row registered with it: the occasion, the applicant. `dated`
    says which fact dates the step to a status; `outcomes` are states a record may be entered in
    at once; `copied` fills the facts that are copied and never asked; `doubts` are shown before a
    new record is saved, which they do not forbid. `opened_by` is the fact that an address may say
    beforehand: `…/events/new/?kind=platform` opens the form of a platform.
    """

    model: type[Row]
    groups: tuple[Group, ...]
    within: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)
    parts: tuple[Parts, ...] = ()
    dated: Mapping[str, str] = field(default_factory=dict)
    outcomes: Sequence[str] = ()
    opened_by: str = ""
    limits: Mapping[str, Q] = field(default_factory=dict)
    choices: Mapping[str, Callable[[], Any]] = field(default_factory=dict)
    copied: Callable[[Any], None] = lambda row: None
    doubts: Callable[[Any], Sequence[Doubt]] = lambda row: ()
    register: Callable[..., None] = record.register

    def asked(self, row: Any) -> list[Group]:
        """The groups that make sense for a row; None stands for one not yet registered."""
        return [group for group in self.groups if group.when(row)]

    def openings(self) -> dict[str, Any]:
        """What the fact `opened_by` may be, with the word for each; empty where there is none."""
        return dict(self.choices[self.opened_by]()) if self.opened_by else {}

    def inner(self, name: str) -> str:
        """The name of an occasion's fact without the way to it; empty for a fact of the row."""
        lead = f"{self.within}__"
        return name.removeprefix(lead) if self.within and name.startswith(lead) else ""

    def occasion_model(self) -> Any:
        """The model of the row registered with it."""
        return self.model._meta.get_field(self.within).related_model

    def model_field(self, name: str) -> Any:
        """The model's field behind a fact of the form."""
        inner = self.inner(name)
        model = self.occasion_model() if inner else self.model
        return model._meta.get_field(inner or name)
