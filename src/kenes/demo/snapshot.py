"""The demo register kept as a file, so that only its first start takes long."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings

from kenes.core import secret

# What is shown, not what is stored: a change there leaves the register as it is.
_FACES = frozenset(
    {"portal", "hall", "office", "cabinet", "api", "jobs", "templates", "templatetags", "static",
     "locale", "formats", "management", "__pycache__"}
)  # fmt: skip
_SIDE_FILES = ("-wal", "-shm", "-journal")


def digest() -> str:
    """Of the code, rows and migrations the demo comes from, and of the keys its persons need."""
    root = Path(settings.BASE)
    found = hashlib.sha256(repr(sorted(secret.keys().items())).encode())
    for path in sorted([*root.rglob("*.py"), *root.rglob("*.toml")]):
        inside = path.relative_to(root)
        if inside.parts[0] not in _FACES:
            found.update(f"{inside}\n".encode() + path.read_bytes())
    return found.hexdigest()


def kept(made_from: str) -> Path:
    """Where the snapshot of this digest lies, or will lie."""
    return Path(settings.VAR) / f"demo-{made_from[:16]}.sqlite3"


def file_of_register() -> Path | None:
    """The file of the register in use; None when it is on a server or in memory."""
    database = settings.DATABASES["default"]
    name = str(database["NAME"])
    if "sqlite" not in str(database["ENGINE"]) or name == ":memory:":
        return None
    return Path(name)


def is_marked(register: Path) -> bool | None:
    """Whether every council in the file bears the demo mark; None when there is no council."""
    if not register.exists():
        return None
    with closing(sqlite3.connect(register)) as database:
        try:
            tables = database.execute("SELECT 1 FROM sqlite_master WHERE name = 'kenes_council'")
        except sqlite3.DatabaseError:
            # Somebody's file, but no database: all the more reason to leave it alone.
            return False
        if not tables.fetchone():
            return None
        marks = [row[0] for row in database.execute("SELECT demo_now FROM kenes_council")]
    return all(marks) if marks else None


def is_of(register: Path, made_from: str) -> bool:
    """Whether the register in the file was made from this very code and rows."""
    with closing(sqlite3.connect(register)) as database:
        return bool(database.execute("PRAGMA user_version").fetchone()[0] == _stamp(made_from))


def _stamp(made_from: str) -> int:
    """The digest as the number that SQLite keeps in the head of a file for its application."""
    return int(made_from[:7], 16)


def keep(register: Path, made_from: str) -> None:
    """Stamp a register just built and copy it; snapshots of older code go."""
    with closing(sqlite3.connect(register)) as built:
        built.execute(f"PRAGMA user_version = {_stamp(made_from)}")
        for old in Path(settings.VAR).glob("demo-*.sqlite3"):
            old.unlink()
        with closing(sqlite3.connect(kept(made_from))) as copy:
            built.backup(copy)


def lay(register: Path, made_from: str) -> bool:
    """Put the snapshot in the register's place. False when there is none of this digest."""
    snapshot = kept(made_from)
    if not snapshot.exists():
        return False
    clear(register)
    register.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(snapshot)) as source, closing(sqlite3.connect(register)) as place:
        source.backup(place)
    return True


def clear(register: Path) -> None:
    """Take the file of a demo register away."""
    register.unlink(missing_ok=True)
    for ending in _SIDE_FILES:
        register.with_name(register.name + ending).unlink(missing_ok=True)
