"""Contests as everyone sees them: the notice, and what was published step by step."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kenes.core import clock
from kenes.core.door import public
from kenes.council.candidates.actions import ranked
from kenes.council.candidates.models import Candidate, CandidatePaper
from kenes.council.contest.models import Contest, Stage

K, S = Stage.Kind, Candidate.Status
IN_RESERVE = (S.RESERVE, S.SEATED)


@public
def contest(request: Any, number: str) -> HttpResponse:
    """One contest: what the notice says, and each step that was published, with its day."""
    rows = Contest.objects.of(request.council).live().filter(Contest.PUBLIC)
    here = rows.select_related("convocation").filter(number=number).first()
    if here is None:
        raise Http404
    published = {stage.kind: stage.published_on for stage in here.stages.live()}
    candidates = list(here.candidates.live().select_related("nominated_by"))
    context = {
        "contest": here,
        "open_today": here.taken_on(clock.today()),
        "papers": [str(label) for _kind, label in CandidatePaper.Kind.choices],
        "guide": _guide(published),
        "group": list(here.group.live()) if K.GROUP in published else [],
        "admission": _admission(candidates) if K.ADMISSION in published else [],
        "scores": _scores(here) if K.PROTOCOL in published else [],
        "reserve": _reserve(candidates) if K.RESERVE in published else [],
    }
    return render(request, "members/contest.html", context)


def _guide(published: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "what": capfirst(str(label)),
            "second": _("published on %s") % date_format(published[kind], "DATE_FORMAT")
            if kind in published
            else "",
            "place": "done" if kind in published else "ahead",
        }
        for kind, label in K.choices
    ]


def _told(candidate: Candidate) -> dict[str, Any]:
    """What may be read of a candidate: the name and the sender only with the consent to it."""
    sender = candidate.nominated_by if candidate.consent_on else None
    return {"who": candidate.public_name, "second": str(sender or "")}


def _admission(candidates: list[Candidate]) -> list[dict[str, Any]]:
    found = []
    for each in candidates:
        if each.status in (S.FILED, S.WITHDRAWN):
            continue
        barred = each.status == S.BARRED
        label = each.get_ground_display() if barred else str(S.ADMITTED.label)
        mark = {"label": label, "tone": "bad" if barred else "good"}
        found.append({**_told(each), "state": mark})
    return found


def _scores(here: Contest) -> list[dict[str, Any]]:
    return [
        {**_told(each), "points": points, "state": {"label": each.get_status_display()}}
        for each, points in ranked(here)
    ]


def _reserve(candidates: list[Candidate]) -> list[dict[str, Any]]:
    listed = [each for each in candidates if each.status in IN_RESERVE and each.place]
    listed.sort(key=lambda each: each.place or 0)
    return [
        {
            **_told(each),
            "place": each.place,
            "state": {
                "label": each.get_status_display(),
                "tone": "good" if each.status == S.SEATED else "work",
            },
        }
        for each in listed
    ]


urlpatterns = [path("contests/<str:number>/", contest, name="contest")]
