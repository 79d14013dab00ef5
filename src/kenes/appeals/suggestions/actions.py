"""Learning is written down, suggestions are laid before the clerk, and a person takes one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.appeals.models import Appeal
from kenes.appeals.suggestions.models import About, Measure, Reading, Suggestion, Training
from kenes.core import journal, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused

if TYPE_CHECKING:
    from kenes.core.access import User

Said = Suggestion.Said


@action
def note_training(training: Training, measures: Sequence[Measure], *, by: "User") -> None:
    """A model was learned, and this is how well it did on what it had not seen."""
    record.register([Filing(training, parts=measures)], by=by)


@action
def lay(
    readings: Mapping[Appeal, Sequence[Suggestion]], training: Training, on: date, *, by: "User"
) -> None:
    """A model read these appeals; what it suggests waits for the clerk. The appeals stay as are."""
    filings = []
    for appeal, suggestions in readings.items():
        reading = Reading(council_id=appeal.council_id, appeal=appeal, training=training)
        reading.read_on = on
        for each in suggestions:
            each.reading, each.council_id = reading, appeal.council_id
        filings.append(Filing(reading, parts=list(suggestions)))
    record.register(filings, by=by)


@action
def take(suggestion: Suggestion, *, version: int, by: "User") -> None:
    """The clerk takes a suggestion: from now on the appeal says so.

    The journal holds what was suggested and that it was taken. Refused when somebody has changed
    the appeal since the clerk saw it.
    """
    if suggestion.about not in About.values:
        raise Refused(_("An appeal alike is only shown."))
    appeal = suggestion.reading.appeal
    before = str(getattr(appeal, suggestion.about) or "")
    fact: dict[str, Any] = {suggestion.about: suggestion.named}
    record.correct(appeal, version=version, by=by, **fact)
    _settle(suggestion.reading, suggestion.about, suggestion, before, by=by)


@action
def keep(reading: Reading, about: str, *, by: "User") -> None:
    """The clerk leaves the appeal as it stands; if that was suggested, it counts as taken."""
    stands = getattr(reading.appeal, f"{about}_id")
    rows = Suggestion.objects.filter(reading=reading, about=about, struck_at=None)
    same = rows.filter(**{f"{about}_id": stands}).first() if stands else None
    _settle(reading, about, same, str(getattr(reading.appeal, about) or ""), by=by)


def _settle(
    reading: Reading, about: str, taken: Suggestion | None, before: str, *, by: "User"
) -> None:
    """Write down which of the suggestions was taken; each is settled once."""
    rows = Suggestion.objects.filter(reading=reading, about=about, struck_at=None)
    offered = [f"{each.named} ({each.percent} %)" for each in rows.order_by("ordinal")]
    if not rows.filter(said="").update(said=Said.PASSED):
        raise Refused(_("The choice is made already."))
    if taken is not None:
        rows.filter(pk=taken.pk).update(said=Said.TAKEN)
    chosen = str(taken.named) if taken is not None else before
    journal.write(
        f"reading.{'chosen' if taken else 'passed'}",
        reading,
        by=by,
        changed={about: [", ".join(offered), chosen]},
    )
