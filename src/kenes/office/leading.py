"""What may be entered as the consequence of a record: a recommendation from a monitoring, say."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from kenes.core.text import capital
from kenes.events.problems.models import Problem
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
    # A problem voiced at an event has no page of its own: it is named by its key.
    "problems": (*ADVICE, "appeals"),
}
# A title is begun with the problem's own words, as many as it holds.
TITLE = 500


def leads(register: Register, row: Any) -> list[dict[str, str]]:
    """The forms that may be opened from a record, with the record as their origin."""
    if row.struck:
        return []
    return _forms(register.code, row.reference)


def of_problem(problem: Problem) -> list[dict[str, str]]:
    """The forms that may be opened from a problem voiced at an event."""
    return _forms("problems", str(problem.pk))


def _forms(code: str, key: str) -> list[dict[str, str]]:
    found = (registers()[each] for each in LEADS.get(code, ()))
    origin = f"{code}/{key}"
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
    return _problem(request, key) if code == "problems" else registers()[code].find(request, key)


def _problem(request: Any, key: str) -> Problem:
    try:
        pk = UUID(key)
    except ValueError:
        raise Http404 from None
    rows = Problem.objects.of(request.council).live().select_related("event", "topic")
    found: Problem = get_object_or_404(rows, pk=pk)
    return found


def told(origin: Any) -> dict[str, str]:
    """The origin in words, for the form that is begun from it."""
    if isinstance(origin, Problem):
        event = registers()["events"].url(origin.event, "problems/")
        return {
            "kind": capital(origin._meta.verbose_name),
            "title": f"{origin.reference} {origin.title}",
            "url": f"{event}#{origin.anchor}",
        }
    register = register_of(type(origin))
    return {
        "kind": register.noun,
        "title": f"{origin.reference} {origin.title}",
        "url": register.url(origin),
    }


def begun(origin: Any) -> dict[str, Any]:
    """What a form begun from a record says already, in its own words; the person may change it."""
    if not isinstance(origin, Problem):
        return {}
    return {
        "title_ru": origin.text_ru[:TITLE],
        "title_kk": origin.text_kk[:TITLE],
        "text": origin.text_ru or origin.text_kk,
        "language": "ru" if origin.text_ru else "kk",
        "topic": origin.topic_id,
        "district": origin.event.district_id,
    }
