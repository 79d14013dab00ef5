"""The day of a sitting at a real register: who has it open, what came by mail, what papers say."""

import re
import subprocess

import docx
from docx.table import Table
from icalendar import Calendar

from kenes.core import clock
from kenes.demo.accounts import PASSWORD
from tests.browser.own import jobs
from tests.browser.test_hall import press
from tests.browser.walker import PHONE
from tests.jobs.mailbox import mailbox_of


class Day:
    """The register, its mail, and everyone who has it open on the day of the sitting."""

    def __init__(self, site, server, mailbox):
        self.site, self.server, self.mailbox = site, server, mailbox
        self.today = clock.today()
        self.clerk = self.enter("secretary")
        self.second = self.enter("second", PHONE, has_touch=True, is_mobile=True)
        self.third = self.enter("third", PHONE, has_touch=True, is_mobile=True)
        self.visitor = site.visitor()
        self.rotation = self.card = self.minutes = ""

    def enter(self, name, *size, **more):
        page = self.site.visitor(*size, **more)
        self.site.sign_in(page, f"{name}@council.example.kz", PASSWORD)
        return page

    def rotated(self):
        """How many rotations of this year the public counts."""
        span = f"from={self.today.year}-01-01&until={self.today}"
        self.visitor.goto(f"/ru/figures/council.rotated/?{span}")
        return self.visitor.locator("main [data-figure]").inner_text().split()[0]

    def hall(self, page, then=""):
        number = self.card.rstrip("/").rpartition("/")[2]
        page.goto(f"/hall/{number}/{then}")

    def post(self):
        """What waits in the outbox is delivered; says which letters came."""
        before = len(self.mailbox.letters)
        jobs(self.server, "--once")
        return self.mailbox.letters[before:]


def tapped(day, value, names):
    """The secretary taps one word on the lines of some members."""
    day.clerk.goto(f"{day.card}presence/")
    for name in names:
        line = day.clerk.locator(".roll li", has_text=name)
        with day.clerk.expect_response(re.compile("/presence/mark/")):
            line.locator(f".taps .{value}").click()


def prepared(day, item, kind, **more):
    """A question is taken up and put to the vote in one of the four ways."""
    clerk = day.clerk
    clerk.goto(f"{day.card}votes/?item={item}")
    press(clerk, "form[action='take-up/'] button")
    clerk.goto(f"{day.card}votes/?item={item}")
    clerk.click("details.prepare summary")
    clerk.check(f"[name=kind][value={kind}]")
    for name, value in more.items():
        field = clerk.locator(f"form[action='prepare/'] [name={name}]")
        if name == "base":
            field.select_option(value)
        else:
            field.fill(value)
    press(clerk, "form[action='prepare/'] button.main")
    press(clerk, "button[formaction='open/']")
    clerk.locator(".ballot.open").wait_for()


def sat(day):
    """All are there, the one question is voted on by hands, seven to one, and the sitting ends."""
    clerk = day.clerk
    clerk.goto(f"{day.card}presence/")
    press(clerk, "form[action='roll/'] button")
    with clerk.expect_response(re.compile("/presence/mark/")):
        clerk.click("#mark-rest")
    clerk.locator(".quorum.met").wait_for()
    press(clerk, "#open")
    prepared(day, 1, "hands")
    for name, votes in (("votes_for", 7), ("votes_against", 1), ("abstained", 0)):
        clerk.fill(f"[name={name}]", str(votes))
    press(clerk, "form[action='counts/'] button")
    press(clerk, "button[formaction='close/']")
    press(clerk, "button[formaction='publish/']")
    clerk.goto(f"{day.card}presence/closing/")
    press(clerk, "main form button.main")


def voted(phone, choice):
    phone.locator(f".choices .{choice}").tap()
    phone.locator(f".choices .{choice}[aria-pressed=true]").wait_for()


def told(letters):
    """What each letter's calendar says, under the address it came to."""
    said = {}
    for letter in letters:
        [sheet] = [part for part in letter.walk() if part.get_content_type() == "text/calendar"]
        calendar = Calendar.from_ical(sheet.get_payload(decode=True))
        [event] = calendar.walk("VEVENT")
        _name, address = mailbox_of(letter["To"])
        said[address] = {
            "method": str(calendar["METHOD"]),
            "uid": str(event["UID"]),
            "sequence": event["SEQUENCE"],
            "begins": event.decoded("DTSTART"),
            "language": str(letter["Content-Language"]),
        }
    return said


def read(page, link, folder):
    """All that a downloaded file says, Word or PDF, without what stands on its every page."""
    with page.expect_download() as arrives:
        link.click()
    path = folder / arrives.value.suggested_filename
    arrives.value.save_as(path)
    if path.suffix == ".pdf":
        asked = ["pdftotext", "-raw", str(path), "-"]
        said = subprocess.run(asked, capture_output=True, check=True).stdout.decode()
        said = re.sub(r"№ \S+\s+стр\. \d+ из \d+|council · Протокол заседания", "", said)
    else:
        said = "\n".join(lines(docx.Document(path)))
    return " ".join(said.split())


def lines(document):
    for part in document.iter_inner_content():
        rows = part.rows if isinstance(part, Table) else []
        yield from [" ".join(cell.text for cell in row.cells) for row in rows] or [part.text]
