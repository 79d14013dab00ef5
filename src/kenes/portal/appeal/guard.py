"""What stands between the pages of appeals and abuse: a proof of work, a trap, hourly limits.

None of it refuses a person an appeal: it is received with its number, and waits for the clerk.
Only who writes, joins or guesses codes without end within an hour is asked to come back, and keeps
what was typed.
"""

from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from kenes.appeals.intake.proof import proved
from kenes.appeals.intake.suspicion import Suspicion
from kenes.core import clock
from kenes.core.refused import Refused
from kenes.core.trace import seen, times

AN_HOUR = timedelta(hours=1)
# A household of the newer internet has this many bits of an address to itself.
_HOUSEHOLD = 64


class TooOften(Refused):
    """More came from one network within an hour than people send; `wait` is when it ends."""

    def __init__(self, sentence: str, wait: timedelta) -> None:
        super().__init__(sentence)
        self.wait = wait


def signs(form: Any) -> list[str]:
    """What is suspicious in a form as it was sent."""
    found: list[str] = []
    if not proved(form.cleaned_data["proof"], form.cleaned_data["key"]):
        found.append(Suspicion.NO_PROOF)
    if form.cleaned_data["website"]:
        found.append(Suspicion.TRAP)
    return found


def refuse_a_flood(request: Any) -> None:
    """Refused when more appeals came from this network within the hour than people write."""
    sentence = _("Too many appeals came from your network. Send it again in an hour.")
    _count(request, "network", settings.KENES_APPEALS_AN_HOUR, sentence)


def refuse_a_crowd(request: Any) -> None:
    """Refused when more joined from this network within the hour than people do."""
    sentence = _("Too many people joined from your network. Join again in an hour.")
    _count(request, "joined", settings.KENES_JOINS_AN_HOUR, sentence)


def refuse_guesses(request: Any) -> None:
    """Refused when more wrong codes came from this network within the hour than people mistype."""
    what, until = _within_the_hour(request, "guessed")
    if times(what) >= settings.KENES_WRONG_CODES_AN_HOUR:
        sentence = _("Too many wrong codes came from your network. Try again in an hour.")
        raise TooOften(sentence, until - clock.now())


def note_a_guess(request: Any) -> None:
    """A code from this network was wrong."""
    seen(*_within_the_hour(request, "guessed"))


def _count(request: Any, what: str, at_most: int, sentence: str) -> None:
    """One more of these from this network; refused beyond so many within the hour."""
    digested, until = _within_the_hour(request, what)
    if seen(digested, until) > at_most:
        raise TooOften(sentence, until - clock.now())


def _within_the_hour(request: Any, what: str) -> tuple[str, datetime]:
    """By what this network is known until the hour ends, and when that is.

    A digest of it is kept; an address is kept nowhere.
    """
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    told = f"{what} {request.council.pk} {hour.isoformat()} {_network(request)}"
    return told, hour + AN_HOUR


def _network(request: Any) -> str:
    """The address a request came from; behind a server of ours, as that server says it."""
    said = str(request.META.get("REMOTE_ADDR", ""))
    if settings.SECURE_PROXY_SSL_HEADER:
        passed = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
        said = passed or said
    try:
        address = ip_address(said)
    except ValueError:
        return "unknown"
    if address.version == 4:
        return str(address)
    if address.ipv4_mapped:
        # A server that listens to both says an older address in the newer way.
        return str(address.ipv4_mapped)
    return str(int(address) >> (128 - _HOUSEHOLD))
