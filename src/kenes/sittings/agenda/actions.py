"""Building the agenda: items are put on, reworded, taken off, and brought into order."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Case, F, When
from django.utils.translation import gettext as _

from kenes.core import journal, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.core.row import Row
from kenes.sittings.models import AgendaItem, Sitting

if TYPE_CHECKING:
    from kenes.core.access import User

# An agenda no sitting could work through is a mistake of the hand.
AT_MOST = 200
# Far above any agenda: where items stand for a moment while others take their places.
_ASIDE = 10_000


@action
def put_on(
    sitting: Sitting, items: Sequence[tuple[AgendaItem, Row | None]], *, by: "User"
) -> list[AgendaItem]:
    """Items come on the agenda at its end, before «miscellaneous»; each with what it came from.

    What it came from leads to the item by a link, and no longer waits for an agenda.
    """
    _lock(sitting)
    standing = list(live_items(sitting))
    if len(standing) + len(items) > AT_MOST:
        raise Refused(_("An agenda holds at most %s questions.") % AT_MOST)
    last = standing[-1].position if standing else 0
    filings = []
    for place, (item, origin) in enumerate(items, start=last + 1):
        item.council, item.sitting, item.position = sitting.council, sitting, place
        _refuse_untitled(item)
        filings.append(Filing(item, origins=[origin] if origin is not None else []))
    record.register(filings, by=by)
    closing = [each for each in standing if each.kind == AgendaItem.Kind.MISCELLANEOUS]
    fresh = [filing.row for filing in filings]
    if closing and closing == standing[-len(closing) :]:
        _arrange(sitting, [*standing[: -len(closing)], *fresh, *closing])
    return fresh


@action
def reword(item: AgendaItem, *, version: int, by: "User", **facts: Any) -> None:
    """An item is worded otherwise, or gets its speaker, agency, minutes or draft decision."""
    _lock(item.sitting)
    item.title_kk = facts.get("title_kk", item.title_kk)
    item.title_ru = facts.get("title_ru", item.title_ru)
    _refuse_untitled(item)
    item.refresh_from_db(fields=["title_kk", "title_ru"])
    record.correct(item, version=version, by=by, **facts)


@action
def take_off(item: AgendaItem, *, reason: str, by: "User") -> None:
    """An item leaves the agenda; those below move up. What it came from waits again.

    Refused when something was voted on or decided under it.
    """
    _lock(item.sitting)
    if item.ballots.filter(struck_at=None).exists() or item.decisions.filter(struck_at=None):
        raise Refused(_("There was a vote under this question; it stays on the agenda."))
    record.strike([item], reason=reason, by=by)
    _arrange(item.sitting, list(live_items(item.sitting)))


def reorder(sitting: Sitting, order: Sequence[UUID], *, seen: Sequence[UUID], by: "User") -> None:
    """Bring the agenda into the order of the keys given.

    `seen` is the order the reader had before him: when a colleague has changed the agenda since,
    nothing is moved.
    """
    if list(order) != list(seen):
        _reorder(sitting, order, seen, by=by)


@action
def _reorder(sitting: Sitting, order: Sequence[UUID], seen: Sequence[UUID], *, by: "User") -> None:
    _lock(sitting)
    items = {item.pk: item for item in live_items(sitting)}
    if list(items) != list(seen):
        raise Refused(_("A colleague changed the agenda a moment ago. Look at it and try again."))
    if sorted(order) != sorted(items):
        raise Refused(_("The new order leaves out a question, or names one twice."))
    moved = [items[key] for key in order]
    _arrange(sitting, moved)
    said = [f"{place}. {item.title}" for place, item in enumerate(moved, start=1)]
    journal.write("sitting.reordered", sitting, by=by, order=said)


def live_items(sitting: Sitting) -> Any:
    """The items that stand on the agenda, in their order."""
    rows = AgendaItem.objects.filter(sitting=sitting, struck_at=None)
    return rows.select_related("agency").order_by("position")


def _lock(sitting: Sitting) -> None:
    """Let whoever changes this agenda at the same moment wait; refuse one that is settled."""
    now = Sitting.objects.select_for_update(of=("self",)).select_related("event").get(pk=sitting.pk)
    if now.struck or not now.agenda_open:
        raise Refused(_("The agenda of this sitting is settled and does not change any more."))


def _refuse_untitled(item: AgendaItem) -> None:
    if not (item.title_kk.strip() or item.title_ru.strip()):
        raise Refused(_("Word the question, in Kazakh or in Russian."), field="title_ru")


def _arrange(sitting: Sitting, items: Sequence[AgendaItem]) -> None:
    """Give the items the places 1, 2, 3 … in two updates, however many they are."""
    places = {item.pk: place for place, item in enumerate(items, start=1)}
    if all(item.position == places[item.pk] for item in items):
        return
    rows = AgendaItem.objects.filter(pk__in=list(places))
    rows.update(position=F("position") + _ASIDE)
    whens = [When(pk=key, then=place) for key, place in places.items()]
    rows.update(position=Case(*whens))
    moved = [item.pk for item in items if item.position != places[item.pk]]
    AgendaItem.objects.filter(pk__in=moved).update(version=F("version") + 1)
    for item in items:
        item.version += item.pk in moved
        item.position = places[item.pk]
