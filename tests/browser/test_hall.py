"""A sitting in real browsers: the clerk, a member on a phone, the screen; the server is killed."""

import os
import re
import signal
import socket
import subprocess
import time

import pytest

from kenes.demo.accounts import PASSWORD
from tests.browser.conftest import _wait, of_kenes
from tests.browser.looking import barriers
from tests.browser.walker import PHONE, Site, follow


class Server:
    """A server of a register of its own, which can be killed and started anew at its port."""

    def __init__(self, var, database):
        self.var, self.database = var, database
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.start()

    def start(self):
        log = self.var / "hall.log"
        command = of_kenes("serve", "--port", str(self.port), var=self.var, database=self.database)
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                **command, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
            )
        _wait(self.port, self.process, log)

    def end(self, how=signal.SIGTERM):
        os.killpg(self.process.pid, how)
        self.process.wait(20)
        time.sleep(0.5)


@pytest.fixture
def hall(register, database, chromium, tmp_path):
    """Visitors of a server that this test may kill."""
    server = Server(register, database)
    site = Site(chromium, server.port, {}, PASSWORD)
    site.server = server
    yield site
    site.close()
    server.end()


def upcoming(page):
    """The address of the sitting the demo has ready for its visitor."""
    page.goto("/office/sittings/?q=репетиция")
    return page.locator("table.register tbody th a").first.get_attribute("href")


def press(page, selector):
    follow(page, page.locator(selector).first)


def count(page):
    return int(page.locator("[data-voted]").get_attribute("data-voted"))


def test_a_sitting_from_the_roll_to_the_close(hall):
    clerk = hall.visitor(role="secretary")
    card = upcoming(clerk)
    number = card.rstrip("/").rpartition("/")[2]

    clerk.goto(f"{card}presence/")
    assert not barriers(clerk)
    press(clerk, "#open")
    assert clerk.locator(".notice.error").count() == 1
    with clerk.expect_response(re.compile("/presence/mark/")):
        clerk.click("#mark-rest")
    clerk.locator(".quorum.met").wait_for()
    there = clerk.locator(".quorum .numbers strong").inner_text()
    screen_url = clerk.locator("a[href*='door=']").get_attribute("href")
    press(clerk, "#open")

    screen = hall.visitor()
    screen.goto(screen_url)
    assert screen.locator("[data-door]").evaluate("image => image.naturalWidth") > 100
    assert not barriers(screen)

    clerk.goto(f"{card}votes/?item=2")
    press(clerk, "form[action='take-up/'] button")
    screen.locator("h1", has_text="О безопасных переходах").wait_for()
    press(clerk, "button[formaction='open/']")
    assert not barriers(clerk)

    phone = hall.visitor(PHONE, role="member", has_touch=True, is_mobile=True)
    phone.goto(f"/hall/{number}/")
    assert not barriers(phone)
    phone.tap(".choices .for")
    phone.locator(".choices .for[aria-pressed=true]").wait_for()
    screen.locator("[data-voted='1']").wait_for()
    phone.tap(".choices .against")
    phone.locator(".choices .against[aria-pressed=true]").wait_for()
    assert count(screen) == 1

    # Stopped in the middle of the vote, the server comes back to the very same state.
    hall.server.end(signal.SIGKILL)
    hall.server.start()
    phone.tap(".choices .for")
    phone.locator(".choices .for[aria-pressed=true]").wait_for()
    assert count(phone) == 1
    clerk.goto(f"{card}votes/?item=2")
    with clerk.expect_response(re.compile("/votes/cast/")):
        clerk.click("button[value='rest:for']")
    screen.locator(f"[data-voted='{there}']").wait_for()

    # Too few are left: the vote is not closed as a decision, and is once they are back.
    clerk.goto(f"{card}presence/")
    for line in range(12):
        with clerk.expect_response(re.compile("/presence/mark/")):
            clerk.locator(".roll .taps .away").nth(line).click()
    clerk.locator(".quorum:not(.met)").wait_for()
    clerk.goto(f"{card}votes/?item=2")
    press(clerk, "button[formaction='close/']")
    assert clerk.locator(".notice.error").count() == 1
    clerk.goto(f"{card}presence/")
    for line in range(12):
        with clerk.expect_response(re.compile("/presence/mark/")):
            clerk.locator(".roll .taps .present").nth(line).click()
    clerk.locator(".quorum.met").wait_for()
    clerk.goto(f"{card}votes/?item=2")
    press(clerk, "button[formaction='close/']")
    screen.locator(".vote.closed .counts").wait_for()
    assert screen.locator(".vote .counts dd").all_inner_texts() == [there, "0", "0"]
    press(clerk, "button[formaction='publish/']")

    clerk.goto(f"{card}presence/closing/")
    press(clerk, "main form button.main")
    screen.locator(".now h1").filter(has_not_text="О безопасных").wait_for()


def test_a_phone_without_scripts(hall):
    clerk = hall.visitor(role="secretary")
    number = upcoming(clerk).rstrip("/").rpartition("/")[2]
    phone = hall.visitor(PHONE, java_script_enabled=False)
    hall.sign_in(phone, "member@demo.localhost", PASSWORD)
    phone.goto(f"/hall/{number}/")
    # The absentee vote of the demo is prepared, not open; presence alone can be said.
    here = phone.locator("button[formaction$='here/']")
    if here.count():
        follow(phone, here)
    phone.goto(f"/hall/{number}/screen/")
    assert phone.locator("[data-mark]").count() == 1
