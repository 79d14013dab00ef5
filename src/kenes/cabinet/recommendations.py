"""One recommendation in the cabinet: why it is asked, and the answer point by point."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kenes.cabinet import deeds
from kenes.cabinet.desk import told
from kenes.cabinet.door import contact, own_paper, own_point
from kenes.cabinet.files import files_for
from kenes.cabinet.page import frame, page
from kenes.core import clock
from kenes.core.link import origins
from kenes.dispatches import actions as dispatches
from kenes.dispatches.models import Dispatch
from kenes.norms import calendar
from kenes.office.deed import carry_out
from kenes.office.recommendation.answering import AnswersForm, bound, taken
from kenes.portal.linked import linked
from kenes.recommendations.answers.models import PointAnswer
from kenes.recommendations.deadline import explained
from kenes.recommendations.models import Point, Recommendation

SAID = ("answers", "deferrals", "claims", "verifications", "silences")


class OwnAnswersForm(AnswersForm):
    """What an agency asks itself: the day is today, and the answer came in the cabinet."""

    def _ask_letter(self) -> None:
        super()._ask_letter()
        for name in ("given_on", "channel", "scan"):
            del self.fields[name]
        self.fields["language"].initial = get_language()
        self.fields["signed_then"].help_text = _("The first head of the body, or who acts for him.")

    def given(self) -> dict[str, Any]:
        """The facts of the letter: those asked, and those that follow."""
        asked = {name: self.cleaned_data[name] for name in self.LETTER if name in self.fields}
        channel = PointAnswer.Channel.CABINET.value
        return {"given_on": clock.today(), "channel": channel, **asked}


def _url(paper: Recommendation) -> str:
    return f"/cabinet/recommendations/{paper.number}/"


@contact
def shown(request: Any, key: str) -> HttpResponse:
    """The agency's points of a paper. That it was opened here proves that the paper arrived."""
    paper, points = own_paper(request, key)
    if request.method == "GET":
        _note_delivery(request, points)
        paper, points = own_paper(request, key)
    days = calendar.load()
    said = {
        point.pk: {name: list(getattr(point, name).live()) for name in SAID} for point in points
    }
    rows = [row for each in said.values() for rows in each.values() for row in rows]
    files = files_for(rows)
    context = {
        "title": paper.title,
        "paper": paper,
        "origins": linked(origins(paper), "from", office=False),
        "points": [
            told(point)
            | {
                "why": explained(point, days),
                "deeds": [
                    {"deed": deed, "url": f"{point.ordinal}/{word}/"}
                    for word, deed in deeds.of_point(point)
                ],
                **{
                    name: [{"row": row, "files": files.get(row.pk, [])} for row in found]
                    for name, found in said[point.pk].items()
                },
            }
            for point in points
        ],
        "answerable": any(point.status not in Point.CLOSED for point in points),
    }
    return page(request, "cabinet/recommendation.html", context, crumbs=[(paper.number, "")])


def _note_delivery(request: Any, points: list[Point]) -> None:
    """The paper that carried these points was opened by a contact of the agency."""
    papers = Dispatch.objects.live().filter(
        kind=Dispatch.Kind.RECOMMENDATION,
        status=Dispatch.Status.SENT,
        addressee=request.access.agency,
        points__point__in=points,
        points__struck_at=None,
    )
    for dispatch in papers.distinct().select_related("council", "addressee"):
        proof = _("opened in the cabinet by %s") % request.user
        dispatches.deliver(dispatch, on=clock.today(), proof=proof, by=request.user)


@contact
def answer(request: Any, key: str) -> HttpResponse:
    """The answers to all points of a paper on one page; those left empty wait."""
    paper, points = own_paper(request, key)
    points = [point for point in points if point.status not in Point.CLOSED]
    if not points:
        raise Http404
    form, compared = bound(request, OwnAnswersForm, points), None
    if form.is_bound and form.is_valid():
        compared = taken(request, form)
        if not form.errors:
            return HttpResponseRedirect(_url(paper))
    title = _("Answer to %s") % paper.number
    context = {
        "title": title,
        "form": form,
        "letter": form.letter(),
        "groups": form.groups(),
        "difference": compared,
        "cancel_url": _url(paper),
    }
    status = 422 if form.errors else 200
    crumbs = [(paper.number, _url(paper)), (title, "")]
    return page(request, "cabinet/answers.html", context, crumbs=crumbs, status=status)


@contact
def done(request: Any, key: str, ordinal: int, deed: str) -> HttpResponse:
    """Something is said of a point: what was done, that more time is needed, who sees to it."""
    point = own_point(request, key, ordinal)
    offered = dict(deeds.of_point(point))
    if deed not in offered:
        raise Http404
    here = _url(point.recommendation)
    what = _("Point %(number)s: %(text)s") % {"number": point.reference, "text": point.title}
    return carry_out(
        request,
        offered[deed],
        point,
        frame=frame(request, (point.recommendation.number, here)),
        what=what,
        back=f"{here}#point-{point.ordinal}",
    )


urlpatterns: list[URLPattern] = [
    path("recommendations/<str:key>/", shown),
    path("recommendations/<str:key>/answer/", answer),
    path("recommendations/<str:key>/<int:ordinal>/<slug:deed>/", done),
]
