"""What identifies a person is encrypted at rest, with a key that can be rotated."""

import fcntl
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    _Text = models.TextField[str, str]
else:
    _Text = models.TextField


def keys() -> Mapping[str, str]:
    """Key id → key, newest last, from the file outside database and export; made on first need.

    The id "index" keys the blind index alone and is never rotated with the others. A key added
    while the program runs is known at once.
    """
    path = str(settings.KENES_KEYS)
    try:
        changed = _file(path).stat().st_mtime_ns
    except FileNotFoundError:
        changed = _made(Path(path))
    return _read(path, changed)


# Every sealed value asks for it.
_file = lru_cache(maxsize=4)(Path)


def _made(path: Path) -> int:
    """A file with keys that nobody has; the moment it was made.

    Of two processes that come at once the first makes them; the file is there whole or not at all.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        if not path.exists():
            made = {"index": secrets.token_hex(32), "k1": Fernet.generate_key().decode()}
            fresh = path.with_name(f"{path.name}.new")
            fresh.touch(mode=0o600)
            fresh.chmod(0o600)
            fresh.write_text(json.dumps(made, indent=1))
            fresh.replace(path)
    finally:
        os.close(folder)
    return path.stat().st_mtime_ns


@lru_cache(maxsize=4)
def _read(path: str, changed: int) -> Mapping[str, str]:
    """The keys of a file as it stood at the moment `changed`."""
    loaded: dict[str, str] = json.loads(Path(path).read_text())
    return loaded


@lru_cache(maxsize=16)
def _lock(key: str) -> Fernet:
    """What encrypts with a key."""
    return Fernet(key)


def newest() -> str:
    """The id of the key new values are encrypted with."""
    return _newest(keys())


def _newest(known: Mapping[str, str]) -> str:
    return [key_id for key_id in known if key_id != "index"][-1]


def seal(text: str) -> str:
    """«k1:…»: the text encrypted with the newest key. An empty text stays empty."""
    if not text:
        return ""
    known = keys()
    key_id = _newest(known)
    return f"{key_id}:{_lock(known[key_id]).encrypt(text.encode()).decode()}"


def unseal(sealed: str) -> str:
    """The text behind `seal`, with whichever key it was sealed."""
    if not sealed:
        return ""
    key_id, token = sealed.split(":", 1)
    return _lock(keys()[key_id]).decrypt(token.encode()).decode()


def blind(text: str) -> str:
    """A keyed digest by which an exact value can be found without being read."""
    if not text:
        return ""
    folded = " ".join(text.casefold().split())
    return hmac.new(bytes.fromhex(keys()["index"]), folded.encode(), hashlib.sha256).hexdigest()


class SealedField(_Text):
    """A text encrypted in the database and plain in Python; never in the journal or an export."""

    secret = True

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return value if value is None else unseal(value)

    def get_prep_value(self, value: Any) -> Any:
        return seal(value) if isinstance(value, str) else value
