"""Decisions, tasks and published minutes of the last general sittings of the demo register."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import TYPE_CHECKING

from kenes.core import clock
from kenes.core.access import User
from kenes.core.filing import Filing
from kenes.council.models import Office, Person
from kenes.demo.days import NOW
from kenes.minutes import actions
from kenes.minutes.models import Passage, Signature
from kenes.sittings.decisions import actions as decisions
from kenes.sittings.decisions.models import Decision, Task
from kenes.sittings.models import AgendaItem, Sitting

if TYPE_CHECKING:
    from kenes.council.models import Council

DAY = NOW.date()
SITTINGS = 3
WEEK = timedelta(days=7)
TALKED = (
    "Баяндамадан кейін мүшелер сұрақ қойып, пікір алмасты.",
    "После доклада члены совета задали вопросы и обменялись мнениями.",
)


def lay(council: "Council") -> None:
    """Each of the last sittings gets a decision on every question taken up, and its minutes."""
    by = User.objects.get(email="secretary@demo.localhost")
    by.acting_as = "secretary"
    chairs = Office.objects.of(council).live().filter(role="chair", body__kind="commission")
    owners = cycle([each.person for each in chairs.filter(ended_on=None).order_by("body__code")])
    held = Sitting.objects.of(council).live().select_related("event", "body", "council")
    general = held.filter(body__kind="council", event__status="held").order_by("-event__held_on")
    for sitting in reversed(general[:SITTINGS]):
        evening = sitting.held_on + timedelta(days=2)
        with clock.standing(_noon(min(evening, DAY))):
            _decide(sitting, owners, by=by)
            _publish(sitting, by=by)


def _noon(on: date) -> datetime:
    return datetime.combine(on, time(12), clock.COUNCIL_ZONE)


def _decide(sitting: Sitting, owners: Iterator[Person], *, by: User) -> None:
    """Each question taken up ends in a decision with one task, and the decision is published."""
    items = AgendaItem.objects.live().filter(sitting=sitting, taken_up=True)
    for item in items.exclude(kind__in=AgendaItem.PROCEDURAL).order_by("position"):
        until = sitting.held_on + 4 * WEEK
        made = Decision(
            council_id=item.council_id,
            item=item,
            adopted_on=sitting.held_on,
            title_kk=item.title_kk,
            title_ru=item.title_ru,
            text_kk=f"Баяндама назарға алынсын. Ұсынымдар {until:%d.%m.%Y} дейін жолдансын.",
            text_ru=f"Доклад принять к сведению. Рекомендации направить до {until:%d.%m.%Y}.",
        )
        task = Task(
            text_kk="Ұсынымдарды дайындап, жолдау",
            text_ru="Подготовить и направить рекомендации",
            owner=next(owners),
            due_on=until,
        )
        decisions.adopt([Filing(made), *decisions.tasks(made, [task])], by=by)
        decisions.publish(made, by=by)
        if until < DAY:
            with clock.standing(_noon(until)):
                done = "Рекомендации направлены."
                decisions.complete([task], on=until - WEEK, outcome=done, by=by)


def _publish(sitting: Sitting, *, by: User) -> None:
    """The minutes are drafted, worded under each question, signed on paper and published."""
    minutes = actions.draft(sitting, by=by)
    kk, ru = TALKED
    for item in AgendaItem.objects.live().filter(sitting=sitting, taken_up=True):
        if item.kind not in AgendaItem.PROCEDURAL:
            place = Passage.Place.ITEM
            actions.word(minutes, place=place, item=item, text_kk=kk, text_ru=ru, by=by)
    actions.close(minutes, by=by)
    chair = minutes.chaired_by.title_ru if minutes.chaired_by else by.name
    for role, name in ((Signature.Role.CHAIR, chair), (Signature.Role.SECRETARY, by.name)):
        kind = Signature.Kind.PAPER
        actions.sign(minutes, role=role, name=name, kind=kind, on=clock.today(), by=by)
    actions.publish(minutes, by=by)
