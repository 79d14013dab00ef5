"""What may be entered as the consequence of a record: a recommendation from a monitoring, say."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from kenes.office.register import Register, register_of, registers

ADVICE = ("recommendations", "urgent")
# From a record of the register at the left, records of those at the right may be begun.
LEADS: Mapping[str, tuple[str, ...]] = {
    "sittings": ADVICE,
    "decisions": ADVICE,
    "hearings": ADVICE,
    "control/hearings": ADVICE,
    "control/monitorings": ADVICE,
    "control/expertises": ADVICE,
    "control/discussions": ADVICE,
    "events": ADVICE,
    "drafts": ADVICE,
    "acts": ADVICE,
    "appeals": ADVICE,
    "surveys": ADVICE,
}


def leads(register: Register, row: Any) -> list[dict[str, str]]:
    """The forms that may be opened from a record, with the record as their origin."""
    if row.struck:
        return []
    found = (registers()[code] for code in LEADS.get(register.code, ()))
    origin = f"{register.code}/{row.reference}"
    return [
        {
            "label": _("New: %s") % there.noun,
            "url": f"{there.list_url}new/?from={origin}",
        }
        for there in found
    ]


def origin_of(request: Any, here: Register) -> Any:
    """The record a new one comes from, named in the address; None where it names none it may."""
    code, _slash, key = request.GET.get("from", "").rpartition("/")
    if here.code not in LEADS.get(code, ()):
        return None
    return registers()[code].find(request, key)


def told(origin: Any) -> dict[str, str]:
    """The origin in words, for the form that is begun from it."""
    register = register_of(type(origin))
    return {
        "kind": register.noun,
        "title": f"{origin.reference} {origin.title}",
        "url": register.url(origin),
    }
