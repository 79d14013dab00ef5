"""What a new event may clash with: one entered already, or one that has the room at that time."""

from collections.abc import Sequence
from datetime import time
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Q

from kenes.core.text import fold
from kenes.events.models import Event

ALIKE = 0.8
AT_MOST = 10
# What came to nothing has left its room.
GONE = (Event.Status.FAILED, Event.Status.CANCELLED)
Span = tuple[time | None, time | None]


def doubles(event: Event, among: Q | None = None) -> Sequence[Event]:
    """Events of its kind and day that are at its place, in its district, or titled like it."""
    same = _others(event).filter(among or Q(), kind=event.kind, held_on=event.held_on)
    return [other for other in same if _alike(event, other)][:AT_MOST]


def rooms_taken(event: Event) -> Sequence[Event]:
    """Events at its place whose time lies over its own; of any kind, sittings as well."""
    if not event.place.strip() or event.starts_at is None:
        return []
    began = event.began_on or event.held_on
    that_day = Q(held_on=event.held_on) | Q(began_on__lte=event.held_on, held_on__gte=began)
    if began != event.held_on:
        that_day |= Q(held_on__range=(began, event.held_on))
    there = _others(event).filter(that_day).exclude(status__in=GONE)
    mine = (event.starts_at, event.ends_at)
    return [
        other
        for other in there
        if _same(other.place, event.place) and overlap(mine, (other.starts_at, other.ends_at))
    ][:AT_MOST]


def overlap(one: Span, other: Span) -> bool:
    """Whether two times of one day lie over each other, as far as that is known.

    An end nobody stated is not guessed: then only a start inside the other's known time tells.
    """
    return _starts_inside(one, other) or _starts_inside(other, one)


def _starts_inside(one: Span, other: Span) -> bool:
    start, (since, until) = one[0], other
    if start is None or since is None:
        return False
    return start == since or (until is not None and since <= start < until)


def _others(event: Event) -> Any:
    rows = Event.objects.of(event.council).live().exclude(pk=event.pk)
    return rows.order_by("held_on", "starts_at", "pk")


def _alike(one: Event, other: Event) -> bool:
    if one.district_id is not None and one.district_id == other.district_id:
        return True
    titles = ((one.title_ru, other.title_ru), (one.title_kk, other.title_kk))
    return _same(one.place, other.place) or any(_similar(a, b) for a, b in titles)


def _same(one: str, other: str) -> bool:
    return bool(one.strip()) and fold(one) == fold(other)


def _similar(one: str, other: str) -> bool:
    """Whether two titles differ by a word or an ending."""
    pair = (fold(one), fold(other))
    return all(pair) and SequenceMatcher(None, *pair, autojunk=False).ratio() >= ALIKE
