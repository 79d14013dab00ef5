"""Several processes at one register, on either engine; one killed in the middle of a letter."""

import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection

ROOT = Path(__file__).parents[2]


class Processes:
    """Commands over a register of their own."""

    def __init__(self, var, url):
        self.environment = {
            **os.environ,
            "KENES_VAR": str(var),
            "KENES_KEYS": str(var / "keys.json"),
            "KENES_DATABASE_URL": url,
            "KENES_MAIL_FROM": "kenes@council.example.kz",
            "DJANGO_SETTINGS_MODULE": "kenes.settings",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }

    def start(self, module, *words):
        return subprocess.Popen(
            [sys.executable, "-m", module, *map(str, words)],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def together(self, times, module, *words):
        running = [self.start(module, *words) for _ in range(times)]
        told = [process.communicate(timeout=120) for process in running]
        assert [process.returncode for process in running] == [0] * times, told
        return [out for out, _err in told]

    def fill(self, times, *words):
        """What tests/jobs/filling.py does, so often at once."""
        self.together(times, "tests.alone", "tests.jobs.filling", *words)

    def jobs(self, *words):
        [out] = self.together(1, "kenes", "jobs", *words)
        return letters_of(out)


def letters_of(out):
    return next(line for line in out.splitlines() if line.startswith("letters: "))


@contextmanager
def database(var):
    """A database of the engine under test that other processes can open too."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{var / 'register.sqlite3'}"
        return
    import psycopg

    url = os.environ["KENES_DATABASE_URL"]
    name = f"kenes_jobs_{uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield re.sub(r"/[^/?]*(?=$|\?)", f"/{name}", url, count=1)
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def founded(tmp_path_factory):
    """A council in a database that lasts for this whole page; every test sends all it posts."""
    var = tmp_path_factory.mktemp("register")
    with database(var) as url:
        processes = Processes(var, url)
        processes.fill(1, "found")
        yield processes


@pytest.fixture
def processes(founded, mailbox):
    founded.environment["KENES_SMTP_URL"] = mailbox.url()
    return founded


def recipients(mailbox):
    return Counter(str(letter["To"]) for letter in mailbox.letters)


def everyone(count):
    return Counter({f"member{each}@example.kz": 1 for each in range(count)})


def test_processes_share_the_outbox_and_send_each_letter_once(processes, mailbox):
    processes.fill(2, "post", 40, "first")
    assert processes.jobs("--at", "2001-01-01T00:00") == "letters: sent 0, put off 0, failed 0"
    told = processes.together(3, "kenes", "jobs", "--once")
    assert recipients(mailbox) == everyone(40)
    sent = [int(letters_of(out).split()[2].strip(",")) for out in told]
    assert sum(sent) == 40


def test_a_process_killed_in_the_middle_loses_and_doubles_nothing(processes, mailbox):
    processes.fill(1, "post", 3, "second")
    mailbox.content_answer = None  # it stands still before it takes anything
    process = processes.start("kenes", "jobs", "--once")
    until(lambda: mailbox.standing)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    mailbox.content_answer = "250 OK"
    assert mailbox.taken == []

    assert processes.jobs("--once") == "letters: sent 2, put off 0, failed 0"
    assert processes.jobs("--at", tomorrow()) == "letters: sent 1, put off 0, failed 0"
    assert recipients(mailbox) == everyone(3)


def tomorrow():
    return time.strftime("%Y-%m-%dT%H:%M", time.gmtime(time.time() + 24 * 60 * 60))


def until(happens):
    for _ in range(600):
        if happens():
            return
        time.sleep(0.05)
    pytest.fail("it did not happen")


def test_the_loop_sends_until_it_is_told_to_stop(processes, mailbox):
    processes.fill(1, "post", 2, "third")
    process = processes.start("kenes", "jobs")
    until(lambda: len(mailbox.taken) == 2)
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, out + err
    assert letters_of(out) == "letters: sent 2, put off 0, failed 0"
    assert recipients(mailbox) == everyone(2)
