"""Contests for seats: prepared, announced, decided, approved; each step published."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kenes.core import clock
from kenes.core.door import may, requires
from kenes.core.roles import Permission
from kenes.council.candidates.actions import ranked
from kenes.council.candidates.models import Candidate
from kenes.council.contest.actions import REACHED, group_holds
from kenes.council.contest.models import Contest, Stage
from kenes.office.council.contest_deeds import DEEDS, OPEN
from kenes.office.council.deed import carry_out
from kenes.office.council.room import BASE, room
from kenes.office.history import history

TAB = "contests"
BACK = f"{BASE}contests/"
S = Contest.Status
TONE = {"prepared": "plain", "announced": "work", "decided": "work", "approved": "good"}
CANDIDATE_TONE = {
    "admitted": "work",
    "chosen": "good",
    "seated": "good",
    "reserve": "work",
    "barred": "bad",
    "withdrawn": "gone",
}
# What may be done from each state, the likeliest first.
FROM = {
    S.PREPARED: ("group", "notice", "announce", "publish", "cancel"),
    S.ANNOUNCED: ("file", "decide", "publish", "cancel"),
    S.DECIDED: ("approve", "publish", "cancel"),
    S.APPROVED: ("publish",),
}


def contest_url(contest: Contest) -> str:
    """The working page of one contest."""
    return f"{BACK}{contest.number}/"


def contest_of(request: Any, number: str) -> Contest:
    """The contest of this council under a number; 404 for any other."""
    rows = Contest.objects.of(request.council).live().select_related("convocation", "council")
    found: Contest = get_object_or_404(rows, number=number)
    return found


@requires(Permission.OFFICE_ENTER)
def contests(request: Any) -> HttpResponse:
    """Every contest, the newest first."""
    rows = Contest.objects.of(request.council).live().select_related("convocation")
    context = {
        "contests": [
            {
                "url": contest_url(each),
                "title": each.title,
                "second": f"{each.number} · {date_format(each.opened_on, 'DATE_FORMAT')}",
                "state": _state(each),
            }
            for each in rows.order_by("-opened_on")
        ],
        "writes": may(request, Permission.REGISTER_WRITE),
    }
    return room(request, TAB, "office/council/contests.html", context)


def _state(contest: Contest) -> dict[str, Any]:
    return {"label": contest.get_status_display(), "tone": TONE.get(contest.status, "gone")}


@requires(Permission.OFFICE_ENTER)
def contest(request: Any, number: str) -> HttpResponse:
    """One contest: its steps, the notice, the working group, the candidates."""
    here = contest_of(request, number)
    writes = may(request, Permission.REGISTER_WRITE)
    published = here.stages.live().exists()
    public = published and here.status not in (S.PREPARED, S.CANCELLED)
    context = {
        "contest": here,
        "title": here.title,
        "state": _state(here),
        "guide": _guide(here),
        "deeds": _deeds(here) if writes else [],
        "notice": _notice(here),
        "group": list(here.group.live()),
        "group_check": _group_check(here),
        "candidates": _candidates(request, here),
        "public_url": f"/{request.LANGUAGE_CODE}/contests/{here.number}/" if public else "",
        "history": history([here]),
    }
    crumbs = [(here.number, "")]
    return room(request, TAB, "office/council/contest.html", context, crumbs=crumbs)


def _deeds(here: Contest) -> list[dict[str, Any]]:
    words = [word for word in FROM.get(S(here.status), ()) if _sensible(here, word)]
    return [
        {"label": DEEDS[word].label, "url": f"{word}/", "grave": DEEDS[word].grave}
        for word in words
    ]


def _sensible(here: Contest, word: str) -> bool:
    """Whether a deed makes sense today: nobody files before the first day or after the last."""
    if word == "file":
        return here.taken_on(clock.today())
    if word == "decide":
        return here.filing_until is not None and clock.today() > here.filing_until
    if word == "publish":
        return any(_unpublished(here))
    return True


def _unpublished(here: Contest) -> list[str]:
    held = set(here.stages.live().values_list("kind", flat=True))
    return [kind for kind, states in REACHED.items() if here.status in states and kind not in held]


def _guide(here: Contest) -> list[dict[str, Any]]:
    """The steps of a contest, each with the day on which everyone could read of it."""
    held = {stage.kind: stage.published_on for stage in here.stages.live()}
    found = []
    for kind, label in Stage.Kind.choices:
        on = held.get(kind)
        second = _("published on %s") % date_format(on, "DATE_FORMAT") if on else ""
        reached = here.status in REACHED[Stage.Kind(kind)]
        place = "done" if on else "current" if reached else "ahead"
        found.append({"what": capfirst(str(label)), "second": second, "place": place})
    return found


def _notice(here: Contest) -> list[dict[str, Any]]:
    fields = ("body_ru", "body_kk", "address", "email", "filing_from", "filing_until")
    facts = []
    for name in (*fields, "criteria_ru", "protocol", "approved_by"):
        value = getattr(here, name)
        if value in (None, "") and name not in Contest.NOTICE:
            continue
        label = str(Contest._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        said = date_format(value, "DATE_FORMAT") if hasattr(value, "strftime") else value
        facts.append({"name": capfirst(label), "value": said or _("not said yet")})
    return facts


def _group_check(here: Contest) -> dict[str, Any] | None:
    norm, civil, total, holds = group_holds(here, here.opened_on)
    if not total:
        return None
    said = {"civil": civil, "total": total, "needed": norm.length}
    words = _("%(civil)s of %(total)s are from civil society, at least %(needed)s needed") % said
    return {"label": words, "tone": "good" if holds else "bad", "law": norm.citation()}


def _candidates(request: Any, here: Contest) -> list[dict[str, Any]]:
    names = may(request, Permission.APPLICANT_SEE)
    points = {each.pk: total for each, total in ranked(here)}
    rows = here.candidates.live().select_related("nominated_by").prefetch_related("papers")
    return [
        {
            "url": f"{contest_url(here)}candidates/{each.ordinal}/",
            "ordinal": each.ordinal,
            "who": each.name if names else str(each),
            "sender": str(each.nominated_by or _("self-nomination")),
            "missing": len(each.missing) if each.status == "filed" else 0,
            "points": points.get(each.pk) or "",
            "place": each.place or "",
            "consent": bool(each.consent_on),
            "state": {
                "label": each.get_status_display(),
                "tone": CANDIDATE_TONE.get(each.status, "plain"),
            },
        }
        for each in rows
    ]


@requires(Permission.REGISTER_WRITE)
def prepare(request: Any) -> HttpResponse:
    """The preparation of a contest begins."""
    return carry_out(request, OPEN, request.council, tab=TAB, what="", back=BACK, then=contest_url)


@requires(Permission.REGISTER_WRITE)
def done(request: Any, number: str, word: str) -> HttpResponse:
    """One step of a contest is asked and recorded."""
    here = contest_of(request, number)
    if word not in DEEDS:
        raise Http404
    back = contest_url(here)

    def then(made: Any) -> str:
        new = isinstance(made, Candidate)
        return f"{back}candidates/{made.ordinal}/" if new else back

    crumbs = [(here.number, back)]
    return carry_out(
        request, DEEDS[word], here, tab=TAB, what=here.title, back=back, crumbs=crumbs, then=then
    )
