"""The public fragment of a sitting: a file for each language, written anew at each change.

Watchers ask for it twice a second. They are answered from the file, before session and database
(kenes.hall.live), so a thousand of them cost as much as one clerk.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from kenes.sittings.hall.state import Hall
from kenes.sittings.models import Sitting

TEMPLATE = "hall/now.html"
# In a rush of votes the fragment is written so often, in seconds, and no oftener.
EASE = 0.2
try:
    import fcntl
except ImportError:  # Windows has no such locks; there one process serves.
    fcntl = None  # type: ignore[assignment]


def folder() -> Path:
    """Where the fragments lie."""
    return Path(settings.VAR) / "hall"


def file_of(sitting: UUID, language: str) -> Path:
    """The fragment of a sitting in a language."""
    return folder() / f"{sitting}.{language}.html"


def changed(sitting: Sitting) -> None:
    """Something the room sees has changed: after the commit the fragment is written anew.

    A fragment that cannot be written (a full disk) fails no vote: it is logged.
    """
    transaction.on_commit(partial(_write_or_leave, sitting.pk), robust=True)


def late_of(sitting: UUID) -> Path:
    """Lies there while something has changed that the fragment does not tell yet."""
    return folder() / f"{sitting}.late"


def _write_or_leave(sitting: UUID) -> None:
    """Write the fragment; one written a moment ago is left to the next who asks for it.

    Three hundred votes in ten seconds would otherwise keep the server busy with writing alone.
    """
    try:
        age = time.time() - (folder() / f"{sitting}.stamp").stat().st_mtime
    except FileNotFoundError:
        age = EASE
    if 0 <= age < EASE:
        late_of(sitting).touch()
    else:
        write(sitting)


def write(sitting: UUID) -> None:
    """Write the fragment of a sitting from what the register holds now, in every language.

    Processes come one after another and each reads after it has got its turn, so the last one
    to write has seen every change. Who finds that another has begun to read after this change
    was committed leaves it at that: a rush of votes is written once, not once for each.
    """
    committed = time.monotonic_ns()
    folder().mkdir(parents=True, exist_ok=True)
    with _turn(sitting) as stamp:
        if int(stamp.read_text() or 0) > committed:
            return
        began = time.monotonic_ns()
        # Gone before the reading: what changes during it lays it there anew.
        late_of(sitting).unlink(missing_ok=True)
        _write(sitting)
        stamp.write_text(str(began))


def _write(sitting: UUID) -> None:
    related = ("event", "body", "council")
    hall = Hall(Sitting.objects.select_related(*related).get(pk=sitting))
    for code, _name in settings.LANGUAGES:
        with override(code):
            _replace(file_of(sitting, code), render_to_string(TEMPLATE, {"hall": hall}))


def _replace(path: Path, text: str) -> None:
    """Put a whole new file in the place of the old one: nobody ever reads half of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
    Path(name).replace(path)


@contextmanager
def _turn(sitting: UUID) -> Iterator[Path]:
    """One process at a time; gives the file in which the last one noted when it began to read."""
    stamp = folder() / f"{sitting}.stamp"
    with stamp.open("a") as held:
        if fcntl is not None:
            fcntl.flock(held, fcntl.LOCK_EX)
        yield stamp
