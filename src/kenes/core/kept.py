"""What is made of the rules, the calendar and the directories, kept by a process until they change.

Why so: docs/decisions/0031.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, TypeVar
from uuid import UUID, uuid4

from django.db import models

from kenes.core.action import at_last, known
from kenes.core.prepared import Prepared
from kenes.core.row import Row
from kenes.core.text import alphabetical, language

T = TypeVar("T")


class Stamp(models.Model):
    """A word that becomes another with each change of a rule or a day; and one, of a kept row.

    By them a process knows whether what it made of either still holds. They say nothing else.
    """

    RULES, ROWS = 1, 2
    DERIVED: ClassVar[bool] = True

    id = models.PositiveSmallIntegerField(primary_key=True)
    value = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.value


# For each thing kept: the words under which it was made with the day it is of, and the thing.
_made: dict[Hashable, tuple[tuple[str, str, date | None], Any]] = {}
_STAMPS: Prepared[Stamp] = Prepared(question=Stamp.objects.all)


def kept(
    name: Hashable, make: Callable[[], T], *, of_rows: bool = False, on: date | None = None
) -> T:
    """The thing of that name as the rules and the calendar make it now; `of_rows`, kept rows too.

    What is made for a day is kept until it is asked for another. The words are read first: what
    another process changes meanwhile is then read once too often, and never too seldom. Where the
    rules have no word yet nothing is kept.
    """
    words = _words()
    rules = words.get(Stamp.RULES, "")
    under = rules, words.get(Stamp.ROWS, "") if of_rows else "", on
    if rules and name in _made and _made[name][0] == under:
        found: T = _made[name][1]
        return found
    made = make()
    if rules:
        _made[name] = under, made
    return made


def _words() -> Mapping[int, str]:
    """The words as they stand; within one act they are asked once."""
    found = known()
    if Stamp not in found:
        found[Stamp] = {each.pk: each.value for each in _STAMPS()}
    words: Mapping[int, str] = found[Stamp]
    return words


def changed(what: int = Stamp.RULES) -> None:
    """What processes keep was changed: what each made of it before holds no more.

    The word is written as the last of the act. What is asked within it meanwhile is kept under a
    word of its own, which no other act ever reads: others may still change what it was made of.
    """
    known()[Stamp] = {**_words(), what: uuid4().hex}
    at_last(f"stamp {what}", lambda: _write(what))


def _write(what: int) -> None:
    word = uuid4().hex
    if not Stamp.objects.filter(pk=what).update(value=word):
        Stamp.objects.update_or_create(pk=what, defaults={"value": word})


def changed_with(rows: Iterable[Row]) -> None:
    """The same, where one of these rows is of a kind that is kept."""
    if any(row.KEPT for row in rows):
        changed(Stamp.ROWS)


def kept_rows(model: type[Row], council: UUID) -> Mapping[UUID, Any]:
    """The rows of a kept kind by their keys, struck ones too. They are shared: only to be read."""
    rows = model._default_manager.filter(council=council).order_by("pk")
    return kept((model, council), lambda: {row.pk: row for row in rows}, of_rows=True)


def in_order(model: type[Row], council: UUID) -> Sequence[Any]:
    """Those that are not struck, in the order of their names in the reader's language."""

    def ordered() -> Sequence[Any]:
        rows = (row for row in kept_rows(model, council).values() if not row.struck)
        return sorted(rows, key=lambda row: alphabetical(row.title))

    return kept(("in order", model, council, language()), ordered, of_rows=True)


def apart(model: type[Row], select: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Which of these paths a question has to join, and which lead to rows that are kept."""
    joined: dict[str, None] = {}
    named = []
    for path in select:
        way, _dot, last = path.rpartition("__")
        owner: Any = _model_at(model, way)
        field = owner._meta.get_field(last)
        if field.concrete and getattr(field.related_model, "KEPT", False):
            named.append(path)
            joined |= {way: None} if way else {}
        else:
            joined[path] = None
    return tuple(joined), tuple(named)


def _model_at(model: Any, way: str) -> Any:
    for step in filter(None, way.split("__")):
        model = model._meta.get_field(step).related_model
    return model


def name(rows: Sequence[Row], paths: Iterable[str]) -> None:
    """Give rows the kept ones that their keys at these paths lead to: they need not be read."""
    for path in paths:
        *way, last = path.split("__")
        owners: Iterable[Any] = rows
        for step in way:
            owners = [one for each in owners if (one := getattr(each, step)) is not None]
        known: dict[UUID, Mapping[UUID, Any]] = {}
        for owner in owners:
            field = owner._meta.get_field(last)
            key, council = getattr(owner, field.attname), owner.council_id
            if key is not None and council not in known:
                known[council] = kept_rows(field.related_model, council)
            if key is not None and (found := known[council].get(key)) is not None:
                field.set_cached_value(owner, found)
