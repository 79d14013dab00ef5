"""Run by itself, in a process of its own: founds a council that asks two agencies for something.

python -m tests.browser.asking
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kenes.settings")
django.setup()

from kenes.core import clock, record  # noqa: E402
from kenes.core.filing import Filing  # noqa: E402
from kenes.council import actions as councils  # noqa: E402
from kenes.demo.accounts import PASSWORD  # noqa: E402
from kenes.dispatches import actions as dispatches  # noqa: E402
from kenes.management import register  # noqa: E402
from kenes.organs.models import Organisation  # noqa: E402
from kenes.recommendations.models import Point, Recommendation  # noqa: E402
from tests.council.house import BEGAN, House  # noqa: E402


def found():
    """One agency has a contact who reads Kazakh, the other one an address and nobody here."""
    register.ready()
    house = House(slug="council", demo_now=None)
    titles = {"title_ru": "Управление воды", "title_kk": "Су басқармасы"}
    address = {"email": "water@example.kz", "language": "ru"}
    house.add(Organisation, kind="state_body", **titles, **address)
    for role, name, agency, language in (
        ("secretary", "Секретарь", None, "ru"),
        ("agency", "Әлия Серікова", house.agency, "kk"),
    ):
        access = councils.grant(
            house.council,
            email=f"{role}@council.example.kz",
            name=name,
            role=role,
            since_on=BEGAN,
            agency=agency,
            language=language,
            by=house.by,
        )
        access.user.set_password(PASSWORD)
        access.user.save()
    ask_before(house)


def ask_before(house):
    """An earlier paper of one point that waits for its answer: no figure begins at nothing."""
    on = clock.today()
    titles = {"title_kk": "Жарық туралы", "title_ru": "О свете"}
    paper = Recommendation(council=house.council, prepared_on=on, adopted_on=on, **titles)
    point = Point(
        council=house.council,
        recommendation=paper,
        ordinal=1,
        addressee=house.agency,
        text_kk="Жарық орнату",
        text_ru="Поставить свет",
        prepared_on=on,
    )
    record.register([Filing(paper, path=[("draft", on), ("adopted", on)])], by=house.by)
    record.register([Filing(point, path=[("prepared", on)])], by=house.by)
    dispatches.send(dispatches.prepare(paper, by=house.by), channel="post", on=on, by=house.by)


if __name__ == "__main__":
    found()
