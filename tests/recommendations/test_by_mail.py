"""A paper leaves by a real mail server, and the agency's answer finds its way back to it."""

from datetime import date
from email.message import EmailMessage

import pytest

from kenes import settings as configuration
from kenes.core.incoming import IncomingLetter
from kenes.dispatches import actions
from kenes.dispatches.models import Dispatch
from kenes.jobs import delivery
from kenes.jobs.actions import take
from tests.jobs.mailbox import Mailbox
from tests.recommendations.advising import at

ON = date(2025, 3, 17)


@pytest.fixture
def mailbox(settings):
    box = Mailbox().start()
    settings.KENES_SMTP = configuration.mail(box.url())
    settings.KENES_MAIL_FROM = "council@example.kz"
    yield box
    box.stop()


def test_an_answer_to_the_letter_lands_on_its_paper(house, mailbox):
    [point] = house.paper(ON, "water", sent=False)
    with at(ON):
        [dispatch] = actions.prepare(point.recommendation, by=house.by)
        actions.send([dispatch], channel="email", on=ON, by=house.by)
        assert delivery.deliver().sent == 1
    [sent] = mailbox.letters
    assert dispatch.number in sent["Subject"]
    assert [part.get_filename() for part in sent.iter_attachments()] == [
        f"{dispatch.number}-kk.pdf",
        f"{dispatch.number}-ru.pdf",
    ]

    reply = EmailMessage()
    reply["From"], reply["To"] = "water@example.kz", "council@example.kz"
    reply["Subject"], reply["Message-ID"] = "Ответ", "<1@example.kz>"
    reply["In-Reply-To"] = sent["Message-ID"]
    reply.set_content("Принимаем, сделаем к июню.")
    with at(date(2025, 4, 1)):
        take(reply.as_bytes(), by=house.by)

    letter = IncomingLetter.objects.get()
    assert (letter.about, letter.status, letter.personal) == (
        Dispatch.objects.get(),
        "placed",
        False,
    )
