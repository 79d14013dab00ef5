"""A sitting that is still ahead on the demo's day, for the visitor to run through himself.

It is planned and counts in no figure; what the visitor makes of it is his.
"""

from datetime import time, timedelta
from typing import TYPE_CHECKING

from kenes.core import clock, record
from kenes.core.filing import Filing
from kenes.council.models import Body
from kenes.demo import places
from kenes.events.models import Event
from kenes.norms.models import Norm
from kenes.sittings.ballots import actions as ballots
from kenes.sittings.ballots.models import Ballot
from kenes.sittings.models import AgendaItem, Sitting
from kenes.sittings.presence import actions as presence
from kenes.sittings.presence.actions import Mark
from kenes.sittings.presence.models import PresenceMark
from kenes.sittings.presence.timeline import Presence

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council

Q, K, B = AgendaItem.Kind, Ballot.Kind, Ballot.Base
# Each item, and the kind of vote that is prepared under it: all four are there to be tried.
AGENDA = (
    (Q.AGENDA, "Күн тәртібін бекіту", "Утверждение повестки дня", K.HANDS),
    (Q.QUESTION, "Мектептер жанындағы қауіпсіз өткелдер туралы",
     "О безопасных переходах у школ", K.ROLL_CALL),
    (Q.QUESTION, "Сараптама тобының жетекшісін сайлау туралы",
     "Об избрании руководителя экспертной группы", K.SECRET),
    (Q.QUESTION, "Екінші тоқсанға арналған қабылдау кестесі туралы",
     "О графике приёмов на второй квартал", K.ABSENTEE),
)  # fmt: skip
EXCUSED = ("командировка", "отпуск")


def plan(council: "Council", *, by: "User") -> Sitting:
    """Plan the sitting for the afternoon of the demo's day; its roll is called already."""
    today = clock.today()
    event = Event(
        council=council,
        kind="sitting",
        title_kk="Кезектен тыс жалпы отырыс (жаттығу)",
        title_ru="Внеочередное общее заседание (репетиция)",
        held_on=today,
        starts_at=time(15),
        place=places.OWN_HALL,
    )
    body = Body.objects.of(council).live().get(kind=Body.Kind.COUNCIL)
    sitting = Sitting(council=council, event=event, body=body, form=Sitting.Form.EXTRA)
    within = Filing(event, path=[(Event.Status.PLANNED, today)])
    record.register([Filing(sitting, within=within)], by=by)
    for position, (kind, kk, ru, vote) in enumerate(AGENDA, start=1):
        item = AgendaItem(
            council=council,
            sitting=sitting,
            position=position,
            kind=kind,
            title_kk=kk,
            title_ru=ru,
        )
        record.register([Filing(item)], by=by)
        _prepare(item, vote, by=by)
    presence.call_roll(sitting, by=by)
    # The last on the roll: none of them is whom the visitor looks as.
    away = [line.person for line in Presence(sitting).roll[-len(EXCUSED) :]]
    marks = [
        Mark(person, PresenceMark.State.EXCUSED, reason=reason)
        for person, reason in zip(away, EXCUSED, strict=True)
    ]
    presence.mark(sitting, marks, by=by)
    return sitting


def _prepare(item: AgendaItem, kind: str, *, by: "User") -> None:
    absentee = kind == K.ABSENTEE
    day = item.sitting.event.held_on
    ballots.prepare(
        item,
        kind=kind,
        base=B.ALL if absentee else B.PRESENT,
        norm=Norm.objects.in_force("vote.ordinary", day, item.council),
        question_kk=item.title_kk,
        question_ru=item.title_ru,
        until_on=day + timedelta(days=5) if absentee else None,
        by=by,
    )
