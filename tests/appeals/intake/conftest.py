"""A council at whose address letters become appeals, and a real IMAP server they come to."""

from datetime import UTC, datetime
from random import Random

import pytest
from django.utils.translation import override

from kenes import settings as configuration
from kenes.appeals.intake import actions
from kenes.core import clock
from kenes.core.access import console
from kenes.jobs import actions as jobs
from kenes.jobs.mailbox import fetch
from kenes.norms import actions as norms
from tests.appeals.intake.letters import ADDRESS
from tests.jobs.imap import Inbox, wire
from tests.registers import Register

NOW = datetime(2025, 4, 3, 5, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_russian():
    """Whatever language the test before spoke."""
    with override("ru"):
        yield


@pytest.fixture
def council(db, settings):
    settings.KENES_MAIL_FROM = "letters@council.example.kz"
    with clock.standing(NOW):
        norms.load_law(by=console())
        council = Register(console(), Random(1)).council
        actions.receive_at(council, ADDRESS, by=console())
    return council


@pytest.fixture
def inbox(council, settings):
    box = Inbox().start()
    settings.KENES_IMAP = configuration.mailbox(box.url())
    yield box
    box.stop()


def brought(inbox, *letters):
    """The letters are put into the mailbox, and fetched from it."""
    inbox.put(*map(wire, letters))
    with clock.standing(NOW):
        return fetch()


def taken(raw):
    """A letter taken in, without a server between."""
    with clock.standing(NOW):
        return jobs.take(raw, by=console()).letter
