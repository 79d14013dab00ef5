"""Run in a process of its own (tests.alone): founds a council, or posts letters in it."""

from kenes.core import outbox, record
from kenes.core.access import console
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.council import actions as councils
from kenes.management import register
from kenes.organs.models import Topic


def found():
    register.ready()
    by = console()
    council = councils.found(by=by, slug="city", title_kk="Кеңес", title_ru="Совет")
    record.register([Filing(Topic(council=council, title_ru="Вода"))], by=by)


@action
def post(letters, purpose):
    about = Topic.objects.get()
    facts = {
        "purpose": purpose,
        "language": "kk",
        "subject": "Шақыру",
        "text": "Сәлем",
    }
    made = [
        outbox.letter(about, recipient=f"member{each}@example.kz", **facts)
        for each in range(int(letters))
    ]
    outbox.post(made, by=console())
