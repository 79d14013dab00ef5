"""What every form of an occasion asks: when, where, who was there."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kenes.core.refused import Refused
from kenes.events.ledger.whole import live, refuse_overfull, refuse_unheld
from kenes.events.models import Event
from kenes.office.entry import Parts
from kenes.office.lines import Told

OCCASION = (
    *("event__title_ru", "event__title_kk"),
    *("event__held_on", "event__starts_at", "event__ends_at"),
)
WHERE = ("event__place", "event__district", "event__topic")
ONE_TITLE = _("One of the two languages is enough.")
WHAT, WHEN = _("What it is"), _("When and where")


def _kind_then(part: Any, owner: Any) -> None:
    part.kind_then = part.organisation.kind


# The lines of the reach ledger that a form asks for; the others have the page “Reach”.
BARE = Q(source="", district=None)


def _of_this(part: Any, owner: Any) -> None:
    """A line is judged beside the event as the form states it."""
    part.event = owner


def _ledger(event: Event, told: Sequence[Told]) -> None:
    """Refuse visits at what was not held, and more of them than the hall has places."""
    changed = [each for each in told if each.new is not None and _says_more(each)]
    place = changed[-1].place if changed else "places"
    held = {each.old.pk for each in told if each.old is not None}
    lines: list[Any] = [each.new for each in told if each.new is not None]
    lines += [line for line in live(event) if line.pk not in held]
    try:
        if changed:
            refuse_unheld(event)
        refuse_overfull(event, lines)
    except Refused as refused:
        raise Refused(refused.sentence, field=place) from None


def _says_more(told: Told) -> bool:
    return told.old is None or any(
        getattr(told.old, name) != said for name, said in told.facts.items()
    )


def met(*, of_occasion: bool) -> tuple[Parts, ...]:
    """Who was there: the parts of an event."""
    return (
        Parts(
            relation="participants",
            label=_("Members who took part"),
            names=("person",),
            told_by=("person",),
            many="person",
            of_occasion=of_occasion,
        ),
        Parts(
            relation="coorganisers",
            label=_("Held together with"),
            names=("organisation",),
            told_by=("organisation",),
            of_occasion=of_occasion,
            copied=_kind_then,
        ),
        Parts(
            relation="reach",
            label=_("Whom it reached"),
            help=_(
                "Visits of each audience; leave empty those that were not there. Lines with a "
                "source or a district are kept on the page “Reach” of the record."
            ),
            names=("people", "estimated"),
            told_by=("people",),
            fixed="audience",
            among=BARE,
            together=_ledger,
            copied=_of_this,
            of_occasion=of_occasion,
        ),
    )
