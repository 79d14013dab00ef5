"""The mailbox that letters come in by: fetched one by one, put away once each is taken."""

import imaplib
import logging
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import Error
from django.utils.translation import gettext as _

from kenes.core.access import console
from kenes.core.incoming import IncomingLetter
from kenes.core.scanner import Silent
from kenes.council.models import Council
from kenes.jobs import actions

logger = logging.getLogger(__name__)

PATIENCE = 30
# So many letters are taken before the other jobs have their turn.
IN_ONE_ROUND = 200
SEEN = "seen"
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


@dataclass
class Round:
    """What became of the letters in the mailbox, and what ended the round before its end."""

    taken: int = 0
    same: int = 0
    unclear: int = 0
    left: int = 0
    trouble: str = ""

    def __str__(self) -> str:
        said = (
            f"taken {self.taken}, had before {self.same}, "
            f"not understood {self.unclear}, left {self.left}"
        )
        return f"{said}; {self.trouble}" if self.trouble else said


def fetch() -> Round:
    """Take every letter that is in the mailbox. A register of demos takes none."""
    done = Round()
    if settings.KENES_IMAP is None or not Council.objects.filter(demo_now=None).exists():
        return done
    try:
        with opened(settings.KENES_IMAP) as box:
            for key in box.waiting()[:IN_ONE_ROUND]:
                _take(box, key, done)
    except Silent:
        done.trouble = "the virus scanner does not answer"
    except (OSError, imaplib.IMAP4.error) as error:
        done.trouble = f"the mailbox: {error}"
    return done


def _take(box: "Mailbox", key: bytes, done: Round) -> None:
    """Take one letter; only when it is written here is it put away there."""
    remark = ""
    if box.size(key) > settings.KENES_REQUEST_AT_MOST:
        remark = _("The letter is too large; its head was taken, and all of it is in the mailbox.")
    raw = box.content(key, "HEADER" if remark else "")
    if raw is None:
        return
    try:
        taken = actions.take(raw, by=console(), remark=remark)
    except (OSError, Error, Silent):
        raise
    except Exception as error:
        # One letter, whatever is in it, holds up no other; it stays where it is.
        logger.error("letter %s of the mailbox: %s", key.decode(), type(error).__name__)
        done.left += 1
        return
    done.taken += taken.fresh
    done.same += not taken.fresh
    done.unclear += taken.fresh and taken.letter.kind == IncomingLetter.Kind.UNCLEAR
    box.put_away(key)


class Mailbox:
    """One folder of a mail server, and the folder that taken letters go to."""

    def __init__(self, line: imaplib.IMAP4, folder: str, after: str) -> None:
        self.line = line
        self.after = "" if after == SEEN else _quoted(after)
        if self.after and not self._there_is(self.after):
            self.line.create(self.after)
            if not self._there_is(self.after):
                self.after = ""
        _agreed(self.line.select(_quoted(folder)))

    def _there_is(self, folder: str) -> bool:
        return self.line.status(folder, "(MESSAGES)")[0] == "OK"

    def waiting(self) -> list[bytes]:
        """The letters that are not put away yet, the oldest first."""
        asked = ("UNDELETED",) if self.after else ("UNDELETED", "UNSEEN")
        [said, *_more] = _agreed(self.line.uid("SEARCH", *asked))
        return said.split() if said else []

    def size(self, key: bytes) -> int:
        """How large a letter is; 0 when it is gone meanwhile."""
        for said in _agreed(self.line.uid("FETCH", key.decode(), "(RFC822.SIZE)")):
            line = said[0] if isinstance(said, tuple) else said
            if line and (found := _SIZE.search(line)):
                return int(found[1])
        return 0

    def content(self, key: bytes, part: str) -> bytes | None:
        """A letter as it lies there; None when another process has put it away meanwhile."""
        for said in _agreed(self.line.uid("FETCH", key.decode(), f"(BODY.PEEK[{part}])")):
            if isinstance(said, tuple):
                return bytes(said[1])
        return None

    def put_away(self, key: bytes) -> None:
        """Move a letter to the folder of taken ones; where that is impossible mark it as read."""
        uid = key.decode()
        self.line.uid("STORE", uid, "+FLAGS.SILENT", r"(\Seen)")
        if not self.after:
            return
        if "MOVE" in self.line.capabilities:
            self.line.uid("MOVE", uid, self.after)
        elif self.line.uid("COPY", uid, self.after)[0] == "OK":
            self.line.uid("STORE", uid, "+FLAGS.SILENT", r"(\Deleted)")
            if "UIDPLUS" in self.line.capabilities:
                self.line.uid("EXPUNGE", uid)


@contextmanager
def opened(where: dict[str, Any]) -> Iterator[Mailbox]:
    """The mailbox, signed in to."""
    line = _connected(where)
    try:
        _sign_in(line, where["user"], where["password"])
        yield Mailbox(line, where["folder"], where["after"])
    finally:
        # A server that no longer answers is left alone.
        with suppress(OSError, imaplib.IMAP4.error):
            line.logout()
        with suppress(OSError):
            line.shutdown()


def _connected(where: dict[str, Any]) -> imaplib.IMAP4:
    to = (where["host"], where["port"])
    if where["tls"] == "direct":
        context = ssl.create_default_context()
        return imaplib.IMAP4_SSL(*to, ssl_context=context, timeout=PATIENCE)
    line = imaplib.IMAP4(*to, timeout=PATIENCE)
    if where["tls"] == "starttls":
        try:
            line.starttls(ssl.create_default_context())
        except (OSError, imaplib.IMAP4.error):
            line.shutdown()
            raise
    return line


def _sign_in(line: imaplib.IMAP4, user: str, password: str) -> None:
    """By AUTH=PLAIN where it is known, for it alone carries a password in any alphabet."""
    if "AUTH=PLAIN" in line.capabilities:
        line.authenticate("PLAIN", lambda _asked: f"\0{user}\0{password}".encode())
    else:
        line.login(user, password)
    # What a server can do it may tell only to whom it knows.
    said = _agreed(line.capability())[0] or b""
    line.capabilities = tuple(said.decode("ascii", "replace").upper().split())


def _quoted(folder: str) -> str:
    return '"' + folder.replace("\\", "\\\\") + '"'


def _agreed(answer: Any) -> list[Any]:
    """What a server says, once it has said OK."""
    verdict, said = answer
    if verdict != "OK":
        raise imaplib.IMAP4.error(str(said[0] if said else verdict))
    return list(said)
