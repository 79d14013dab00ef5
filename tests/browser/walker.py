"""A register in a browser: visitors, wide and narrow, known and unknown, and what pages complain of."""

from tests.browser.pages import ALL

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
LANGUAGES = ("kk", "ru", "en")
# Where a test brings about an answer like these, Chromium writes a line of it.
REFUSALS = ("status of 403", "status of 404", "status of 409", "status of 422")


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
        return self._page(host, viewport=size, **more)

    def _page(self, host, **more):
        context = self.browser.new_context(
            base_url=self.url("", host), locale="ru-RU", reduced_motion="reduce", **more
        )
        context.set_default_timeout(15_000)
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def _hear(self, message):
        if message.type not in {"error", "warning"}:
            return
        if not any(each in message.text for each in REFUSALS):
            self.complaints.append(f"{message.location.get('url')}: {message.text}")

    def _signed_in(self, role, host):
        """The cookies of the demo's person of that role, who signed in through the form once."""
        if (role, host) not in self.kept:
            page = self._page(host)
            self.sign_in(page, role)
            self.kept[role, host] = page.context.storage_state()
        return self.kept[role, host]

    def sign_in(self, page, role, password=""):
        """Sign in as people do."""
        page.goto("/account/login/")
        page.fill("[name=login]", role if "@" in role else f"{role}@demo.localhost")
        page.fill("[name=password]", password or self.password)
        page.click("main form button[type=submit]")
        page.wait_for_url("**/office/")

    def address(self, page, name, language="ru"):
        """The address of a page type; of a record's card it is found in the list once."""
        path = ALL[name]
        if callable(path):
            if name not in self.kept:
                self.kept[name] = path(page)
            path = self.kept[name]
        return path.replace("/ru/", f"/{language}/", 1)

    def close(self):
        for context in self._contexts:
            context.close()


