"""How the installation stands: each fact in a sentence, and what to do about it."""

import shutil
import sqlite3
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection
from django.db.models import Max
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kenes.core import clock, scanner
from kenes.core.clock import COUNCIL_ZONE
from kenes.core.incoming import IncomingLetter
from kenes.core.letter import Letter
from kenes.jobs.models import LastRun

if TYPE_CHECKING:
    from kenes.council.models import Council

# The loop of the jobs looks every minute.
JOBS_EVERY = timedelta(minutes=10)
BACKUP_EVERY = timedelta(days=7)
ROOM_AT_LEAST = 1024**3


@dataclass(frozen=True)
class Fact:
    """One thing about the installation: how it stands, and what the administrator may do."""

    code: str
    label: str
    said: str
    tone: str = "good"
    advice: str = ""


def status(council: "Council | None" = None) -> list[Fact]:
    """Everything that is known, the letters of one council alone where one is named."""
    # A demo's clock stands on another day; what is told here is of the machine.
    with clock.standing(None):
        facts: tuple[Callable[[], Fact], ...] = (_jobs, _scanner, _backup, _room)
        letters = [_mail_out(council), _mail_in(council)]
        return [*letters, *(fact() for fact in facts), _database(), _version()]


def moment(at: datetime | None) -> str:
    """A moment as people write it."""
    return date_format(timezone.localtime(at, COUNCIL_ZONE), "DATETIME_FORMAT") if at else ""


def _of(model: Any, council: "Council | None") -> Any:
    rows = model.objects.live()
    return rows if council is None else rows.filter(council=council)


def _mail_out(council: "Council | None") -> Fact:
    letters = _of(Letter, council)
    waiting = letters.filter(status=Letter.Status.WAITING).count()
    failed = letters.filter(status=Letter.Status.FAILED).count()
    last = letters.filter(status=Letter.Status.SENT).aggregate(at=Max("sent_at"))["at"]
    counted = _("Wait to be sent: %(waiting)s. Not delivered: %(failed)s.")
    said = [counted % {"waiting": waiting, "failed": failed}]
    said.append(_("The last one was sent on %s.") % moment(last) if last else _("None was sent."))
    label = _("Letters out")
    if settings.KENES_SMTP is None:
        advice = _("No mail server is configured: set KENES_SMTP_URL and KENES_MAIL_FROM.")
        return Fact("mail_out", label, " ".join(said), "attention", advice)
    if failed:
        advice = _("Look at the letters that were not delivered, under Letters.")
        return Fact("mail_out", label, " ".join(said), "attention", advice)
    return Fact("mail_out", label, " ".join(said))


def _mail_in(council: "Council | None") -> Fact:
    unplaced = _of(IncomingLetter, council).filter(status=IncomingLetter.Status.NEW).count()
    last = LastRun.objects.filter(code="mailbox").first()
    said = [_("Wait to be placed: %s.") % unplaced]
    label = _("Letters in")
    if settings.KENES_IMAP is None:
        advice = _("No mailbox is configured: set KENES_IMAP_URL.")
        return Fact("mail_in", label, said[0], "attention", advice)
    if last is None:
        said.append(_("The mailbox was not looked into yet."))
        return Fact("mail_in", label, " ".join(said), "attention", _("Start ./kenes jobs."))
    said.append(_("The mailbox was last looked into on %s.") % moment(last.at))
    if last.broken:
        advice = _("The last look did not succeed: %s. Check KENES_IMAP_URL.") % last.words
        return Fact("mail_in", label, " ".join(said), "bad", advice)
    return Fact("mail_in", label, " ".join(said))


def _scanner() -> Fact:
    label = _("Virus scanner")
    if settings.KENES_CLAMD is None:
        advice = _("Install ClamAV (apt install clamav-daemon) and set KENES_CLAMD.")
        return Fact("scanner", label, _("Files are not scanned."), "attention", advice)
    try:
        return Fact("scanner", label, _("It answers: %s.") % scanner.version())
    except OSError:
        said = _("It does not answer, so no file is taken.")
        advice = _("Start clamav-daemon, or correct KENES_CLAMD.")
        return Fact("scanner", label, said, "bad", advice)


def _jobs() -> Fact:
    last = LastRun.objects.filter(code="jobs").first()
    label = _("What is done by itself")
    advice = _("Keep ./kenes jobs running beside the server.")
    if last is None:
        return Fact("jobs", label, _("It has never run."), "bad", advice)
    said = _("It last ran on %s.") % moment(last.at)
    if clock.now() - last.at > JOBS_EVERY:
        return Fact("jobs", label, said, "bad", advice)
    if last.broken:
        return Fact("jobs", label, said, "bad", _("A job broke; the log says why."))
    return Fact("jobs", label, said)


def _backup() -> Fact:
    last = LastRun.objects.filter(code="export").first()
    label = _("Backup")
    advice = _("Run ./kenes export --out FILE.zip every day, and keep the file elsewhere.")
    if last is None:
        said = _("None was made by Kenes itself.")
        return Fact("backup", label, said, "attention", advice)
    said = _("The last one was made on %s.") % moment(last.at)
    if clock.now() - last.at > BACKUP_EVERY:
        return Fact("backup", label, said, "attention", advice)
    return Fact("backup", label, said)


def _room() -> Fact:
    disk = shutil.disk_usage(settings.VAR)
    said = _("Free: %(free)s of %(total)s.") % {
        "free": filesizeformat(disk.free),
        "total": filesizeformat(disk.total),
    }
    if disk.free < ROOM_AT_LEAST:
        return Fact("room", _("Room on the disk"), said, "bad", _("Make room, or add a disk."))
    return Fact("room", _("Room on the disk"), said)


def _database() -> Fact:
    if connection.vendor == "sqlite":
        said = f"SQLite {sqlite3.sqlite_version}"
    else:
        major, minor = divmod(getattr(connection, "pg_version", 0), 10_000)
        said = f"PostgreSQL {major}.{minor}"
    return Fact("database", _("Database"), said, "plain")


def _version() -> Fact:
    project = tomllib.loads((settings.ROOT / "pyproject.toml").read_text())["project"]
    return Fact("version", _("Version"), f"Kenes {project['version']}", "plain")
