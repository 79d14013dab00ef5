"""A register of one test's own, founded and open in a browser; how the forms in it are filled."""

import os
import shutil
import subprocess
from contextlib import contextmanager
from datetime import time

import pytest

from kenes.core import clock
from kenes.demo.accounts import PASSWORD
from tests.browser.conftest import found, of_kenes
from tests.browser.test_hall import Server
from tests.browser.walker import Site, follow
from tests.jobs.imap import Inbox
from tests.jobs.mailbox import Mailbox
from tests.jobs.test_processes import database as own_database

MAIL_FROM = "kenes@council.example.kz"
SAVE = "main form[method=post] .form-actions button[type=submit]"
WRONG = "main .field.wrong, main .notice.error, main .errors[role=alert]"


# Registers in files that were founded in this run: a copy is quicker than its hundred tables.
LAID = {}


def _lay(founding, var, url):
    if founding in LAID:
        shutil.copytree(LAID[founding], var, dirs_exist_ok=True)
        return
    found(founding, var, url)
    if url.startswith("sqlite"):
        LAID[founding] = shutil.copytree(var, var.with_name(f"{var.name}-laid"))


@contextmanager
def served(chromium, var, founding, **settings):
    """The register that the module `founding` founds, with whoever comes to it."""
    with pytest.MonkeyPatch.context() as environment, own_database(var) as url:
        for name, value in {"KEYS": os.fspath(var / "keys.json"), **settings}.items():
            environment.setenv(f"KENES_{name}", value)
        _lay(founding, var, url)
        server = Server(var, url)
        site = Site(chromium, server.port, {}, PASSWORD)
        site.server = server
        try:
            yield site
        finally:
            site.close()
            server.end()
    assert not site.complaints


@contextmanager
def with_mail(chromium, var, founding):
    """Such a register that is no demo, written from and written to: its site, the mail both ways.

    What it does by itself is done by `jobs`.
    """
    if clock.now().astimezone(clock.COUNCIL_ZONE).time() > time(23, 30):
        pytest.skip("needs to end on the day on which it begins")
    outgoing, incoming = Mailbox().start(), Inbox().start()
    settings = {
        "SMTP_URL": outgoing.url(),
        "IMAP_URL": incoming.url(),
        "MAIL_FROM": MAIL_FROM,
        "MAIL_PLUS": "1",
        "SITE": "https://kenes.example.kz",
    }
    try:
        with served(chromium, var, founding, **settings) as site:
            yield site, outgoing, incoming
    finally:
        incoming.stop()
        outgoing.stop()


def jobs(server, *words):
    """What runs by itself, once."""
    command = of_kenes("jobs", *words, var=server.var, database=server.database)
    done = subprocess.run(**command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def fill(page, facts):
    """Fill the fields of a form by their names; an option is named by its value or its words."""
    for name, value in facts.items():
        control = page.locator(f"main form[method=post] [name='{name}']").first
        if control.evaluate("each => each.tagName") == "SELECT":
            control.select_option(_option(control, value))
        elif value is True:
            if not control.is_visible():
                page.click(f"main details:has([name='{name}']) > summary")
            control.check()
        else:
            control.fill(value)


def _option(control, wanted):
    """The value of the option that has this value, or the first whose words say it."""
    said = control.evaluate("each => [...each.options].map((one) => [one.value, one.text])")
    return next(
        (value for value, _words in said if value == wanted),
        next((value for value, words in said if wanted in words), wanted),
    )


def sent(page, **facts):
    """Fill the form of this page and send it; no field complains."""
    fill(page, facts)
    follow(page, page.locator(SAVE).first)
    assert page.locator(WRONG).all_inner_texts() == []


def entered(page, register, **facts):
    """A new record is entered, also one like another; gives the address of its card."""
    page.goto(f"/office/{register}/new/")
    sent(page, **facts)
    all_the_same = page.locator("button[name=despite]")
    if all_the_same.count():
        follow(page, all_the_same.first)
    return page.url


def asked(page, link, **facts):
    """Follow a link of this page to what is asked there, and answer it."""
    follow(page, page.locator(f"main a[href$='{link}']").first)
    sent(page, **facts)


def begin(page, register):
    """On the card of a record, begin what comes of it."""
    link = f"main details.menu a[href*='/office/{register}/new/']"
    page.click(f"main details.menu:has(a[href*='/office/{register}/new/']) > summary")
    follow(page, page.locator(link))
