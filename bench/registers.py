"""Registers of any size: `PYTHONPATH=src .venv/bin/python bench/registers.py [THOUSANDS …]`.

Measures nothing itself. It makes what the other scripts measure: the demo register with its
appeals multiplied to 10 thousand, 100 thousand and 1 million (or as many thousands as you name),
each with its steps. All else stays as in the demo. A copy of an appeal comes up to three months
earlier than the one it is made of, with every one of its steps, and has a number of its own;
persons and journal lines are not multiplied. Rows are written in the order of the days, as years
of work would have written them.

The files are kept in the folder of KENES_BENCH (by default kenes-bench in the folder for temporary
files), so that they need not be made twice; a change of the tables (of the migrations) makes them
anew. A million takes about a minute and 2 GB.
"""

import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import postgres

ROOT = Path(__file__).parent.parent
FOLDER = Path(os.environ.get("KENES_BENCH", Path(tempfile.gettempdir()) / "kenes-bench"))
SIZES = (10, 100, 1000)
CITY = "almaty"

# Each appeal of the city times each copy: how many days earlier, its new key and number.
# The key is a UUIDv7 of the new day, so that it sorts as a key given on that day would.
COPIES = """
CREATE TEMP TABLE copies AS
WITH RECURSIVE
  copy(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < :copies),
  demo AS (
    SELECT id, number, received_on, row_number() OVER (ORDER BY received_on, id) AS place
    FROM kenes_appeal WHERE council_id = :council AND struck_at IS NULL
  ),
  moved AS (
    SELECT demo.*, n, -(n * 7 + place) % 90 AS days, n * (SELECT count(*) FROM demo) + place AS at
    FROM demo, copy
  )
SELECT id AS old, days, number AS old_number,
  date(received_on, days || ' days') AS received_on,
  printf('%012x', unixepoch(received_on, days || ' days') * 1000 + at % 86400000)
    || substr(id, 13, 12) || printf('%08x', n) AS id,
  strftime('%Y', received_on, days || ' days') || '-' || printf('%07d', at) AS number
FROM moved ORDER BY n, place LIMIT :rows
"""
# What a copy does not take over as it stands; the days of the row itself and of its steps move.
APPEAL = {
    "id": "c.id",
    "number": "c.number",
    "words": "replace(o.words, c.old_number, c.number)",
    "received_on": "c.received_on",
    "status_on": "date(o.status_on, c.days || ' days')",
}
STEP = {
    "id": "substr(c.id, 1, 12) || substr(o.id, 13, 12) || substr(c.id, 25, 8)",
    "row_id": "c.id",
    "on": "date(o.\"on\", c.days || ' days')",
}


def main() -> None:
    """Make the registers asked for."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for thousands in [int(word) for word in sys.argv[1:]] or SIZES:
        began = time.perf_counter()
        made = register(thousands * 1000)
        size = made.stat().st_size / 1e6
        print(f"{thousands:>5} thousand  {size:8.0f} MB  {time.perf_counter() - began:6.1f} s")


def register(rows: int) -> Path:
    """The file of a register with so many appeals; made, if it is not there yet."""
    wanted = FOLDER / f"appeals-{rows}-{_tables()}.sqlite3"
    if wanted.exists():
        return wanted
    demo = _demo()
    half_made = wanted.with_suffix(".making")
    half_made.unlink(missing_ok=True)
    with closing(sqlite3.connect(demo)) as source, closing(sqlite3.connect(half_made)) as place:
        source.backup(place)
        _multiply(place, rows)
    for old in FOLDER.glob(f"appeals-{rows}-*.sqlite3*"):
        old.unlink()
    half_made.rename(wanted)
    return wanted


def settle(rows: int) -> None:
    """Set Kenes up over the register with so many appeals; once in a process."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = register(rows)
    sys.path.insert(0, str(ROOT / "src"))
    os.environ["KENES_VAR"] = str(FOLDER)
    on_postgres = os.environ.get("KENES_BENCH_ENGINE") == "postgres"
    os.environ["KENES_DATABASE_URL"] = (
        postgres.settled(made) if on_postgres else f"sqlite:///{made}"
    )
    os.environ["DJANGO_SETTINGS_MODULE"] = "kenes.settings"
    import django

    django.setup()
    if on_postgres:
        postgres.fill(made)
    _indexed()


def _indexed() -> None:
    """The appeals of the city are found by words of their own (words.py)."""
    import words

    from kenes.council.models import Council

    words.fill(Council.objects.get(slug=CITY))


def _tables() -> str:
    """What tells one generation of tables from another."""
    found = hashlib.sha256()
    for path in sorted((ROOT / "src" / "kenes" / "migrations").glob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()[:12]


def _demo() -> Path:
    """The demo register as its own command builds it, in a process of its own."""
    file = FOLDER / "demo.sqlite3"
    own = os.environ | {"KENES_VAR": str(FOLDER), "KENES_DATABASE_URL": f"sqlite:///{file}"}
    own["PYTHONPATH"] = str(ROOT / "src")
    command = [sys.executable, "-m", "kenes", "demo", "--no-serve"]
    subprocess.run(command, env=own, check=True, stdout=subprocess.DEVNULL)
    return file


def _multiply(place: sqlite3.Connection, rows: int) -> None:
    """Add copies until the city has so many appeals. Indexes are laid anew at the end."""
    place.executescript(
        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-200000"
    )
    [[council]] = place.execute("SELECT id FROM kenes_council WHERE slug = ?", [CITY])
    [[here]] = place.execute(
        "SELECT count(*) FROM kenes_appeal WHERE council_id = ? AND struck_at IS NULL", [council]
    )
    said = {"council": council, "copies": rows // here + 1, "rows": max(0, rows - here)}
    place.execute(COPIES, said)
    place.execute("CREATE INDEX temp.by_old ON copies (old)")
    indexes = place.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        " AND tbl_name IN ('kenes_appeal', 'kenes_step')"
    ).fetchall()
    for name, _sql in indexes:
        place.execute(f'DROP INDEX "{name}"')
    _copy(place, "kenes_appeal", APPEAL, "o.id = c.old", "c.id")
    _copy(place, "kenes_step", STEP, "o.row_id = c.old", "1")
    for _name, sql in indexes:
        place.execute(sql)
    place.commit()
    place.execute("PRAGMA journal_mode=WAL")


def _copy(
    place: sqlite3.Connection, table: str, said: dict[str, str], joined: str, order: str
) -> None:
    """One INSERT … SELECT of a table's rows, each as often as it is copied."""
    columns = [row[1] for row in place.execute(f"PRAGMA table_info({table})")]
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(said.get(name, f'o."{name}"') for name in columns)
    place.execute(
        f"INSERT INTO {table} ({names}) SELECT {values} FROM copies AS c, {table} AS o"
        f" WHERE {joined} ORDER BY {order}"
    )


if __name__ == "__main__":
    main()
