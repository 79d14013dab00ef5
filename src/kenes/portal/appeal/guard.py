"""What stands between the form of an appeal and abuse: a proof of work, a trap, an hourly limit.

None of it refuses a person an appeal: it is received with its number, and waits for the clerk.
Only who writes without end within an hour is asked to come back, and keeps the text.
"""

from datetime import timedelta
from ipaddress import ip_address
from typing import Any

from django.conf import settings

from kenes.appeals.intake.actions import seen
from kenes.appeals.intake.proof import proved
from kenes.appeals.intake.suspicion import Suspicion
from kenes.core import clock

# A household of the newer internet has this many bits of an address to itself.
_HOUSEHOLD = 64


def signs(form: Any) -> list[str]:
    """What is suspicious in a form as it was sent."""
    found: list[str] = []
    if not proved(form.cleaned_data["proof"]):
        found.append(Suspicion.NO_PROOF)
    if form.cleaned_data["website"]:
        found.append(Suspicion.TRAP)
    return found


def too_often(request: Any) -> bool:
    """Whether more came from this network within the hour than people write.

    A digest of the network is kept until the hour ends; an address is kept nowhere.
    """
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    what = f"network {request.council.pk} {hour.isoformat()} {_network(request)}"
    return seen(what, hour + timedelta(hours=1)) > settings.KENES_APPEALS_AN_HOUR


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
    return str(int(address) >> (128 - _HOUSEHOLD))
