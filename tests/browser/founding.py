"""Run in a process of its own (tests.alone): founds a council that is no demo."""

from kenes.council import actions as councils
from kenes.demo.accounts import PASSWORD
from kenes.management import register
from tests.council.house import BEGAN, House

# Who signs in: in which role, as which of the members.
ACCOUNTS = (("secretary", None), ("second", 1), ("third", 2))


def empty():
    """A council with its members and nobody who signs in."""
    register.ready()
    return House(slug="council", demo_now=None)


def account(house, login, name, **access):
    """Somebody who signs in with the password of the demo."""
    granted = councils.grant(
        house.council,
        email=f"{login}@council.example.kz",
        name=name,
        since_on=BEGAN,
        by=house.by,
        **access,
    )
    granted.user.set_password(PASSWORD)
    granted.user.save()


def found():
    """A council whose secretary and two members sign in."""
    house = empty()
    for login, at in ACCOUNTS:
        person = None if at is None else house.people[at]
        name = person.title if person else "Секретарь"
        role = "member" if person else "secretary"
        account(house, login, name, role=role, person=person)
