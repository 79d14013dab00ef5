"""Run by itself, in a process of its own: founds a council, or posts letters in it.

python -m tests.jobs.filling found
python -m tests.jobs.filling post 20 reminder
"""

import sys

import django

django.setup()

from kenes.core import outbox, record  # noqa: E402
from kenes.core.access import console  # noqa: E402
from kenes.core.action import action  # noqa: E402
from kenes.core.filing import Filing  # noqa: E402
from kenes.council import actions as councils  # noqa: E402
from kenes.management import register  # noqa: E402
from kenes.organs.models import Topic  # noqa: E402


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
        for each in range(letters)
    ]
    outbox.post(made, by=console())


if __name__ == "__main__":
    if sys.argv[1] == "found":
        found()
    else:
        post(int(sys.argv[2]), sys.argv[3])
