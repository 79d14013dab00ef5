"""Delivery: letters leave the outbox, each once, whatever the mail server does meanwhile.

A process takes a letter in hand by one guarded UPDATE that counts the attempt and puts the next one
off for the length of a lease. If the process dies, the lease runs out and the letter's turn comes
again. So no lock is held while the server is spoken to, and any number of processes may run.
"""

import logging
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.db.models import F

from kenes.core import clock
from kenes.core.letter import Letter
from kenes.jobs.message import message

logger = logging.getLogger(__name__)

# Longer than a server may take over one letter, all its silences included.
LEASE = timedelta(minutes=15)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=4)
# So many letters are sent before the other jobs have their turn.
IN_ONE_ROUND = 500
TOO_LARGE = 552


@dataclass
class Round:
    """What became of the letters whose turn it was."""

    sent: int = 0
    put_off: int = 0
    failed: int = 0


@dataclass(frozen=True)
class Refusal:
    """Why an attempt came to nothing; whether another could do better; whether others would."""

    trouble: Letter.Trouble
    answer: str
    final: bool = False
    # The trouble is not the letter's own: whatever is sent now meets it too.
    of_all: bool = False


def deliver() -> Round:
    """Send every letter whose turn has come. A demo register's letters are never among them."""
    done = Round()
    if settings.KENES_SMTP is None:
        return done
    server = EmailBackend(**settings.KENES_SMTP)
    try:
        for key, attempts in _due():
            if not _take(key, attempts):
                continue
            refusal = _send(server, key)
            _record(key, attempts + 1, refusal, done)
            if refusal is not None:
                _hang_up(server)
                if refusal.of_all:
                    break
    finally:
        _hang_up(server)
    return done


def waiting() -> int:
    """How many letters wait to be sent."""
    return int(Letter.objects.live().filter(status=Letter.Status.WAITING).count())


def _due() -> Iterable[tuple[UUID, int]]:
    turn = Letter.objects.live().filter(
        status=Letter.Status.WAITING,
        next_attempt_at__lte=clock.now(),
        council__demo_now=None,
    )
    return list(turn.order_by("next_attempt_at", "pk").values_list("pk", "attempts")[:IN_ONE_ROUND])


def _take(key: UUID, attempts: int) -> bool:
    """Take a letter in hand, unless another process has done so since we looked."""
    as_seen = Letter.objects.filter(
        pk=key,
        status=Letter.Status.WAITING,
        attempts=attempts,
        next_attempt_at__lte=clock.now(),
    )
    taken = as_seen.update(
        attempts=F("attempts") + 1,
        next_attempt_at=clock.now() + LEASE,
        trouble="",
        answer="",
    )
    return bool(taken)


def _send(server: EmailBackend, key: UUID) -> Refusal | None:
    """Send one letter; None when the server took it."""
    try:
        letter = Letter.objects.select_related("council").get(pk=key)
        return _hand_over(server, message(letter))
    except Exception as error:
        # A key may be lost, a header impossible: one such letter must not hold up all others.
        # What the error says may name a person, so the log has only its kind.
        logger.error("letter %s: %s", key, type(error).__name__)
        return Refusal(Letter.Trouble.LETTER, f"{type(error).__name__}: {error}")


def _hand_over(server: EmailBackend, made: EmailMessage) -> Refusal | None:
    """Give a message to the server; None when it took it."""
    try:
        server.open()
    except OSError as error:
        access = isinstance(error, SMTPAuthenticationError)
        trouble = Letter.Trouble.ACCESS if access else Letter.Trouble.SERVER
        return Refusal(trouble, _said(error), of_all=True)
    try:
        server.send_messages([made])
    except OSError as error:
        return _refusal(error)
    return None


def _refusal(error: OSError) -> Refusal:
    """What the server meant by an error in the middle of a letter."""
    if isinstance(error, SMTPRecipientsRefused):
        code, _answer = next(iter(error.recipients.values()))
        return Refusal(Letter.Trouble.RECIPIENT, _said(error), final=code >= 500)
    if isinstance(error, SMTPDataError):
        return Refusal(Letter.Trouble.CONTENT, _said(error), final=error.smtp_code >= 500)
    if isinstance(error, SMTPSenderRefused):
        if error.smtp_code == TOO_LARGE:
            return Refusal(Letter.Trouble.CONTENT, _said(error), final=True)
        return Refusal(Letter.Trouble.SENDER, _said(error), of_all=True)
    return Refusal(Letter.Trouble.SERVER, _said(error))


def _said(error: OSError) -> str:
    """The server's own words: «550 5.1.1 No such user»."""
    if isinstance(error, SMTPRecipientsRefused):
        return "; ".join(_answer(*each) for each in error.recipients.values())
    if isinstance(error, SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    return str(error) or type(error).__name__


def _answer(code: int, words: Any) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
    return f"{code} {text}"


def _record(key: UUID, attempt: int, refusal: Refusal | None, done: Round) -> None:
    """Write down what became of the attempt."""
    if refusal is None:
        # True whatever happened meanwhile: even if somebody cancelled it, the letter is sent.
        Letter.objects.filter(pk=key).exclude(status=Letter.Status.SENT).update(
            status=Letter.Status.SENT, sent_at=clock.now(), next_attempt_at=None
        )
        done.sent += 1
        return
    ours = Letter.objects.filter(pk=key, status=Letter.Status.WAITING, attempts=attempt)
    said = {"trouble": refusal.trouble, "answer": refusal.answer}
    last = ours.filter(attempts__gte=F("attempts_allowed"))
    if (ours if refusal.final else last).update(
        status=Letter.Status.FAILED, next_attempt_at=None, **said
    ):
        done.failed += 1
    elif ours.update(next_attempt_at=clock.now() + wait(attempt), **said):
        done.put_off += 1


def wait(attempt: int) -> timedelta:
    """How long after a vain attempt the next one is made: twice as long each time, to a limit."""
    doubled: timedelta = FIRST_WAIT * 2 ** min(attempt - 1, 20)
    return min(doubled, LONGEST_WAIT)


def _hang_up(server: EmailBackend) -> None:
    """Close the connection; a server that no longer answers even that is left alone."""
    with suppress(OSError):
        server.close()
