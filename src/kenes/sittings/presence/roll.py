"""Who belongs to the body that sits, on the day it sits."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from kenes.council.models import Body, Mandate, Office, Person, Seat
from kenes.sittings.models import Sitting

# Of two roles in one body the first of these stands on the roll.
RANK = (Office.Role.CHAIR, Office.Role.DEPUTY, Office.Role.MEMBER)


def belonging(sitting: Sitting) -> Mapping[Person, str]:
    """Each person who belongs to the body on the day of the sitting, with his role in it.

    To the council belongs who holds a mandate; to another body, who holds an office in it.
    """
    on = sitting.event.held_on
    offices = Office.objects.of(sitting.council).live().filter(_lasting(on), body=sitting.body)
    roles: dict[Person, str] = {}
    for office in offices.select_related("person"):
        held = roles.get(office.person, RANK[-1])
        roles[office.person] = min(held, office.role, key=RANK.index)
    if sitting.body.kind != Body.Kind.COUNCIL:
        return roles
    mandates = Mandate.objects.of(sitting.council).live().filter(_lasting(on))
    members = [mandate.person for mandate in mandates.select_related("person")]
    return {person: roles.get(person, RANK[-1]) for person in members}


def members_in_all(sitting: Sitting, voters: int) -> int:
    """The total number of members that the quorum is a share of (PC art 13(2)).

    Of the council it is the number of seats of its convocation: a seat that stands empty lowers
    no quorum. Of another body it is the number of those on the roll who have a vote.
    """
    if sitting.body.kind != Body.Kind.COUNCIL:
        return voters
    on = sitting.event.held_on
    seats = Seat.objects.of(sitting.council).live().filter(_lasting(on, "convocation__"))
    return max(seats.count(), voters)


def _lasting(on: date, path: str = "") -> Q:
    ended = Q(**{f"{path}ended_on": None}) | Q(**{f"{path}ended_on__gt": on})
    return Q(**{f"{path}since_on__lte": on}) & ended
