"""Entering what an agency answered by e-mail or on paper: all its points on one page."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kenes.core import clock
from kenes.core.action import action
from kenes.core.attachment import attach
from kenes.core.door import requires
from kenes.core.refused import Refused, Stale
from kenes.core.roles import Permission
from kenes.core.upload import FilesField
from kenes.office.choosing import DayField
from kenes.office.deed import one_of
from kenes.office.history import difference, label_of
from kenes.office.recommendation.by_letter import said_in
from kenes.office.recommendation.room import ROOM, points_url
from kenes.recommendations.answers import actions
from kenes.recommendations.answers.models import PointAnswer
from kenes.recommendations.models import Point

CHANNELS = [
    (value, label)
    for value, label in PointAnswer.Channel.choices
    if value != PointAnswer.Channel.CABINET
]


class AnswersForm(forms.Form):
    """What an agency answered: facts of the letter once, then the points; those left empty wait."""

    use_required_attribute = False

    # The facts of the letter, asked once for all its points.
    LETTER: ClassVar = (
        *("given_on", "channel", "outgoing_number", "signed_then"),
        *("language", "scan"),
    )

    def __init__(self, points: Sequence[Point], *data: Any, **more: Any) -> None:
        super().__init__(*data, **more)
        self.points = points
        self._ask_letter()
        for point in points:
            self._ask_point(point)

    def _ask_letter(self) -> None:
        self.fields["given_on"] = DayField(label=_("Answered on"), initial=clock.today())
        self.fields["channel"] = forms.ChoiceField(
            label=_("How it came"), choices=CHANNELS, initial=CHANNELS[-1][0]
        )
        self.fields["outgoing_number"] = forms.CharField(
            label=_("Outgoing number of the agency"), max_length=60, required=False
        )
        self.fields["signed_then"] = forms.CharField(
            label=_("Signed by"), max_length=300, required=False
        )
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"), choices=settings.LANGUAGES, initial="ru"
        )
        self.fields["scan"] = FilesField(label=_("Scan of the letter"), required=False)

    def _ask_point(self, point: Point) -> None:
        lead = f"p{point.ordinal}"
        self.fields[f"{lead}-version"] = forms.IntegerField(
            widget=forms.HiddenInput, initial=point.version
        )
        self.fields[f"{lead}-kind"] = one_of(_("Answer"), PointAnswer.KINDS, required=False)
        reasons = forms.CharField(
            label=_("Reasons"), required=False, widget=forms.Textarea(attrs={"rows": 4})
        )
        self.fields[f"{lead}-text"] = reasons
        self.fields[f"{lead}-promised_on"] = DayField(label=_("Promised by"), required=False)
        self.fields[f"{lead}-evidence"] = FilesField(label=_("Evidence"), required=False)

    def groups(self) -> list[dict[str, Any]]:
        """Each point with its fields, for the page."""
        return [
            {
                "point": point,
                "fields": [
                    self[f"p{point.ordinal}-{name}"]
                    for name in ("kind", "text", "promised_on", "evidence")
                ],
                "version": self[f"p{point.ordinal}-version"],
            }
            for point in self.points
        ]

    def letter(self) -> list[Any]:
        """The fields of the letter itself."""
        return [self[name] for name in self.LETTER if name in self.fields]

    def given(self) -> dict[str, Any]:
        """The facts of the letter, which every answer in it bears."""
        return {name: self.cleaned_data[name] for name in self.LETTER if name != "scan"}

    def clean_given_on(self) -> Any:
        on = self.cleaned_data["given_on"]
        if on > clock.today():
            raise forms.ValidationError(_("That day is still to come."))
        return on

    def clean(self) -> dict[str, Any] | None:
        said = self.cleaned_data
        for point in self.points:
            lead = f"p{point.ordinal}"
            if said.get(f"{lead}-text", "").strip() and not said.get(f"{lead}-kind"):
                self.add_error(f"{lead}-kind", _("Say what the answer is."))
        if not self.errors and not self.answers():
            self.add_error(None, _("Answer at least one point."))
        return said

    def answers(self) -> list[PointAnswer]:
        """The answers said, not yet taken."""
        said = self.cleaned_data
        return [
            PointAnswer(
                point=point,
                kind=said[f"p{point.ordinal}-kind"],
                text=said[f"p{point.ordinal}-text"],
                promised_on=said[f"p{point.ordinal}-promised_on"],
                **self.given(),
            )
            for point in self.points
            if said.get(f"p{point.ordinal}-kind")
        ]

    def take(self, answers: Sequence[PointAnswer], *, by: Any) -> None:
        """The answers are taken with their files, or nothing is."""
        said = self.cleaned_data
        evidence = {each: said[f"p{each.point.ordinal}-evidence"] for each in answers}
        versions = {p.pk: said[f"p{p.ordinal}-version"] for p in self.points}
        _take(answers, versions, evidence, said.get("scan") or [], by=by)

    def refuse(self, refused: Refused, answer: PointAnswer | None = None) -> None:
        """Show a refusal beside the field it is about, or above the form."""
        point = getattr(answer, "point", None)
        places = [refused.field, f"p{point.ordinal}-{refused.field}" if point else ""]
        place = next((name for name in reversed(places) if name in self.fields), None)
        self.add_error(place, str(refused))


@action
def _take(
    answers: Sequence[PointAnswer],
    versions: Mapping[Any, int],
    evidence: Mapping[PointAnswer, Sequence[Any]],
    scan: Sequence[Any],
    *,
    by: Any,
) -> None:
    """Evidence is for everyone to see; the scan of the letter is for the office alone."""
    actions.take(answers, versions=versions, by=by)
    for answer, files in evidence.items():
        for file in files:
            with beside(f"p{answer.point.ordinal}-evidence"):
                attach(answer, file.name, file.chunks(), public=True, by=by)
    for file in scan:
        with beside("scan"):
            attach(answers[0], file.name, file.chunks(), public=False, by=by)


@contextmanager
def beside(field: str) -> Iterator[None]:
    """A refusal of a file is shown beside the field it was chosen in."""
    try:
        yield
    except Refused as refused:
        raise Refused(refused.sentence, field=field) from None


@requires(Permission.REGISTER_WRITE)
def entered(request: Any, key: str, code: str) -> HttpResponse:
    """The answers of one agency to the points of a paper; the page asks for all it may answer."""
    paper = ROOM.of(request, key)
    asked = paper.points.live().filter(addressee__code=code, sent_on__isnull=False)
    points = list(asked.exclude(status__in=Point.CLOSED).select_related("addressee", "council"))
    if not points:
        raise Http404
    points.sort(key=lambda point: point.ordinal)
    for point in points:
        point.recommendation = paper
    form, compared = bound(request, AnswersForm, points, **said_in(request, paper)), None
    if form.is_bound and form.is_valid():
        compared = taken(request, form)
        if not form.errors:
            return HttpResponseRedirect(points_url(paper))
    title = _("Answers of: %s") % points[0].addressee
    context = {
        "title": title,
        "form": form,
        "letter": form.letter(),
        "groups": form.groups(),
        "difference": compared,
        "cancel_url": points_url(paper),
    }
    status = 422 if form.errors else 200
    setter = ROOM.frame(request, paper, "points")
    return setter("office/recommendation/answers.html", context, last=title, status=status)


def bound(
    request: Any, form: type[AnswersForm], points: Sequence[Point], **known: Any
) -> AnswersForm:
    """The form for these points, with what was sent if anything was, else with what is known."""
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    return form(points, *data, initial=known)


def taken(request: Any, form: AnswersForm) -> dict[str, Any] | None:
    """Take the answers of a valid form, or let it say why not; a colleague's change, if any."""
    answers = form.answers()
    try:
        form.take(answers, by=request.user)
        n = len(answers)
        told = ngettext("%s answer is entered.", "%s answers are entered.", n) % n
        messages.success(request, told)
    except Stale as stale:
        form.add_error(None, str(stale))
        return difference(stale, partial(label_of, Point))
    except Refused as refused:
        form.refuse(refused, _blamed(answers))
    return None


def _blamed(answers: Sequence[PointAnswer]) -> PointAnswer | None:
    """The answer that was refused: the first that cannot be."""
    for answer in answers:
        try:
            answer.check_facts()
        except Refused:
            return answer
    return answers[0] if len(answers) == 1 else None


urlpatterns: list[URLPattern] = [path("recommendations/<str:key>/answers/<slug:code>/", entered)]
