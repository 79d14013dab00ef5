"""One candidate: papers, consent, admission, points."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.core import clock
from kenes.core.door import may, requires
from kenes.core.roles import Permission
from kenes.council.candidates import actions
from kenes.council.candidates.models import Candidate, CandidatePaper, Score
from kenes.office.council.contests import CANDIDATE_TONE, TAB, contest_of, contest_url
from kenes.office.council.deed import Deed, Fields, carry_out, one_of, text
from kenes.office.council.room import room
from kenes.office.history import history

S = Candidate.Status


def _asked_of_paper(candidate: Candidate) -> Fields:
    held = {paper.kind for paper in candidate.papers.live()}
    kinds = [each for each in CandidatePaper.Kind.choices if each[0] not in held]
    return {
        "kind": one_of(_("Paper"), kinds),
        "by_request": forms.BooleanField(
            label=_("The candidate agrees that the council asks for it"), required=False
        ),
    }


def _asked_of_barring(candidate: Candidate) -> Fields:
    return {
        "ground": one_of(_("Ground"), Candidate.Ground.choices),
        "why": text(_("What exactly is wrong"), rows=3),
    }


def _asked_of_points(candidate: Candidate) -> Fields:
    given = {s.member_id: s.points for s in Score.objects.live().filter(candidate=candidate)}
    return {
        f"m{member.pk}": forms.IntegerField(
            label=member.name,
            min_value=0,
            max_value=Score.MOST,
            required=False,
            initial=given.get(member.pk),
        )
        for member in candidate.contest.group.live()
    }


def _score(candidate: Candidate, *, by: Any, **points: int | None) -> None:
    for member in candidate.contest.group.live():
        said = points.get(f"m{member.pk}")
        if said is not None:
            actions.score(candidate, member, points=said, by=by)


def _asked_of_consent(candidate: Candidate) -> Fields:
    return {"text": text(_("Text of the consent to publication"), rows=4)}


DEEDS = {
    "paper": Deed(gettext_lazy("Take a paper"), actions.hand_in, _asked_of_paper),
    "consent": Deed(gettext_lazy("Record the consent"), actions.consent, _asked_of_consent),
    "admit": Deed(gettext_lazy("Admit"), actions.admit),
    "bar": Deed(gettext_lazy("Do not admit"), actions.bar, _asked_of_barring, grave=True),
    "score": Deed(gettext_lazy("Points"), _score, _asked_of_points, dated=False),
    "withdraw": Deed(gettext_lazy("The candidate withdraws"), actions.withdraw, grave=True),
}
FROM = {
    S.FILED: ("paper", "admit", "bar", "consent", "withdraw"),
    S.ADMITTED: ("score", "consent", "withdraw"),
    S.CHOSEN: ("consent", "withdraw"),
    S.RESERVE: ("consent", "withdraw"),
}


def _candidate(request: Any, number: str, ordinal: int) -> Candidate:
    contest = contest_of(request, number)
    rows = contest.candidates.live().select_related(
        "contest__convocation", "nominated_by", "council"
    )
    found: Candidate = get_object_or_404(rows, ordinal=ordinal)
    return found


@requires(Permission.APPLICANT_SEE)
def candidate(request: Any, number: str, ordinal: int) -> HttpResponse:
    """One candidate with the checklist of papers. What is sealed is shown to few."""
    here = _candidate(request, number, ordinal)
    writes = may(request, Permission.REGISTER_WRITE)
    papers = {paper.kind: paper for paper in here.papers.live()}
    until = here.contest.filing_until
    decided = until is not None and clock.today() > until
    words = [
        word
        for word in FROM.get(S(here.status), ())
        if not (word in ("admit", "bar") and not decided)
        and not (word == "consent" and here.consent_on)
        and not (word == "paper" and not here.missing)
    ]
    context = {
        "title": here.name,
        "candidate": here,
        "state": {
            "label": here.get_status_display(),
            "tone": CANDIDATE_TONE.get(here.status, "plain"),
        },
        "deeds": [
            {"label": DEEDS[word].label, "url": f"{word}/", "grave": DEEDS[word].grave}
            for word in (words if writes else ())
        ],
        "facts": _facts(here),
        "papers": [_paper(papers.get(kind), label) for kind, label in CandidatePaper.Kind.choices],
        "points": list(Score.objects.live().filter(candidate=here).select_related("member")),
        "history": history([here, *papers.values()]),
    }
    crumbs = [(here.contest.number, contest_url(here.contest)), (str(here), "")]
    return room(request, TAB, "office/council/candidate.html", context, crumbs=crumbs)


def _facts(here: Candidate) -> list[dict[str, Any]]:
    consent = _("given on %s") % date_format(here.consent_on) if here.consent_on else ""
    said = (
        (_("Filed on"), date_format(here.filed_on, "DATE_FORMAT")),
        (_("Date of birth"), here.born_on),
        (_("Phone or e-mail"), here.contact),
        (_("Address"), here.address),
        (_("Nominated by"), str(here.nominated_by or _("self-nomination"))),
        (_("Consent to publication"), consent or _("not given: the public sees a number")),
        (_("Text of the consent"), here.consent_text),
        (_("Ground"), here.get_ground_display()),
        (_("Why"), here.why),
        (_("Place"), str(here.place or "")),
    )
    return [{"name": name, "value": value} for name, value in said if value]


def _paper(paper: CandidatePaper | None, label: Any) -> dict[str, Any]:
    if paper is None:
        return {"label": str(label), "state": {"label": _("missing"), "tone": "attention"}}
    words = date_format(paper.taken_on, "DATE_FORMAT")
    if paper.by_request:
        words += ", " + _("the council asks for it")
    return {"label": str(label), "state": {"label": words, "tone": "good"}}


@requires(Permission.REGISTER_WRITE)
def done(request: Any, number: str, ordinal: int, word: str) -> HttpResponse:
    """Something happened to a candidate: a paper came, he was admitted, scored."""
    here = _candidate(request, number, ordinal)
    if word not in DEEDS:
        raise Http404
    back = f"{contest_url(here.contest)}candidates/{ordinal}/"
    crumbs = [(here.contest.number, contest_url(here.contest)), (str(here), back)]
    return carry_out(request, DEEDS[word], here, tab=TAB, what=str(here), back=back, crumbs=crumbs)
