"""What became of the problems voiced at events, as far as this reader may see."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from kenes.appeals.models import Appeal
from kenes.core import clock
from kenes.core.link import Link
from kenes.core.row import Row
from kenes.events.problems.models import Problem
from kenes.portal.face import Said
from kenes.portal.linked import linked_by
from kenes.recommendations.models import Recommendation
from kenes.recommendations.urgent.models import UrgentQuestion
from kenes.sittings.models import AgendaItem

# What a problem may become. The task of a decision comes by way of the question of an agenda.
RECORDS: tuple[type[Row], ...] = (Recommendation, UrgentQuestion, Appeal)
BECOMES: tuple[type[Row], ...] = (*RECORDS, AgendaItem)


def came_to_something(*, office: bool, of: Sequence[type[Row]] = BECOMES) -> Q:
    """The problems of which something came that this reader may see, of these kinds."""
    found = Q()
    for model in of:
        rows = model.objects.live()
        if not office:
            rows = rows.filter(model.PUBLIC, model.OPENED)
        links = Link.objects.filter(
            from_id=OuterRef("pk"),
            to_register=model._meta.model_name,
            to_id__in=rows.values("pk"),
            struck_at=None,
        )
        found |= Q(Exists(links))
    return found


def gather(problems: Sequence[Any], office: bool) -> None:
    """Read for all of the problems what became of each."""
    keys = [each.pk for each in problems]
    links = Link.objects.filter(from_id__in=keys, struck_at=None)
    found = linked_by(links, "to", office=office)
    for each in problems:
        each.became = found.get(each.pk, [])
        each.open = _("nothing yet") if office else _("nothing public yet")


def became(problem: Any) -> Said:
    """A cell: the records a problem became, each with its state, or that there is none."""
    if not problem.became:
        return {"text": problem.open}
    told = ", ".join(f"{each['kind']} {each['reference']}".strip() for each in problem.became)
    return {"text": told, "links": problem.became}


def waits(problem: Problem) -> int:
    """For how many days nothing has come of it."""
    return (clock.today() - problem.event.held_on).days
