"""Run in a process of its own (tests.alone): founds a council that takes appeals by every way."""

from kenes.appeals.answers.models import AnswerTemplate
from kenes.appeals.intake import actions as intake
from kenes.organs.models import District, Organisation, Topic
from tests.appeals.intake.letters import ADDRESS
from tests.browser.founding import account, empty

TEMPLATE = "Здравствуйте, {имя}! Работы по обращению {номер} включены в план."


def found():
    """Its secretary, an agency that is written to, and a template of an answer."""
    house = empty()
    for at, name in enumerate(("Алатау", "Медеу"), start=1):
        named = {"title_ru": f"{name}ский район", "title_kk": f"{name} ауданы"}
        house.add(District, **named, map_column=at, map_row=1)
    house.add(Topic, title_ru="Дороги", title_kk="Жолдар")
    house.add(Topic, title_ru="Освещение", title_kk="Жарықтандыру")
    water = {"title_ru": "Управление воды", "title_kk": "Су басқармасы"}
    house.add(Organisation, kind="state_body", email="water@example.kz", language="ru", **water)
    house.add(AnswerTemplate, title_ru="Включено в план", text_ru=TEMPLATE)
    intake.receive_at(house.council, ADDRESS, by=house.by)
    account(house, "secretary", "Секретарь", role="secretary", language="ru")
