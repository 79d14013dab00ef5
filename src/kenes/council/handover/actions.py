"""A convocation is closed: what it left open is listed and given on, the archive is frozen."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kenes.core import journal, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.council.bodies.actions import end_roles
from kenes.council.contest.models import Contest
from kenes.council.handover.models import Handover
from kenes.council.models import Body, Convocation, Mandate, Office, Person
from kenes.council.rotation.models import Rotation

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from kenes.core.access import User
    from kenes.core.row import Row
    from kenes.council.models import Council


C = Contest.Status


@dataclass(frozen=True)
class OpenWork:
    """What a register calls open: the rows on a day. Later slices are named by an explicit list."""

    code: str
    label: "_StrPromise"
    find: Callable[["Council", date], Iterable["Row"]]


@action
def close(
    convocation: Convocation,
    work: Sequence[tuple[OpenWork, "Row"]],
    *,
    on: date,
    by: "User",
) -> list[Handover]:
    """The convocation's term ended on the day `on`.

    Its mandates end with the ground of the term, roles in bodies end, seats that wait for a
    successor stay vacant; what is open is listed for the next one. From now on nothing of its
    composition changes.
    """
    record.refuse_frozen([convocation])
    if on <= convocation.since_on:
        raise Refused(_("A convocation ends after it begins."), field="on")
    later = Mandate.objects.live().filter(seat__convocation=convocation, since_on__gte=on)
    if later.exists():
        raise Refused(_("Somebody took a seat on that day or later."), field="on")
    waiting = Rotation.objects.live().filter(seat__convocation=convocation)
    under_way = list(waiting.filter(status__in=Rotation.UNDER_WAY))
    reason = _("the term of the convocation ended")
    if under_way:
        record.move(under_way, Rotation.Status.DROPPED, on=on, by=by, reason=reason)
    begun = Contest.objects.live().filter(convocation=convocation)
    if contests := list(begun.filter(status__in=(C.PREPARED, C.ANNOUNCED))):
        record.move(contests, C.CANCELLED, on=on, by=by, reason=reason)
    sitting = Mandate.objects.live().filter(seat__convocation=convocation)
    people = set()
    for mandate in sitting.filter(ended_on=None).select_related("seat__convocation"):
        people.add(mandate.person_id)
        ended = {"ended_on": on, "ground": Mandate.Ground.TERM.value}
        record.correct(mandate, version=mandate.version, by=by, **ended)
    roles = Office.objects.of(convocation.council).live().filter(person__in=people)
    end_roles(roles.filter(ended_on=None), on=on, by=by)
    listed = [_listed(convocation, what, row) for what, row in work]
    if listed:
        record.register([Filing(each) for each in listed], by=by)
    record.correct(convocation, version=convocation.version, by=by, ended_on=on)
    _freeze(convocation, on=on, by=by)
    return listed


def _freeze(convocation: Convocation, *, on: date, by: "User") -> None:
    """The last change of a convocation: from now on its rows refuse every other."""
    open_ = Convocation.objects.filter(pk=convocation.pk, closed_on=None)
    if not open_.update(closed_on=on, version=convocation.version + 1):
        raise Refused(_("A colleague changed this record a moment ago. Look at it and try again."))
    convocation.closed_on, convocation.version = on, convocation.version + 1
    journal.write("convocation.closed", convocation, by=by, on=on, version=convocation.version)


def _listed(convocation: Convocation, what: OpenWork, row: "Row") -> Handover:
    return Handover(
        council=convocation.council,
        convocation=convocation,
        register=what.code,
        row_id=row.pk,
        reference_then=row.reference[:60],
        title_then=row.title[:500],
        address=row.get_absolute_url()[:300],
    )


@action
def give(
    work: Sequence[Handover], *, body: Body | None, person: Person | None, on: date, by: "User"
) -> None:
    """A body or a member of the next convocation takes the work over."""
    if body is None and person is None:
        raise Refused(_("Choose a body or a member."), field="body")
    if body is not None and body.ended_on is not None and body.ended_on <= on:
        raise Refused(_("That body does not exist any more."), field="body")
    if person is not None and not person.mandates.live().on(on).exists():
        raise Refused(_("That person is not a member on that day."), field="person")
    for each in work:
        facts = {"body": body, "person": person, "given_on": on}
        record.correct(each, version=each.version, by=by, **facts)
