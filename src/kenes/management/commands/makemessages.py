"""`./kenes makemessages`: gathers the sentences of the source into the catalogues."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.commands import makemessages


class Command(makemessages.Command):
    """Without guesses: a sentence that changed is translated anew, never matched to a like one."""

    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]
    msgattrib_options = [*makemessages.Command.msgattrib_options, "--no-fuzzy"]

    def handle(self, *args: Any, **options: Any) -> None:
        # Catalogues lie beside the source they are gathered from.
        os.chdir(Path(settings.LOCALE_PATHS[0]).parent)
        options |= {"no_location": True, "no_wrap": True}
        options["locale"] = options["locale"] or ["kk", "ru"]
        super().handle(*args, **options)
