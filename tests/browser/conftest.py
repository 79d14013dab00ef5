"""The demo register, served as `./kenes serve` serves it, and a real browser that looks at it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from playwright.sync_api import sync_playwright

from kenes.demo.accounts import PASSWORD
from tests.browser.walker import Site

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STARTED_WITHIN = 60


def pytest_collection_modifyitems(items):
    """All of them are one group, for a runner that keeps groups in one process."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


def of_kenes(*words, var, database="", module="kenes"):
    """A command over a register of its own, as subprocess takes it."""
    settings = {
        "KENES_VAR": str(var),
        "KENES_DATABASE_URL": database or f"sqlite:///{var / 'demo.sqlite3'}",
        "KENES_WORKERS": "2",
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONUTF8": "1",
    }
    environment = {**os.environ, **settings}
    return {"args": [sys.executable, "-m", module, *words], "env": environment, "cwd": ROOT}


def found(module, var, database):
    """Found a council, as the function `found` of that module does it."""
    command = of_kenes(module, "found", var=var, database=database, module="tests.alone")
    subprocess.run(**command, check=True)


@contextmanager
def _alone(folder):
    """One process of a parallel run at a time."""
    import fcntl

    with (folder / "browser.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def register(tmp_path_factory):
    """The folder of a demo register: built once for the run, a copy for each process of it."""
    own = tmp_path_factory.mktemp("register") / "var"
    if os.environ.get("KENES_TEST_ENGINE") == "postgres":
        own.mkdir()
        return own
    shared = Path(os.environ["KENES_TEST_VAR"])
    built = shared / "browser"
    with _alone(shared):
        if not (built / "demo.sqlite3").exists():
            built.mkdir(exist_ok=True)
            command = of_kenes("demo", "--no-serve", var=built)
            subprocess.run(**command, check=True, stdout=subprocess.DEVNULL)
    shutil.copytree(built, own, ignore=shutil.ignore_patterns("demo-*"))
    return own


@pytest.fixture(scope="session")
def database(register, worker_id):
    """The database of the served register: a file, or one of its own on the server of the run."""
    if os.environ.get("KENES_TEST_ENGINE") != "postgres":
        return ""
    server = os.environ["KENES_DATABASE_URL"]
    name = f"browser_{worker_id}"
    with psycopg.connect(server, autocommit=True) as asked:
        asked.execute(f"DROP DATABASE IF EXISTS {name}")
        asked.execute(f"CREATE DATABASE {name}")
    url = urlsplit(server)._replace(path=f"/{name}").geturl()
    command = of_kenes("demo", "--no-serve", var=register, database=url)
    subprocess.run(**command, check=True, stdout=subprocess.DEVNULL)
    return url


@pytest.fixture(scope="session")
def port(register, database):
    """The port at which the register is served."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = register / "serve.log"
    with log.open("wb") as out:
        command = of_kenes("serve", "--port", str(port), var=register, database=database)
        server = subprocess.Popen(
            **command, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        _wait(port, server, log)
        yield port
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


def _wait(port, server, log):
    end = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < end:
        assert server.poll() is None, log.read_text()
        asked = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            asked.request("GET", "/health/ready")
            if asked.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            asked.close()
    raise AssertionError(f"no answer within {STARTED_WITHIN} s: {log.read_text()}")


# The first is the browser without its window: the tests are walked in half the time.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "chrome")


def browser_file():
    """The system's Chromium."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("needs Chromium")
    return found


# Playwright's event loop must not outlive these tests: Django's own refuse to run beside one.
@pytest.fixture(scope="package")
def chromium():
    """The system's Chromium, running."""
    path = browser_file()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def kept():
    """What is found out once for all these tests: addresses of pages, sign-ins."""
    return {}


@pytest.fixture
def site(chromium, port, kept, request):
    """The register in a browser; at the end no page of the test may have complained."""
    site = Site(chromium, port, kept, PASSWORD)
    yield site
    site.close()
    assert not site.complaints


@pytest.fixture
def page(site):
    """A wide page of a visitor nobody knows."""
    return site.visitor()
