"""A register of one test's own, founded and open in a browser; how the forms in it are filled."""

import os
import shutil
from contextlib import contextmanager

import pytest

from kenes.demo.accounts import PASSWORD
from tests.browser.conftest import found
from tests.browser.test_hall import Server
from tests.browser.walker import Site, follow
from tests.jobs.test_processes import database as own_database

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
def served(chromium, var, founding):
    """The register that the module `founding` founds, with whoever comes to it."""
    with pytest.MonkeyPatch.context() as environment, own_database(var) as url:
        environment.setenv("KENES_KEYS", os.fspath(var / "keys.json"))
        _lay(founding, var, url)
        server = Server(var, url)
        site = Site(chromium, server.port, {}, PASSWORD)
        try:
            yield site
        finally:
            site.close()
            server.end()
    assert not site.complaints


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
