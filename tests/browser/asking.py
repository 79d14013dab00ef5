"""Run in a process of its own (tests.alone): founds a council that asks two agencies."""

from kenes.core import clock, record
from kenes.core.filing import Filing
from kenes.dispatches import actions as dispatches
from kenes.organs.models import Organisation
from kenes.recommendations.models import Point, Recommendation
from tests.browser.founding import account, empty


def found():
    """One agency has a contact who reads Kazakh, the other one an address and nobody here."""
    house = empty()
    titles = {"title_ru": "Управление воды", "title_kk": "Су басқармасы"}
    address = {"email": "water@example.kz", "language": "ru"}
    house.add(Organisation, kind="state_body", **titles, **address)
    account(house, "secretary", "Секретарь", role="secretary", language="ru")
    agency = {"role": "agency", "agency": house.agency, "language": "kk"}
    account(house, "agency", "Әлия Серікова", **agency)
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
