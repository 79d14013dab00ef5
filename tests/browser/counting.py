"""Run in a process of its own (tests.alone): founds a demo council in which everything is counted.

Its clock stands at noon of 3 April 2025, and its visitors let days go by.
"""

from kenes.core import record
from kenes.core.filing import Filing
from kenes.events.models import Event
from kenes.hearings.marks.models import Criterion
from kenes.management import register
from kenes.organs.models import District, Organisation, Topic
from kenes.sittings.models import AgendaItem, Sitting
from tests.browser.founding import account
from tests.council.house import BEGAN, DAY, House

AGENCIES = {
    "Акимат Медеуского района": "akimat",
    "Поликлиника № 5": "subordinate",
    "Маслихат города": "maslikhat",
}
# So many reports may be heard at the sitting that was held.
QUESTIONS = 6


def found():
    """Districts, a topic, an agency of each kind, and a sitting whose questions are reports."""
    register.ready()
    house = House(slug="council")
    for name in ("Медеуский район", "Алатауский район"):
        house.add(District, title_ru=name, title_kk=name.replace("ский район", " ауданы"))
    house.add(Topic, title_ru="Дороги", title_kk="Жолдар")
    for name, kind in AGENCIES.items():
        house.add(Organisation, title_ru=name, kind=kind)
    for ru, kk in (("Полнота отчёта", "Есептің толықтығы"), ("Ответы", "Жауаптар")):
        house.add(Criterion, title_ru=ru, title_kk=kk, weight=1, since_on=BEGAN)
    sat(house)
    account(house, "secretary", "Секретарь", role="secretary", language="ru")
    member = {"role": "member", "person": house.people[1], "language": "kk"}
    account(house, "member", house.people[1].title, **member)
    agency = {"role": "agency", "agency": house.agency, "language": "ru"}
    account(house, "agency", "Алия Серикова", **agency)


def sat(house):
    """A general sitting held this morning, at which reports could be heard."""
    event = Event(council=house.council, kind="sitting", title_ru="Отчёты", held_on=DAY)
    sitting = Sitting(council=house.council, event=event, body=house.body)
    sitting.seats_then, sitting.quorum_then, sitting.present = 8, 6, 7
    path = [("planned", DAY), ("held", DAY)]
    record.register([Filing(sitting, within=Filing(event, path=path))], by=house.by)
    for n in range(1, QUESTIONS + 1):
        said = {"kind": "report", "title_ru": f"Отчёт {n}", "taken_up": True}
        house.add(AgendaItem, sitting=sitting, position=n, **said)
