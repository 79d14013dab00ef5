"""Workbooks kept between the look at them and their taking-in, each for who brought it."""

import hashlib
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404

if TYPE_CHECKING:
    from kenes.core.access import User

DIGEST = re.compile(r"[0-9a-f]{64}")
KEPT_FOR = 24 * 60 * 60


@dataclass(frozen=True)
class Kept:
    """A workbook that waits: its file, its words, its name, its digest."""

    path: Path
    content: bytes
    name: str
    digest: str


def _folder(user: "User") -> Path:
    return Path(settings.MEDIA_ROOT) / "intake" / user.pk.hex


def keep(content: bytes, name: str, *, user: "User") -> str:
    """Keep a workbook for its owner, and forget those a day old. Gives its digest."""
    digest = hashlib.sha256(content).hexdigest()
    folder = _folder(user)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for path in folder.iterdir():
        if path.stat().st_mtime < time.time() - KEPT_FOR:
            path.unlink(missing_ok=True)
    (folder / f"{digest}.xlsx").write_bytes(content)
    (folder / f"{digest}.name").write_text(name)
    return digest


def kept(digest: str, *, user: "User") -> Kept:
    """The workbook this person brought; 404 when it is not there any more."""
    path = _folder(user) / f"{digest}.xlsx"
    if not DIGEST.fullmatch(digest) or not path.is_file():
        raise Http404
    return Kept(path, path.read_bytes(), path.with_suffix(".name").read_text(), digest)


def forget(digest: str, *, user: "User") -> None:
    """The workbook is not needed any more."""
    for path in _folder(user).glob(f"{digest}.*"):
        path.unlink(missing_ok=True)
