"""A message as it came over the wire, understood: who, what, in answer to what, which files."""

import hashlib
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses
from mimetypes import guess_extension
from typing import Any

from kenes.core.incoming import IncomingLetter
from kenes.jobs import automatic, suspicion
from kenes.jobs.plain import header_of, html_text, text_of

logger = logging.getLogger(__name__)

Kind = IncomingLetter.Kind
LINE_AT_MOST = 998
NAMED_AT_MOST = 50
DEEPEST = 60
_IDS = re.compile(r"<[^<>\s]{1,900}>")
_ADDRESSED = ("to", "cc", "delivered-to", "x-original-to", "envelope-to")
_SAME = ("message-id", "from", "date", "subject")


@dataclass
class Read:
    """What a message says."""

    digest: str
    kind: Kind = Kind.UNCLEAR
    message_id: str = ""
    in_reply_to: str = ""
    references: str = ""
    sender: str = ""
    name: str = ""
    subject: str = ""
    text: str = ""
    addressed: str = ""
    # Of a bounce: the marks of the messages that came back, and why.
    returned: tuple[str, ...] = ()
    said: str = ""
    files: list[tuple[str, bytes]] = field(default_factory=list)
    # What tells against it (appeals.intake.suspicion).
    signs: tuple[str, ...] = ()


def read(raw: bytes) -> Read:
    """What the message says. One that cannot be understood is told by its digest alone."""
    try:
        return _read(message_from_bytes(raw), raw)
    except Exception as error:
        # A stranger wrote this, maybe to break us; it is kept whole, and people look at it.
        logger.error("a message: %s", type(error).__name__)
        return Read(hashlib.sha256(raw).hexdigest())


def _read(message: Message, raw: bytes) -> Read:
    senders = getaddresses([header(message, "from")])
    name, sender = senders[0] if senders else ("", "")
    found = Read(
        digest=_digest(message, raw),
        message_id=next(iter(ids(message, "message-id")), ""),
        in_reply_to=next(iter(ids(message, "in-reply-to")), ""),
        references=" ".join(ids(message, "references")[-NAMED_AT_MOST:]),
        sender=sender[:320],
        name=name[:200],
        subject=header(message, "subject", 300),
        text=_text(message),
        addressed=" ".join(header(message, name, 4000) for name in _ADDRESSED),
        files=list(_files(message)),
        signs=suspicion.signs(message),
    )
    found.kind, found.returned, found.said = automatic.kind_of(message, found.subject, found.text)
    if not list(message.keys()) or not (found.sender or found.text or found.files):
        found.kind = Kind.UNCLEAR
    return found


def header(message: Message, name: str, at_most: int = 1000) -> str:
    """All headers of one name, as a person reads them."""
    said = [str(value) for key, value in message.raw_items() if key.casefold() == name]
    return header_of(" ".join(said), at_most)


def ids(message: Message, name: str) -> list[str]:
    """The marks of messages that a header names."""
    return _IDS.findall(header(message, name, 20_000))


def _digest(message: Message, raw: bytes) -> str:
    """The same for one message that came by two ways: what servers wrote on it is left out."""
    _head, end, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    if not end or not ids(message, "message-id"):
        return hashlib.sha256(raw).hexdigest()
    told = "\n".join(header(message, name) for name in _SAME)
    return hashlib.sha256(told.encode() + b"\n\n" + body).hexdigest()


def _children(part: Message) -> list[Message]:
    held: Any = part.get_payload()
    return list(held) if isinstance(held, list) else []


def _is_text(part: Message) -> bool:
    """Whether a part is read, and not kept as a file."""
    attached = part.get_content_disposition() == "attachment" or part.get_filename() is not None
    return part.get_content_type() in {"text/plain", "text/html"} and not attached


def _content(part: Message) -> bytes:
    held: Any = part.get_payload(decode=True)
    return held if isinstance(held, bytes) else b""


def _words(part: Message) -> str:
    said = text_of(_content(part), str(part.get_content_charset() or ""))
    return html_text(said) if part.get_content_type() == "text/html" else said.strip()


def _text(part: Message, depth: int = 0) -> str:
    """What a part says to its reader: of alternatives the plain one, else the last that speaks."""
    if depth > DEEPEST:
        raise RecursionError
    if _is_text(part) and not part.is_multipart():
        return _words(part)
    if part.get_content_maintype() != "multipart":
        return ""
    children = _children(part)
    if not children and depth == 0:
        # Parts are promised and none stands there: what does stand there is shown.
        return text_of(_content(part)).strip()
    said = [(child, _text(child, depth + 1)) for child in children]
    if part.get_content_subtype() == "alternative":
        plain = [words for child, words in said if child.get_content_type() == "text/plain"]
        speaking = [words for _child, words in said if words]
        return next((words for words in plain if words), speaking[-1] if speaking else "")
    return "\n\n".join(words for _child, words in said if words)


def leaves(message: Message) -> Iterator[Message]:
    """The parts that hold no other parts; a message enclosed in this one is one of them."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        children = _children(part) if part.get_content_maintype() == "multipart" else []
        if children:
            waiting.extend(reversed(children))
        else:
            yield part


def _files(message: Message) -> Iterator[tuple[str, bytes]]:
    for place, part in enumerate(leaves(message), start=1):
        if _is_text(part) or part.get_content_maintype() == "multipart":
            continue
        if part.get_content_maintype() == "message":
            yield _file_name(part, place), b""
        else:
            yield _file_name(part, place), _content(part)


def _file_name(part: Message, place: int) -> str:
    said = header_of(str(part.get_filename() or ""), 300)
    if said:
        return said
    kind = part.get_content_type()
    ending = ".eml" if kind == "message/rfc822" else guess_extension(kind) or ".bin"
    return f"{place}{ending}"
