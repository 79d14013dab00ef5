"""Run in a process of its own (tests.alone): an event with one place, and people who want it."""

from datetime import timedelta

from kenes.core import clock, record
from kenes.core.access import console
from kenes.core.filing import Filing
from kenes.council import actions as councils
from kenes.events.coming.models import Registration
from kenes.events.models import Event
from kenes.management import register
from tests.events.coming.conftest import come as comes


def found():
    register.ready()
    by = console()
    council = councils.found(by=by, slug="city", title_kk="Кеңес", title_ru="Совет")
    today = clock.today()
    event = Event(
        council=council,
        kind="seminar",
        title_ru="Семинар",
        held_on=today + timedelta(days=30),
        registers=True,
        places=1,
    )
    record.register([Filing(event, path=[(Event.Status.PLANNED, today)])], by=by)


def come(times):
    event = Event.objects.get()
    for _ in range(int(times)):
        comes(event, by=console())


def told():
    rows = Registration.objects.live()
    print(rows.filter(Registration.HOLDS).count(), rows.filter(Registration.WAITS).count())
