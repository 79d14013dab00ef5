"""What becomes of a body: it is formed, people take roles in it and leave them, it is abolished."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.core import record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.council.models import Body, Office
from kenes.council.span import overlap

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Person

# A council has one of each at a time.
ONLY_ONE = (Body.Kind.COUNCIL, Body.Kind.PRESIDIUM)


@action
def form(body: Body, *, by: "User") -> None:
    """A body exists from its day. A commission counts in `council.commissions`, and so on.

    Refused for a second presidium, and for a second body of one name at a time.
    """
    living = Body.objects.of(body.council).live().filter(ended_on=None)
    if body.kind in ONLY_ONE and living.filter(kind=body.kind).exists():
        raise Refused(_("There is such a body already; abolish it first."), field="kind")
    body.check_facts()
    names = set(body.names())
    for other in living.filter(kind=body.kind):
        if names & set(other.names()):
            raise Refused(_("There is a body of this name already."), field="title_ru")
    record.register([Filing(body)], by=by)


@action
def abolish(body: Body, *, on: date, by: "User") -> None:
    """From the day `on` the body exists no more, and its roles end with it."""
    if body.kind == Body.Kind.COUNCIL:
        raise Refused(_("The council itself is not abolished here."))
    if body.ended_on is not None:
        raise Refused(_("This body was abolished already."))
    if on <= body.since_on:
        raise Refused(_("It cannot end before it began."), field="on")
    end_roles(Office.objects.live().filter(body=body), on=on, by=by)
    record.correct(body, version=body.version, by=by, ended_on=on)


@action
def appoint(filings: Sequence[Filing[Any]], *, by: "User") -> None:
    """People take roles in bodies.

    Refused when a body would have two chairs, or two deputies, on one day, when a person would
    hold one role twice, and outside the life of the body.
    """
    fresh = [filing.row for filing in filings]
    held: dict[Any, list[Office]] = {}
    rows = Office.objects.live().filter(body__in={office.body_id for office in fresh})
    for office in rows.select_related("person"):
        held.setdefault(office.body_id, []).append(office)
    for office in fresh:
        others = held.setdefault(office.body_id, [])
        refuse_overlap(office, others)
        others.append(office)
    record.register(filings, by=by)


def refuse_overlap(office: Office, others: Sequence[Office]) -> None:
    """Refuse a role outside the life of its body, and one that another of the roles excludes."""
    _refuse_outside(office)
    for other in others:
        if other.body_id == office.body_id:
            _refuse_twice(office, other)


def _refuse_outside(office: Office) -> None:
    body = office.body
    if office.ended_on is not None and office.ended_on <= office.since_on:
        raise Refused(_("It cannot end before it began."), field="ended_on")
    if office.since_on < body.since_on:
        raise Refused(_("The body did not exist yet on that day."), field="since_on")
    if body.ended_on is not None and (office.ended_on is None or office.ended_on > body.ended_on):
        raise Refused(_("The body did not exist any more by then."), field="ended_on")


def _refuse_twice(office: Office, other: Office) -> None:
    alone = office.role in Office.ALONE and office.role == other.role
    same = office.person_id == other.person_id and office.role == other.role
    if (alone or same) and overlap(office, other):
        said = {"person": other.person, "role": other.get_role_display()}
        raise Refused(_("%(person)s holds this role on those days: %(role)s.") % said, field="role")


@action
def relieve(office: Office, *, on: date, by: "User") -> None:
    """From the day `on` a person does not hold the role any more."""
    if office.ended_on is not None:
        raise Refused(_("This role has ended already."))
    if on <= office.since_on:
        raise Refused(_("It cannot end before it began."), field="on")
    record.correct(office, version=office.version, by=by, ended_on=on)


@action
def succeed(office: Office, person: "Person", *, on: date, by: "User") -> Office:
    """On the day `on` one person takes a role over from another, without a day between."""
    relieve(office, on=on, by=by)
    heir = Office(
        council=office.council, body=office.body, person=person, role=office.role, since_on=on
    )
    appoint([Filing(heir)], by=by)
    return heir


def end_roles(offices: Iterable[Office], *, on: date, by: "User") -> None:
    """End those of the roles that last beyond the day; stands inside an action."""
    for office in offices:
        if office.since_on >= on:
            record.strike([office], reason=_("the role never began"), by=by)
        elif office.ended_on is None or office.ended_on > on:
            record.correct(office, version=office.version, by=by, ended_on=on)
