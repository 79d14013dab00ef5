"""Long work over a kept workbook: how far it is, and what came of it.

The process that is asked does the work beside its requests, in a thread; any process tells how far
it is. What is known of it stands in a file beside the workbook: no part of the register, so it can
be read while the register's transaction is still open. A lock, which the system takes away with the
process that held it, tells work under way from work that was cut off.
"""

import fcntl
import json
import logging
import time
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import IO, Any

from django.db import connections

from kenes.core.refused import Refused

# So often, in seconds, the file is written anew; a person does not look more often.
TOLD_EVERY = 0.5

Told = dict[str, Any]


@dataclass
class Progress:
    """How far the work is; told to the file now and then."""

    path: Path
    stage: str = ""
    total: int = 0
    done: int = 0
    sheet: str = ""
    _told_at: float = field(default=0.0, repr=False)

    def begin(self, stage: str, total: int) -> None:
        """A stage of the work begins, over so many lines."""
        self.stage, self.total, self.done, self.sheet = stage, total, 0, ""
        self._tell()

    def __call__(self, sheet: str, lines: int) -> None:
        """So many more lines of a sheet are done."""
        news = sheet != self.sheet
        self.sheet = sheet
        self.done += lines
        if news or time.monotonic() - self._told_at > TOLD_EVERY:
            self._tell()

    def _tell(self) -> None:
        self._told_at = time.monotonic()
        told = {"stage": self.stage, "total": self.total, "done": self.done, "sheet": self.sheet}
        _write(self.path, told)


Job = Callable[[Progress], Told]


@dataclass(frozen=True)
class Work:
    """One kind of work over a workbook, `path` being the file that tells of it.

    Only one kind is under way at a time: all kinds share one lock.
    """

    path: Path

    @property
    def under_way(self) -> bool:
        """Whether some process is at it."""
        lock = self._lock()
        if lock is not None:
            lock.close()
        return lock is None

    def told(self) -> Told:
        """How far it is or, if cut off, was; afterwards what came of it. Empty before it began."""
        try:
            told: Told = json.loads(self.path.read_text())
        except (OSError, ValueError):
            return {}
        return told

    @property
    def moment(self) -> float:
        """When it last told something."""
        return self.path.stat().st_mtime if self.path.exists() else 0.0

    def forget(self) -> None:
        """What came of it holds no longer."""
        self.path.unlink(missing_ok=True)

    def begin(self, job: Job, stage: str, total: int) -> None:
        """Do the work beside the requests. Where a process is at it already, that one goes on."""
        lock = self._lock()
        if lock is None:
            return
        progress = Progress(self.path)
        progress.begin(stage, total)
        # The language, the clock and the person of the request go with it.
        run = copy_context().run
        Thread(target=run, args=(self._do, job, progress, lock), daemon=True).start()

    def _do(self, job: Job, progress: Progress, lock: IO[bytes]) -> None:
        try:
            came = job(progress)
        except Refused as refused:
            came = {"refused": str(refused)}
        except Exception:
            # Nobody waits for this thread: an error it kept to itself would leave the page waiting.
            logging.getLogger("django.request").exception("The work over a workbook failed")
            came = {"failed": True}
        finally:
            connections.close_all()
        _write(self.path, came)
        lock.close()

    def _lock(self) -> IO[bytes] | None:
        """The lock, taken; None where another holds it."""
        lock = self.path.with_suffix(".lock").open("wb")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            return None
        return lock


def _write(path: Path, told: Told) -> None:
    """Write at once, so that no reader sees half of it. Of a forgotten workbook nothing is told."""
    if not path.with_suffix(".xlsx").exists():
        return  # Its owner let it lie too long; it was cleared away.
    half = path.with_suffix(".half")
    half.write_text(json.dumps(told, ensure_ascii=False, default=str))
    half.replace(path)
