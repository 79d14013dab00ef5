"""What is due in the council itself: where its composition is not lawful, what members dispute."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from kenes.council.checks import BAD, GOOD
from kenes.council.disputes.models import Dispute
from kenes.council.models import Person
from kenes.office.council.overview import findings
from kenes.office.council.room import BASE
from kenes.office.due import SHOWN, Asked, Due


def composition(asked: Asked) -> Sequence[Due]:
    """What the live checks found amiss: too few of civil society, vacancies, absences."""
    amiss = [each for each in findings(asked.council, asked.today) if each.tone != GOOD]
    return [
        Due(
            each.row,
            asked.today,
            each.says,
            each.law,
            str(_("against the law") if each.tone == BAD else _("look at it")),
            each.tone,
            url=f"{BASE}members/{each.row.code}/" if isinstance(each.row, Person) else BASE,
        )
        for each in amiss[: SHOWN + 1]
    ]


def disputes(asked: Asked) -> Sequence[Due]:
    """Facts that members dispute, the oldest first."""
    open_ = Dispute.objects.of(asked.council).live().filter(status=Dispute.Status.OPEN)
    rows = open_.select_related("person").order_by("opened_on")
    return [
        Due(
            each,
            each.opened_on,
            each.fact_then,
            str(each.person),
            each.get_status_display(),
            "attention",
            url=f"{BASE}disputes/{each.pk}/",
        )
        for each in rows[: SHOWN + 1]
    ]
