"""What every form of an occasion asks: when, where, who was there."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kenes.office.entry import Parts

OCCASION = ("event__title_ru", "event__title_kk", "event__held_on", "event__starts_at")
WHERE = ("event__place", "event__district", "event__topic")
ONE_TITLE = _("One of the two languages is enough.")
WHAT, WHEN = _("What it is"), _("When and where")


def _kind_then(part: Any, owner: Any) -> None:
    part.kind_then = part.organisation.kind


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
            help=_("Visits of each audience; leave empty those that were not there."),
            names=("people", "estimated"),
            told_by=("people",),
            fixed="audience",
            of_occasion=of_occasion,
        ),
    )
