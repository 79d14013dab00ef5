"""What may be entered as the consequence of a record: a recommendation from a monitoring, say."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from kenes.appeals.agenda import untaken
from kenes.appeals.campaigns.agenda import of_group
from kenes.appeals.campaigns.models import Campaign
from kenes.core.row import Row
from kenes.core.text import capital
from kenes.events.problems.models import Problem
from kenes.office.register import Register, register_of, registers
from kenes.organs.models import Topic

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
    "appeals": (*ADVICE, "control/monitorings"),
    # A topic or a group of appeals past the threshold, by its key: it stands for its appeals.
    "topics": (*ADVICE, "control/monitorings"),
    "campaigns": (*ADVICE, "control/monitorings"),
    "surveys": ADVICE,
    # A problem voiced at an event has no page of its own: it is named by its key.
    "problems": (*ADVICE, "appeals"),
}
_CODES: Mapping[type[Row], str] = {Topic: "topics", Campaign: "campaigns"}
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


def of_many(origin: Topic | Campaign) -> list[dict[str, str]]:
    """The forms that may be opened from a topic or a group whose appeals are past the threshold."""
    return _forms(_CODES[type(origin)], str(origin.pk))


def origins(origin: Any) -> list[Any]:
    """The records a new one comes from: of a topic or a group its appeals that wait."""
    if origin is None:
        return []
    return list(of_origin(origin)) if type(origin) in _CODES else [origin]


def of_origin(origin: Any) -> Any:
    """The appeals of a topic or of a group that wait for the council, the oldest first."""
    rows = of_group(origin) if isinstance(origin, Campaign) else None
    if rows is None:
        rows = untaken(origin.council).filter(topic=origin)
    return rows.order_by("received_on", "number")


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
    by_key: dict[str, type[Row]] = {each: model for model, each in _CODES.items()}
    by_key["problems"] = Problem
    if code in by_key:
        return _by_key(request, by_key[code], key)
    return registers()[code].find(request, key)


def origin_of_many(request: Any, code: str, key: str) -> Any:
    """A topic or a group by the code of its kind and its key; None of another kind."""
    models = {each: model for model, each in _CODES.items()}
    return _by_key(request, models[code], key) if code in models else None


def _by_key(request: Any, model: type[Row], key: str) -> Any:
    try:
        pk = UUID(key)
    except ValueError:
        raise Http404 from None
    return get_object_or_404(model.objects.of(request.council).live(), pk=pk)


def threshold_url(origin: Topic | Campaign) -> str:
    """Where the appeals stand by which a topic or a group has come past the threshold."""
    return f"/office/appeals/threshold/{_CODES[type(origin)]}/{origin.pk}/"


def told(origin: Any) -> dict[str, str]:
    """The origin in words, for the form that is begun from it."""
    if isinstance(origin, Problem):
        event = registers()["events"].url(origin.event, "problems/")
        return {
            "kind": capital(origin._meta.verbose_name),
            "title": f"{origin.reference} {origin.title}",
            "url": f"{event}#{origin.anchor}",
        }
    if type(origin) in _CODES:
        return {
            "kind": capital(origin._meta.verbose_name),
            "title": origin.title,
            "url": threshold_url(origin),
        }
    register = register_of(type(origin))
    return {
        "kind": register.noun,
        "title": f"{origin.reference} {origin.title}",
        "url": register.url(origin),
    }


def begun(origin: Any) -> dict[str, Any]:
    """What a form begun from a record says already, in its own words; the person may change it."""
    if isinstance(origin, Campaign):
        named = {f"title_{each}": getattr(origin, f"title_{each}") for each in ("ru", "kk")}
        inner = {f"event__{name}": said for name, said in named.items()}
        return {**named, **inner, "topic": origin.topic_id}
    if isinstance(origin, Topic):
        return {"topic": origin.pk}
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
