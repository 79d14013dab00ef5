"""Messages that no person wrote: automatic answers, and letters of ours that came back."""

import re
from email.message import Message
from typing import Any

from kenes.core.incoming import IncomingLetter
from kenes.core.text import fold
from kenes.jobs.plain import header_of

Kind = IncomingLetter.Kind
Told = tuple[Kind, tuple[str, ...], str]

_MARK = re.compile(r"^message-id:\s*(<[^<>\s]{1,900}>)", re.IGNORECASE | re.MULTILINE)
# Reports of these are no failures: the letter is on its way, or has come.
_NO_FAILURE = {"delayed", "delivered", "relayed", "expanded"}
_DAEMONS = re.compile(r"\b(mailer-daemon|postmaster|mail delivery)\b", re.IGNORECASE)
_BULK = {"bulk", "junk", "auto_reply", "auto-reply"}
_BY_ITSELF = ("x-autoreply", "x-autorespond", "x-auto-response-suppress")
# The last resort: how mail programs begin the subject of «I am on leave».
_AWAY = (
    *("out of office", "automatic reply", "auto reply", "autoreply"),
    *("автоответ", "автоматический ответ", "нет на месте", "вне офиса", "в отпуске"),
    *("автоматты жауап", "авто жауап", "кеңседе жоқпын", "жұмыста жоқпын", "демалыстамын"),
)


def kind_of(message: Message, subject: str, text: str) -> Told:
    """Who wrote the message: a person, a program, or a server that gives our letter back."""
    reports = [part for part in message.walk() if part.get_content_type() == _DELIVERY]
    if reports:
        blocks = [block for report in reports for block in _blocks(report)]
        actions = {_one(block, "action").casefold() for block in blocks} - {""}
        if actions and actions <= _NO_FAILURE:
            return Kind.AUTOMATIC, (), ""
        return Kind.BOUNCE, _returned(message, text), _why(blocks)
    daemon = _DAEMONS.search(_one(message, "from")) is not None
    if daemon and (came_back := _returned(message, text)):
        return Kind.BOUNCE, came_back, ""
    return (Kind.AUTOMATIC if _by_itself(message, subject) else Kind.LETTER), (), ""


_DELIVERY = "message/delivery-status"


def _by_itself(message: Message, subject: str) -> bool:
    submitted = _one(message, "auto-submitted").partition(";")[0].strip().casefold()
    if submitted and submitted != "no":
        return True
    if _one(message, "precedence").casefold() in _BULK:
        return True
    if any(_one(message, name) not in {"", "no", "None"} for name in _BY_ITSELF):
        return True
    if message.get_content_type() == "multipart/report" or _one(message, "return-path") == "<>":
        return True
    return fold(subject).startswith(_AWAY)


def _blocks(report: Message) -> list[Message]:
    held: Any = report.get_payload()
    return [each for each in held if isinstance(each, Message)] if isinstance(held, list) else []


def _returned(message: Message, text: str) -> tuple[str, ...]:
    """The marks of the messages a report gives back: in their headers, or pasted into its text."""
    found = []
    for part in message.walk():
        kind = part.get_content_type()
        if part is not message and kind not in {_DELIVERY, "multipart/report"}:
            found += _MARK.findall(_head(part))
    return tuple(dict.fromkeys([*found, *_MARK.findall(text)]))


def _head(part: Message) -> str:
    """The headers of an enclosed message, or the text that holds nothing but headers."""
    said = "\n".join(f"{name}: {header_of(str(value))}" for name, value in part.raw_items())
    if part.get_content_type() == "text/rfc822-headers":
        held: Any = part.get_payload(decode=True)
        said += "\n" + (held.decode("latin-1") if isinstance(held, bytes) else "")
    return re.sub(r"\r?\n[ \t]+", " ", said)


def _why(blocks: list[Message]) -> str:
    """What the servers said of it: «5.1.1 smtp; 550 No such user»."""
    said = []
    for block in blocks:
        words = (_one(block, name) for name in ("status", "diagnostic-code"))
        said.append(" ".join(word for word in words if word))
    return "; ".join(dict.fromkeys(each for each in said if each))[:1000]


def _one(message: Message, name: str) -> str:
    """The first header of this name."""
    for key, value in message.raw_items():
        if key.casefold() == name:
            return header_of(str(value))
    return ""
