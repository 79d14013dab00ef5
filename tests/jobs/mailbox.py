"""A real mail server on loopback that does to letters what it is told."""

import asyncio
import email
import socket
from email import policy
from email.header import decode_header, make_header
from email.utils import parseaddr

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


def words(header):
    """A header with its encoded words read, as RFC 2047 wants it."""
    return str(make_header(decode_header(header)))


def mailbox_of(header):
    """The name and the address of a header that has one of each."""
    name, address = parseaddr(header)
    return words(name), address


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Mailbox:
    """Keeps what it took. `refuses` says with which answer to refuse an address."""

    def __init__(self, port=None, **options):
        self.port = port or free_port()
        self.options = options
        self.refuses = {}
        self.content_answer = "250 OK"  # with None it stands still over the content
        self.senders_answer = "250 OK"
        self.standing = False
        self.hangs_up = False  # takes a letter and hangs up instead of saying so
        self.taken = []
        self.controller = None

    def start(self):
        self.controller = Controller(
            self, hostname="127.0.0.1", port=self.port, **{"ready_timeout": 10, **self.options}
        )
        self.controller.start()
        return self

    def stop(self):
        if self.controller is not None:
            self.controller.stop()
            self.controller = None

    def url(self, who=""):
        return f"smtp://{who}127.0.0.1:{self.port}?tls=none"

    @property
    def letters(self):
        return [email.message_from_bytes(raw, policy=policy.default) for raw in self.taken]

    @property
    def heads(self):
        """The headers as they came, encoded words and all."""
        return [email.message_from_bytes(raw) for raw in self.taken]

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        if self.senders_answer.startswith("250"):
            envelope.mail_from = address
        return self.senders_answer

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if answer := self.refuses.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        while self.content_answer is None:
            self.standing = True
            await asyncio.sleep(0.05)
            if server.transport is None or server.transport.is_closing():
                return "451 4.3.0 Nobody waits for an answer"
        if not self.content_answer.startswith("250"):
            return self.content_answer
        self.taken.append(envelope.content)
        if self.hangs_up:
            server.transport.abort()
        return "250 OK"


def keeper(name, word):
    """Lets in whoever says this name and this word."""

    def asked(server, session, envelope, mechanism, said):
        good = (said.login, said.password) == (name.encode(), word.encode())
        return AuthResult(success=good, handled=good)

    return asked
