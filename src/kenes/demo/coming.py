"""A seminar ahead on the demo's day: its places are taken, some wait, one gave the place up.

It is planned and counts in no figure; what the visitor makes of it is his.
"""

from datetime import time, timedelta
from typing import TYPE_CHECKING

from kenes.core import clock, record
from kenes.core.filing import Filing
from kenes.demo import places
from kenes.demo.days import working
from kenes.events.coming import actions, notices
from kenes.events.coming.models import Registration
from kenes.events.models import Event, ReachEntry

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council

A = ReachEntry.Audience
PLACES = 8
# Who registered, in this order; the first of them gives the place up again.
CAME = (
    ("Ветрова Инна", A.RESIDENTS, "", ""),
    ("Қожағұлова Зәуре", A.HOUSE_HEADS, "МИБ «Шұғыла»", ""),
    ("Штейн Герман", A.HOUSE_HEADS, "ОСИ «Яблоневый сад»", "Крупный шрифт"),
    ("Тасболатов Санжар", A.ACTIVISTS, "", ""),
    ("Юнусова Патигуль", A.RESIDENTS, "", "Место для коляски у прохода"),
    ("Мырзағалин Ілияс", A.HOUSE_HEADS, "МИБ «Арай»", ""),
    ("Лысенко Степан", A.BUSINESS, "ТОО «Тёплый дом»", ""),
    ("Есенқұлова Ұлжан", A.RESIDENTS, "", "Ымдау тіліне аудармашы"),
    ("Пак Виолетта", A.HOUSE_HEADS, "ОСИ «Горный вид»", ""),
    ("Дәулетияров Мейрам", A.HOUSE_HEADS, "МИБ «Самал»", ""),
    ("Кравец Глеб", A.RESIDENTS, "", ""),
    ("Жүнісбаева Раушан", "", "", ""),
)


def lay(council: "Council", *, by: "User") -> None:
    """Plan the seminar and let people register for it."""
    event = Event(
        council=council,
        kind="seminar",
        title_kk="МИБ төрағаларына арналған семинар: «Жылу ақысын қайта есептеу»",
        title_ru="Семинар для глав ОСИ: «Перерасчёт платы за тепло»",
        held_on=working().this_or_next(clock.today() + timedelta(days=9)),
        starts_at=time(15),
        place=places.OWN_HALL,
        registers=True,
        places=PLACES,
    )
    record.register([Filing(event, path=[(Event.Status.PLANNED, clock.today())])], by=by)
    rows = [
        Registration(
            council=council,
            event=event,
            name=name,
            audience=audience,
            organisation=organisation,
            needs=needs,
            email=f"guest{at}@example.kz" if at % 3 else "",
            consent_text=notices.consent(event),
            registered_at=clock.now() + timedelta(seconds=at),
        )
        for at, (name, audience, organisation, needs) in enumerate(CAME)
    ]
    for row in rows:
        actions.come(row, by=by)
    actions.give_up(rows[0], by=by)
