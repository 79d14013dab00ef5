"""Run by itself, in a process of its own: founds a council that is no demo, with its accounts.

python -m tests.browser.founding
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kenes.settings")
django.setup()

from kenes.council import actions as councils  # noqa: E402
from kenes.demo.accounts import PASSWORD  # noqa: E402
from kenes.management import register  # noqa: E402
from tests.council.house import BEGAN, House  # noqa: E402

# Who signs in: in which role, as which of the members.
ACCOUNTS = (("secretary", None), ("second", 1), ("third", 2))


def found():
    register.ready()
    house = House(slug="council", demo_now=None)
    for name, at in ACCOUNTS:
        person = None if at is None else house.people[at]
        access = councils.grant(
            house.council,
            email=f"{name}@council.example.kz",
            name=person.title if person else "Секретарь",
            role="member" if person else "secretary",
            since_on=BEGAN,
            person=person,
            by=house.by,
        )
        access.user.set_password(PASSWORD)
        access.user.save()


if __name__ == "__main__":
    found()
