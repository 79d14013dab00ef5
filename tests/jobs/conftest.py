"""A council that writes letters, and the mail server they go to."""

from datetime import UTC, datetime
from random import Random

import pytest

from kenes import settings as configuration
from kenes.core import clock, outbox
from kenes.core.access import console
from kenes.core.action import action
from kenes.core.letter import Letter
from tests.jobs.mailbox import Mailbox
from tests.registers import Register

NOW = datetime(2025, 4, 3, 5, 0, tzinfo=UTC)
FACTS = {
    "purpose": "sitting.invitation",
    "recipient": "aliya@example.kz",
    "language": "ru",
    "subject": "Приглашение на заседание",
    "text": "Заседание состоится 10 апреля.\n",
}


@pytest.fixture
def register(db):
    with clock.standing(NOW):
        return Register(console(), Random(1))


@pytest.fixture
def about(register):
    """What the letters of a test tell of."""
    return register.topics[0]


@pytest.fixture
def mailbox():
    box = Mailbox().start()
    yield box
    box.content_answer = "250 OK"
    box.stop()


@pytest.fixture
def mail(mailbox, settings):
    """The council's mail goes to the mailbox."""
    configure(settings, mailbox.url())
    return mailbox


def configure(settings, url):
    settings.KENES_SMTP = configuration.mail(url)
    settings.KENES_MAIL_FROM = "kenes@council.example.kz"


@action
def post(*filings, by=None):
    return outbox.post(filings, by=by or console())


def written(about, at=NOW, **facts):
    """One letter in the outbox, unlike the standard one in `facts`."""
    with clock.standing(at):
        posted = post(outbox.letter(about, **FACTS | facts))
    return posted[0] if posted else None


def fresh(letter):
    return Letter.objects.get(pk=letter.pk)
