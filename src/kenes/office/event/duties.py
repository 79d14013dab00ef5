"""What falls due after events: problems were voiced, and nothing came of them."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.events.models import Event
from kenes.events.problems.models import Problem
from kenes.office.due import SHOWN, Asked, Due, Duty
from kenes.office.event.problems import address
from kenes.portal.faces.voiced import NOTHING
from kenes.portal.voiced import came_to_something


def voiced(asked: Asked) -> Sequence[Due]:
    """Problems voiced at events held of which nothing came, those that wait longest first."""
    rows = Problem.objects.of(asked.council).live().filter(event__status=Event.Status.HELD)
    waiting = rows.exclude(came_to_something(office=True)).select_related("event")
    words = _("nothing yet")
    return [
        Due(
            each,
            each.event.held_on,
            each.title,
            f"{each.event.number} · {each.event}",
            words,
            "attention",
            address(each),
        )
        for each in waiting.order_by("event__held_on", "pk")[: SHOWN + 1]
    ]


DUTIES = (
    Duty(
        "voiced",
        gettext_lazy("Problems of which nothing came"),
        voiced,
        f"problems/?became={NOTHING}&order=oldest",
    ),
)
