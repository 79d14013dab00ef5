"""A council gathered for a rehearsal: invented members with accounts, and a sitting ahead."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from kenes.core import clock, record
from kenes.core.access import Access, User
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.council import actions as councils
from kenes.council.models import Body, Convocation, Council, Mandate, Person, Seat
from kenes.demo import names
from kenes.demo.accounts import PASSWORD
from kenes.demo.days import chance
from kenes.events.models import Event
from kenes.sittings.models import AgendaItem, Sitting

if TYPE_CHECKING:
    from datetime import date

CLERK = "secretary@rehearsal.localhost"
QUESTIONS = (
    ("Күн тәртібін бекіту", "Утверждение повестки дня", AgendaItem.Kind.AGENDA),
    ("Жылыту маусымына дайындық туралы", "О готовности к отопительному сезону",
     AgendaItem.Kind.QUESTION),
)  # fmt: skip


@dataclass(frozen=True)
class Gathering:
    """What a rehearsal begins with: the sitting, and for each member the key of his session."""

    sitting: Sitting
    sessions: dict[Person, str]


def gather(members: int, *, by: User) -> Gathering:
    """Found a council of so many invented members, who are all signed in already.

    The secretary signs in with a password, as people do; three hundred passwords would measure
    how slow they are meant to be, and nothing else.
    """
    people, sitting, users = _found(members, by=by)
    sessions = {person: _signed_in(users[person]) for person in people}
    return Gathering(sitting, sessions)


@action
def _found(members: int, *, by: User) -> tuple[list[Person], Sitting, dict[Person, User]]:
    council = councils.found(
        by=by, slug="rehearsal", title_kk="Жаттығу кеңесі", title_ru="Совет для репетиции"
    )
    since = clock.today() - timedelta(days=100)
    convocation = Convocation(council=council, ordinal=1, since_on=since)
    drawn = names.names(chance("rehearsal"))
    people = []
    for n in range(members):
        name = next(drawn)
        # There are fewer names than members of a large council; the number tells them apart.
        people.append(Person(council=council, title_ru=f"{name.ru} {n + 1}", title_kk=name.kk))
    body = Body(
        council=council,
        title_kk="Жалпы отырыс",
        title_ru="Общее заседание",
        kind=Body.Kind.COUNCIL,
        since_on=since,
    )
    seats = [
        Seat(council=council, convocation=convocation, ordinal=n + 1, quota=Seat.Quota.CIVIL)
        for n in range(members)
    ]
    mandates = [
        Mandate(
            council=council,
            seat=seat,
            person=person,
            since_on=since,
            decided_on=since,
            entered=Mandate.Entered.CONTEST,
        )
        for seat, person in zip(seats, people, strict=True)
    ]
    rows = [convocation, *people, body, *seats, *mandates]
    record.register([Filing(row) for row in rows], by=by)
    return people, _sitting(council, body, by=by), _accounts(council, people, since, by=by)


def _sitting(council: Council, body: Body, *, by: User) -> Sitting:
    today = clock.today()
    event = Event(
        council=council,
        kind="sitting",
        title_kk="Жаттығу отырысы",
        title_ru="Репетиция заседания",
        held_on=today,
    )
    sitting = Sitting(council=council, event=event, body=body)
    within = Filing(event, path=[(Event.Status.PLANNED, today)])
    record.register([Filing(sitting, within=within)], by=by)
    items = [
        AgendaItem(
            council=council, sitting=sitting, position=n, kind=kind, title_kk=kk, title_ru=ru
        )
        for n, (kk, ru, kind) in enumerate(QUESTIONS, start=1)
    ]
    record.register([Filing(item) for item in items], by=by)
    return sitting


def _accounts(
    council: Council, people: list[Person], since: "date", *, by: User
) -> dict[Person, User]:
    clerk = User(email=CLERK, name="Секретарь")
    clerk.set_password(PASSWORD)
    users = {}
    for n, person in enumerate(people, start=1):
        users[person] = User(email=f"member{n}@rehearsal.localhost", name=person.title_ru)
        users[person].set_unusable_password()
    User.objects.bulk_create([clerk, *users.values()])
    accesses = [
        Access(council=council, user=user, role="member", person=person, since_on=since)
        for person, user in users.items()
    ]
    accesses.append(Access(council=council, user=clerk, role="secretary", since_on=since))
    record.register([Filing(access) for access in accesses], by=by)
    return users


def _signed_in(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    assert session.session_key
    return session.session_key
