"""The public page of a sitting: when and where, its agenda with what was decided, who was there."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kenes.core.attachment import attached
from kenes.core.door import public
from kenes.events.models import Event
from kenes.minutes.models import Minutes
from kenes.portal.bodies import address
from kenes.portal.card import card
from kenes.portal.face import state, words
from kenes.portal.faces.occasions import SITTINGS
from kenes.portal.files import told
from kenes.portal.occasion import occasion
from kenes.sittings.ballots.models import Ballot
from kenes.sittings.decisions.models import Decision
from kenes.sittings.models import AgendaItem, Sitting


@public
def sitting(request: Any, number: str) -> HttpResponse:
    """One sitting. What was voted and decided stands under its question once it is published."""
    row = SITTINGS.rows(request, office=False).filter(number=number).first()
    if row is None or row.event.struck:
        raise Http404
    shown = card(SITTINGS, row, office=False)
    event = row.event
    context = {
        **shown,
        "face": SITTINGS,
        "facts": [fact for fact in shown["facts"] if fact["name"] == str(_("Form"))],
        "sitting": row,
        "state": state(event.status, event.get_status_display())["state"],
        "when": _when(event),
        "body_url": address(row.body),
        "items": _items(row),
        "presence": _presence(row),
        "minutes": _minutes(row),
        "ics": f"{row.get_absolute_url()}calendar.ics",
        "off": event.status in (Event.Status.CANCELLED, Event.Status.FAILED),
        "occasion": occasion(event),
    }
    return render(request, "sittings/one.html", context)


def _when(event: Event) -> str:
    on = date_format(event.held_on, "DATE_FORMAT")
    return f"{on}, {event.starts_at:%H:%M}" if event.starts_at else on


def _items(row: Sitting) -> list[dict[str, Any]]:
    """The agenda, each question with its published votes and decisions."""
    items = row.items.live().select_related("agency").order_by("position")
    files = attached(items, public=True)
    ballots = _by_item(
        Ballot.objects.live()
        .filter(item__sitting=row, status=Ballot.Status.PUBLISHED)
        .select_related("tie_norm")
    )
    rows = Decision.objects.live().filter(Decision.PUBLIC, item__sitting=row)
    decisions = _by_item(rows)
    return [
        {
            "item": item,
            "materials": told(files.get(item.pk, [])),
            "title": words(item),
            "kind": "" if item.kind == AgendaItem.Kind.QUESTION else item.get_kind_display(),
            "skipped": row.event.status == Event.Status.HELD and not item.taken_up,
            "ballots": [_ballot(each) for each in ballots.get(item.pk, [])],
            "decisions": [
                {"title": words(each), "number": each.number, "url": each.get_absolute_url()}
                for each in decisions.get(item.pk, [])
            ],
        }
        for item in items
    ]


def _by_item(rows: Any) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for row in rows.order_by("pk"):
        found.setdefault(row.item_id, []).append(row)
    return found


def _ballot(ballot: Ballot) -> dict[str, Any]:
    said = {
        "for": ballot.votes_for,
        "against": ballot.votes_against,
        "abstained": ballot.abstained,
    }
    counts = _("for %(for)s, against %(against)s, abstained %(abstained)s") % said
    carried = bool(ballot.carried)
    label = _("carried") if carried else _("not carried")
    tone = "good" if carried else "attention"
    return {
        "question": words(ballot, "question"),
        "counts": counts,
        "tie": ballot.tie,
        "state": {"label": label, "tone": tone},
    }


def _presence(row: Sitting) -> str:
    """How many were there, of how many, and whether that was the quorum."""
    if row.event.status != Event.Status.HELD or row.present is None or not row.seats_then:
        return ""
    said = {"present": row.present, "seats": row.seats_then, "quorum": row.quorum_then or "—"}
    return _("%(present)s of %(seats)s members were present; the quorum was %(quorum)s.") % said


def _minutes(row: Sitting) -> str:
    """The address of the published minutes, the version that holds."""
    rows = Minutes.objects.live().filter(sitting=row, status=Minutes.Status.PUBLISHED)
    found = rows.order_by("-edition").first()
    return found.get_absolute_url() if found else ""


urlpatterns = [path("sittings/<str:number>/", sitting)]
