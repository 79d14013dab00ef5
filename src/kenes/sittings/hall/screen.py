"""The public fragment of a sitting: a file for each language, written when somebody asks for it.

What the room sees changes oftener than anybody looks, and in a language in which nobody may look
at all. A change is therefore only counted; whoever asks next finds that his fragment tells of
fewer changes, and has it written. Watchers ask twice a second and are answered before session
and database (kenes.hall.live), so a thousand of them cost as much as one clerk.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
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
    """The fragment of a sitting in a language; its date is the number of changes it tells of."""
    return folder() / f"{sitting}.{language}.html"


def changes_of(sitting: UUID) -> Path:
    """A file as long as there were changes: one byte for each, and no clock to go wrong."""
    return folder() / f"{sitting}.changes"


def changed(sitting: Sitting) -> None:
    """Something the room sees has changed: from the commit on every fragment is late.

    A change that cannot be counted (a full disk) fails no vote: it is logged.
    """
    changes = changes_of(sitting.pk)
    # Not a partial: Django logs a failure under the name of the function, and partials have none.
    transaction.on_commit(lambda: _count(changes), robust=True)


def _count(changes: Path) -> None:
    changes.parent.mkdir(parents=True, exist_ok=True)
    with changes.open("ab") as file:
        file.write(b".")


def distrust() -> None:
    """Every fragment is late: a server that was killed may have had no time to count a change."""
    for changes in folder().glob("*.changes"):
        _count(changes)


def is_late(fragment: os.stat_result, changes: int) -> bool:
    """Whether there were other changes than the fragment tells of, and it may be written anew."""
    # The date says what the fragment tells of; when it was written, the file system has noted.
    return fragment.st_mtime != changes and not 0 <= time.time() - fragment.st_ctime < EASE


def write(sitting: UUID, language: str) -> None:
    """Write the fragment of a sitting in a language from what the register holds now.

    Where another process is writing already, the old fragment is good for a moment more; only the
    first of all is waited for. The changes are counted before the register is read, so a change
    that comes meanwhile leaves the fragment late.
    """
    path, changes = file_of(sitting, language), changes_of(sitting)
    folder().mkdir(parents=True, exist_ok=True)
    with _turn(changes, wait=not path.exists()) as mine:
        told = changes.stat().st_size
        if mine and not (path.exists() and path.stat().st_mtime == told):
            _replace(path, _render(sitting, language), told)


def _render(sitting: UUID, language: str) -> str:
    related = ("event", "body", "council")
    hall = Hall(Sitting.objects.select_related(*related).get(pk=sitting))
    with override(language):
        return render_to_string(TEMPLATE, {"hall": hall})


def _replace(path: Path, text: str, told: int) -> None:
    """Put a whole new file in the place of the old one: nobody ever reads half of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
    os.utime(name, (told, told))
    Path(name).replace(path)


@contextmanager
def _turn(changes: Path, *, wait: bool) -> Iterator[bool]:
    """One process at a time; False for him who does not wait for his turn."""
    with changes.open("ab") as held:
        if fcntl is not None:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                yield False
                return
        yield True
