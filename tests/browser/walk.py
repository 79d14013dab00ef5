"""A register between a council and its agencies: who has it open, and the mail in both ways."""

import base64
import hashlib
import hmac
import re
import struct
import time
from datetime import timedelta
from email.message import EmailMessage

from kenes.core import clock
from kenes.demo.accounts import PASSWORD
from tests.browser.own import jobs
from tests.browser.test_whole_sitting import SAVE
from tests.browser.walker import PHONE, follow
from tests.jobs.imap import wire

DAY = timedelta(days=1)
PDF = b"%PDF-1.7\n" + b"0" * 2000
# How the public reads each point once the council has closed both.
CLOSED = {
    "ru": ["Закрыто: не исполнено", "Закрыто: исполнено"],
    "kk": ["Жабылды: орындалмады", "Жабылды: орындалды"],
}
# What happened to each point, and when: all of it today, but the day the law gives an answer.
COURSE = {
    "ru": (
        [
            "Направлено: Управление воды",
            "Рекомендации, № {0}",
            "Орган ответил: отклонено с обоснованием",
            "Совет: закрыто: не исполнено",
        ],
        [
            "Направлено: Управление дорог",
            "Рекомендации, № {1}",
            "Получено органом",
            "Орган ответил: принято",
            "Обещано к этому дню",
            "Орган сообщает о сделанном",
            "Совет проверил: сделано",
            "Совет: закрыто: исполнено",
        ],
    ),
    "kk": (
        [
            "Жіберілді: Су басқармасы",
            "Ұсынымдар, № {0}",
            "Орган жауап берді: уәжбен қабылданбады",
            "Кеңес: жабылды: орындалмады",
        ],
        [
            "Жіберілді: Управление дорог",
            "Ұсынымдар, № {1}",
            "Орган алды",
            "Орган жауап берді: қабылданды",
            "Осы күнге уәде етілген",
            "Орган не істегенін хабарлады",
            "Кеңес тексерді: орындалды",
            "Кеңес: жабылды: орындалды",
        ],
    ),
}
DUE = {"ru": "Срок ответа по закону", "kk": "Заң бойынша жауап мерзімі"}


def code(secret):
    """What an authenticator app shows now (RFC 6238: SHA-1, half a minute, six digits)."""
    key = base64.b32decode(secret)
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def evidence(name, content=PDF):
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


class Walk:
    """The clerk in Russian, the agency's contact on a phone, a visitor; two real mail servers."""

    def __init__(self, site, outgoing, incoming):
        self.site = site
        self.outgoing, self.incoming = outgoing, incoming
        self.today = clock.today()
        self.clerk, self.visitor = site.visitor(), site.visitor()
        self.phone = site.visitor(PHONE, has_touch=True, is_mobile=True)
        site.sign_in(self.clerk, "secretary@council.example.kz", PASSWORD)
        self.number = self.card = self.lost = ""
        self.letters = {}

    @property
    def paper(self):
        return f"/office/recommendations/{self.number}/"

    def jobs(self, *words):
        """What runs by itself, once."""
        jobs(self.site.server, *words)

    def post(self):
        """Offices are open again and what waits in the outbox goes out; the letters by address."""
        before = len(self.outgoing.letters)
        self.jobs("--at", f"{self.today + 8 * DAY}T12:00")
        return {
            letter["To"].addresses[0].addr_spec: letter for letter in self.outgoing.letters[before:]
        }

    def papers(self):
        """The numbers of the two papers that went out: to the address, to the contact."""
        subjects = [self.letters[each]["Subject"] for each in sorted(self.letters, reverse=True)]
        return [re.search(r"\d{4}-\d{4}", each).group() for each in subjects]

    def reply(self, letter, sender, text):
        """A program that knows of a letter nothing but where its answers go writes to it."""
        reply = EmailMessage()
        reply["From"], reply["To"] = sender, str(letter["Reply-To"])
        reply["Subject"], reply["Message-ID"] = "Ответ", "<1@water.example.kz>"
        reply.set_content(text)
        self.incoming.put(wire(reply.as_bytes()))
        self.jobs("--once")

    def figures(self, codes):
        """What the public reads of each figure of this year."""
        said = {}
        for each in codes:
            self.visitor.goto(
                f"/ru/figures/{each}/?from={self.today.year}-01-01&until={self.today}"
            )
            said[each] = self.visitor.locator("main [data-figure]").inner_text().split()[0]
        return said


def enter(phone, address):
    """Sign in at the door an address leads to."""
    phone.goto(address)
    phone.fill("[name=login]", "agency@council.example.kz")
    phone.fill("[name=password]", PASSWORD)
    follow(phone, phone.locator("main form:has([name=password]) button[type=submit]"))


def recorded(page):
    """What was asked is done: the page says so and no field complains."""
    follow(page, page.locator(SAVE))
    assert page.locator("main .field.wrong, main .notice.error").all_inner_texts() == []
