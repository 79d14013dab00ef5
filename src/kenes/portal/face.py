"""A face: how one register is listed, searched, filtered, exported and shown record by record.

Portal and office use the same faces; the office sees more columns, and rows not yet public.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils.formats import date_format
from django.utils.translation import get_language

from kenes.core import kept, lookup, search
from kenes.core.dimension import Dimension
from kenes.core.flow import Flow
from kenes.core.period import Scope
from kenes.core.row import Numbered, Row
from kenes.core.text import fold, language

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import _StrPromise

    from kenes.core.search import Index
    from kenes.council.models import Council

Said = Mapping[str, Any]
_NUMBER = re.compile(r"\d{4}-[\w.-]+")
TONES = {
    "good": {"held", "resolved", "heard", "accepted", "implemented", "settled", "agreed"},
    "work": {"in_work", "sent", "planned", "registered", "raised", "adjourned", "postponed"},
    "attention": {"partly", "hollow", "explained", "remarks", "prepared"},
    "bad": {"failed", "rejected", "refused", "not_implemented", "not_accepted", "not_agreed"},
}


def state(value: str, label: Any) -> Said:
    """A mark of state in the tone its value deserves."""
    tone = next((tone for tone, values in TONES.items() if value in values), "plain")
    return {"state": {"label": str(label), "tone": tone}}


def day(on: "date | None") -> Said:
    """A date as people write it."""
    return {"text": _day(on, get_language()) if on else ""}


@lru_cache(maxsize=10_000)
def _day(on: "date", _language: str | None) -> str:
    return date_format(on, "DATE_FORMAT")


def words(row: Row | None, name: str = "title") -> Said:
    """A text of the register in the reader's language, or in the other one with its mark."""
    if row is None:
        return {"text": ""}
    if not hasattr(row, f"{name}_ru"):
        return {"text": str(getattr(row, name))}
    wanted = language()
    text, tongue = row.written(name, wanted)
    return {"text": text} if tongue == wanted else {"text": text, "lang": tongue}


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One column of a register and one fact of its cards."""

    label: "_StrPromise"
    says: Callable[[Any], Said]
    kind: str = "text"
    office: bool = False
    listed: bool = True
    # Whether it is a fact of the card besides a column of the list.
    fact: bool = True
    # In the list of the office it is said in another column; a file has it by itself.
    folded: bool = False
    # The code of the order its heading brings the list into.
    order: str = ""
    # The field whose sum stands under the column in a table of parts.
    sums: str = ""
    # Whether a table of parts leaves the column out when none of its rows says anything there.
    spare: bool = False


@dataclass(frozen=True, kw_only=True)
class Order:
    """An order a list may be brought into: by the date at `by`, from the last or from the first.

    It leaves out the rows that are not `among` those it is about, such as closed ones.
    """

    code: str
    by: str
    ascending: bool = False
    among: Q = field(default_factory=Q)


@dataclass(frozen=True, kw_only=True)
class Offered(Dimension):
    """A filter of a list alone: it says itself what it offers, and what each choice leaves."""

    path: str = ""
    leaves: Callable[[Scope, str], Q]
    offers: Callable[[Scope], Sequence[tuple[str, str]]] = lambda scope: ()
    # What a choice is called that links ask for and no person is offered.
    names: Callable[[str], str] = str

    def narrow(self, scope: Scope, key: str) -> Q:
        return self.leaves(scope, key)

    def labels(self, model: type[Row], scope: Scope, keys: Iterable[str]) -> Mapping[str, str]:
        offered = dict(self.offers(scope))
        return {key: offered.get(key) or self.names(key) for key in keys}


def _nothing(rows: Sequence[Any], office: bool) -> None:
    """Nothing more is read."""


@dataclass(frozen=True, kw_only=True)
class PartsTable:
    """The parts of a record, shown as a table on its card.

    `gathers` reads for all of them at once what their cells say beyond their own columns; the
    office may see more of it.
    """

    label: "_StrPromise"
    relation: str
    cells: tuple[Cell, ...]
    select: tuple[str, ...] = ()
    order: tuple[Any, ...] = ("pk",)
    gathers: Callable[[Sequence[Any], bool], None] = _nothing


@dataclass(frozen=True, kw_only=True)
class Face:
    """How one register is shown. `by` is the path of the date its rows are ordered by.

    `reads` adds to the rows what their cells say beyond their own columns; `gathers` does it for
    the rows of a page, once they are read.
    """

    code: str
    model: type[Row]
    plural: "_StrPromise"
    lead: "_StrPromise"
    cells: tuple[Cell, ...]
    by: str
    filters: tuple[Dimension, ...] = ()
    # What the office may ask besides.
    office_filters: tuple[Dimension, ...] = ()
    select: tuple[str, ...] = ()
    words: tuple[str, ...] = ("words",)
    # The index of words by which a large register is searched instead.
    index: "type[Index] | None" = None
    # What no list shows, and so is not opened for one.
    unopened: tuple[str, ...] = ()
    orders: tuple[Order, ...] = ()
    reads: Callable[[Any], Any] = lambda rows: rows
    gathers: Callable[[Sequence[Any], bool], None] = _nothing
    late: Callable[[Any], bool] = lambda row: False
    parts: tuple[PartsTable, ...] = ()
    where: Q = field(default_factory=Q)
    flow: Callable[[Any], Flow | None] = lambda row: row if isinstance(row, Flow) else None
    icon: str = "inbox"
    # What anyone may do from the list: the words of the button, the name of its address.
    doors: "tuple[tuple[_StrPromise, str], ...]" = ()

    @cached_property
    def _selects(self) -> tuple[Sequence[str], Sequence[str]]:
        return kept.apart(self.model, self.select)

    def rows(self, request: Any, *, office: bool, listed: bool = False) -> Any:
        """The rows this reader may see, struck ones for the office alone.

        Where they are `listed`, what is kept of the directories is not joined: `gather` adds it.
        """
        rows: Any = self.model.objects.of(request.council).filter(self.where)
        if not office:
            rows = rows.live().filter(self.model.PUBLIC)
            if self.model.OPENED:
                opened = ExpressionWrapper(self.model.OPENED, BooleanField())
                rows = rows.annotate(opened=opened)
        return self.reads(rows).select_related(*(self._selects[0] if listed else self.select))

    def gather(self, rows: Sequence[Any], office: bool) -> None:
        """Add to the rows of a page what their cells say beyond their own columns."""
        kept.name(rows, self._selects[1])
        self.gathers(rows, office)

    def found(self, rows: Any, text: str, council: "Council", *, sealed: bool = False) -> Any:
        """Of these rows, the one that bears the number typed; else those that hold all the words.

        A number is looked up in its index: a million rows need not be read for it. What is
        `sealed` is looked into for a reader who may read it, where the register is indexed.
        """
        words = fold(text).split()
        if issubclass(self.model, Numbered) and _NUMBER.fullmatch(" ".join(words)):
            numbered = rows.filter(number__in=[text.strip(), *words], struck_at=None)
            if numbered.exists():
                return numbered
        if self.index is not None and text.strip():
            asked = search.asked(text, council.pk, sealed=sealed)
            return lookup.found(rows, self.index, asked)
        for word in words:
            held = (Q(**{f"{path}__contains": word}) for path in self.words)
            rows = rows.filter(reduce(or_, held))
        return rows

    def openly(self, rows: Any, asked: Collection[str], text: str) -> Any:
        """Of these rows, those whose facts everyone may know, where they are asked for by facts.

        A filter, or a word, would tell of each row it leaves what the row itself does not say.
        """
        if set(asked) - {"state"}:
            return rows.filter(self.model.OPENED)
        words = fold(text).replace("-", " ").split()
        if not (words and self.model.OPENED):
            return rows
        # Everyone knows the number; what else holds the words is told of those that are read.
        numbered = (Q(number__contains=word) for word in words)
        return rows.filter(self.model.OPENED | reduce(and_, numbered))

    def newest(self, rows: Any) -> tuple[str, ...]:
        """What brings these rows into order by their day; those found by words, by their place."""
        if search.PLACE not in rows.query.annotations:
            return (self.by, "pk")
        return lookup.order()

    def shown(self, *, office: bool, listed: bool, whole: bool = False) -> Sequence[Cell]:
        """The columns of the list, or the facts of a card, for this reader.

        As a `whole`, the list has also the columns that are folded into others.
        """
        folds = office and listed and not whole
        return [
            cell
            for cell in self.cells
            if (office or not cell.office) and (cell.listed if listed else cell.fact)
            if not (folds and cell.folded)
        ]
