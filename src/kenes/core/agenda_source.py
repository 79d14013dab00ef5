"""What waits for an agenda: each register says which of its records a sitting should take up."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from kenes.core.link import Link
from kenes.core.row import Row

if TYPE_CHECKING:
    from uuid import UUID

    from django.utils.functional import _StrPromise

    from kenes.council.models import Council


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One matter that waits: the record it comes from, how its question would read, why now."""

    origin: Row
    kind: str
    title_kk: str = ""
    title_ru: str = ""
    why: "str | _StrPromise" = ""
    late: bool = False
    # Further facts of the item: the agency that reports, the one that drafted.
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class AgendaSource:
    """A register from which questions come. `waiting` tells them, the most pressing first."""

    code: str
    wording: "_StrPromise"
    waiting: "Callable[[Council, date], Iterable[Waiting]]"


def taken(items: Any) -> "set[UUID]":
    """The records that stand on an agenda already; `items` are the items that still count."""
    links = Link.objects.filter(
        to_register="agendaitem", struck_at=None, to_id__in=items.values("pk")
    )
    return set(links.values_list("from_id", flat=True))
