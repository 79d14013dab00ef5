"""A monitoring is registered, its object is told and agrees to a visit."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kenes.control.actions import ahead, say
from kenes.control.models import Monitoring
from kenes.core import record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.events.models import Event
from kenes.norms import calendar
from kenes.norms.deadline import deadline, months_after
from kenes.norms.models import Norm

if TYPE_CHECKING:
    from kenes.core.access import User


def register_monitorings(filings: Sequence[Filing[Monitoring]], *, by: "User") -> None:
    """Enter monitorings, refused while their object may still decline another visit."""
    for filing in filings:
        refuse_too_soon(filing.row)
    record.register(filings, by=by)


def refuse_too_soon(monitoring: Monitoring) -> None:
    """Refuse a monitoring of an object within its term after the last one (PCtl art 12(5)).

    The object may agree all the same; then the paper in which it does is named.
    """
    day = monitoring.event.began_on or monitoring.event.held_on
    norm = Norm.objects.known("monitor.repeat_visit", day, monitoring.council)
    if norm is None or monitoring.repeat_ground.strip():
        return
    rows = Monitoring.objects.live().filter(
        council_id=monitoring.council_id,
        event__status=Event.Status.HELD,
        event__held_on__range=(months_after(day, -norm.value) - timedelta(days=7), day),
    )
    for other in rows.exclude(pk=monitoring.pk).select_related("event").order_by("-event__held_on"):
        until = deadline(norm, other.held_on, calendar.load()).due_on
        if other.same_object(monitoring) and day <= until:
            said = {
                "number": other.number,
                "day": date_format(other.held_on),
                "until": date_format(until),
                "law": norm.citation(),
            }
            sentence = _(
                "This object was monitored on %(day)s (%(number)s) and may decline another visit "
                "until %(until)s: %(law)s. If it agrees, name the paper."
            )
            raise Refused(sentence % said, field="object_ru")


@action
def inform(monitoring: Monitoring, *, on: date, by: "User") -> None:
    """The object was told of the monitoring (PCtl art 7(2)3)."""
    ahead(monitoring)
    say(monitoring, by=by, informed_on=on)


@action
def consent(monitoring: Monitoring, *, consent: str, who: str, on: date, by: "User") -> None:
    """The object agreed to a visit in writing, or declined it, or no visit is needed."""
    ahead(monitoring)
    if consent != Monitoring.Consent.NOT_NEEDED and not who.strip():
        raise Refused(_("Name who said so, by which paper."), field="who")
    say(monitoring, by=by, consent=consent, consent_by=who.strip(), consent_on=on)


@action
def purpose(monitoring: Monitoring, *, by: "User", **facts: Any) -> None:
    """What the monitoring is for, and by which law its group is formed."""
    ahead(monitoring)
    if not (facts["purpose_ru"].strip() or facts["purpose_kk"].strip()):
        raise Refused(_("Say what it is for."), field="purpose_ru")
    say(monitoring, by=by, **facts)
