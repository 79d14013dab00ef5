"""What the headers of a message tell against it: sent to many, marked as spam, not confirmed."""

import re
from collections.abc import Iterator
from email.message import Message
from email.utils import getaddresses

from kenes.appeals.intake.suspicion import Suspicion
from kenes.jobs.plain import header_of

RECIPIENTS_AT_MOST = 10
# Marks that mail servers leave; the value begins with «yes».
_SPAM = ("x-spam-flag", "x-spam-status", "x-spam", "x-yandex-spam", "x-ms-exchange-spam")
_RESULT = re.compile(r"\b(dmarc|spf|dkim)=(\w+)")


def signs(message: Message) -> tuple[str, ...]:
    """Everything suspicious in the headers of a message."""
    return tuple(_signs(message))


def _signs(message: Message) -> Iterator[str]:
    if len(getaddresses([*_all(message, "to"), *_all(message, "cc")])) > RECIPIENTS_AT_MOST:
        yield Suspicion.MANY
    if any(_all(message, name) for name in ("list-id", "list-unsubscribe", "list-post")):
        yield Suspicion.LIST
    if len([pair for pair in getaddresses(_all(message, "from")) if pair[1]]) > 1:
        yield Suspicion.SEVERAL
    marks = (value.casefold() for name in _SPAM for value in _all(message, name))
    if any(mark.startswith(("yes", "4", "true")) for mark in marks):
        yield Suspicion.SPAM
    if _refused(" ".join(_all(message, "authentication-results")).casefold()):
        yield Suspicion.FORGED


def _refused(said: str) -> bool:
    """Whether the checks of the sender failed: by his domain's own rule, else both of them."""
    results: dict[str, set[str]] = {}
    for check, result in _RESULT.findall(said):
        results.setdefault(check, set()).add(result)
    rule = results.get("dmarc", set())
    if rule & {"pass", "fail"}:
        return "pass" not in rule
    tried = [results[check] for check in ("spf", "dkim") if check in results]
    failed = any(each & {"fail", "softfail", "permerror"} for each in tried)
    return failed and not any("pass" in each for each in tried)


def _all(message: Message, name: str) -> list[str]:
    return [header_of(str(v), 20_000) for k, v in message.raw_items() if k.casefold() == name]
