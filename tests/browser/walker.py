"""A register in a browser: its visitors, wide and narrow, and what its pages complain of."""

import re

from tests.browser.pages import ALL

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
SMALL_PHONE = {"width": 320, "height": 640}
LANGUAGES = ("kk", "ru", "en")
# Chromium writes a line for every answer like these, which a test brings about on purpose.
REFUSAL = re.compile(r"status of (403|404|409|422)")
RESOLVED = "a.figure[href*='figures/appeals.resolved/']"


class Site:
    """The served register and the visitors of one test."""

    def __init__(self, browser, port, kept, password):
        self.browser = browser
        self.port = port
        self.kept = kept
        self.password = password
        self.complaints = []
        self._contexts = []

    def url(self, path, host="localhost"):
        return f"http://{host}:{self.port}{path}"

    def visitor(self, size=WIDE, role="", host="localhost", **more):
        """A page of somebody who came just now, or who has signed in."""
        if role:
            more["storage_state"] = self._signed_in(role, host)
        context = self.browser.new_context(
            base_url=self.url("", host),
            locale="ru-RU",
            reduced_motion="reduce",
            viewport=size,
            **more,
        )
        context.set_default_timeout(15_000)
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def _hear(self, message):
        if message.type in {"error", "warning"} and not REFUSAL.search(message.text):
            self.complaints.append(f"{message.location.get('url')}: {message.text}")

    def _signed_in(self, role, host):
        """The cookies of the demo's person of that role, who signed in through the form once."""
        if (role, host) not in self.kept:
            page = self.visitor(host=host)
            self.sign_in(page, f"{role}@demo.localhost", self.password)
            self.kept[role, host] = page.context.storage_state()
        return self.kept[role, host]

    def sign_in(self, page, email, password):
        """Sign in as people do."""
        page.goto("/account/login/")
        page.fill("[name=login]", email)
        page.fill("[name=password]", password)
        page.click("main form:has([name=password]) button[type=submit]")
        page.wait_for_url(re.compile(r"/(office|cabinet)/$"))

    def open(self, page, name, language="ru"):
        """Open a page type; the address of a record's card is found in its list once."""
        if name in {"edition", "drift"}:
            self._freeze()
        path = ALL[name]
        if callable(path):
            if name not in self.kept:
                self.kept[name] = path(page)
            path = self.kept[name]
        return page.goto(path.replace("/ru/", f"/{language}/", 1))

    def _freeze(self):
        """An edition of the note for all tests; where the demo has none, the clerk makes it."""
        if "frozen" not in self.kept:
            page = self.visitor(role="secretary")
            page.goto("/ru/note/editions/")
            if not page.locator("main .listing a").count():
                page.goto("/office/note/")
                page.click("form[action$='/freeze/'] button.main")
                page.wait_for_url("**/note/editions/*/")
            self.kept["frozen"] = True

    def close(self):
        for context in self._contexts:
            context.close()


def follow(page, locator):
    """Press what leads to another page, and be there."""
    with page.expect_navigation():
        locator.click()


def main_text(page):
    return page.locator("main").inner_text()


def value(page):
    """The large number of a figure's page."""
    return page.locator("main [data-figure]").inner_text()
