"""`./kenes reindex`: the index of words made anew, while people work."""

from typing import Any

from django.utils.translation import gettext as _

from kenes.core.text import capital
from kenes.management import indexing
from kenes.management.register import RegisterCommand

STEP = 20_000


class Command(RegisterCommand):
    help = "Writes the index of words anew from the records; people may work meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        for index in indexing.indexes():
            noun = capital(index.row.field.related_model._meta.verbose_name_plural)

            def said(done: int, noun: str = noun) -> None:
                if done % STEP == 0:
                    self.stdout.write(f"{noun}: {done}")

            done = indexing.make(index, said)
            self.stdout.write(_("%(noun)s in the index: %(done)s") % {"noun": noun, "done": done})
