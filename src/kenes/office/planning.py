"""Planning sittings: one, or a series with its days shown before any is planned."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kenes.core.door import requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.council.models import Body
from kenes.norms import calendar
from kenes.office.choosing import DayField, Directories, RowChoice
from kenes.office.page import page
from kenes.office.register import register_of
from kenes.sittings import actions
from kenes.sittings.models import Sitting
from kenes.sittings.series import Rule, Slot, series


def hour_field(label: Any, **more: Any) -> forms.TimeField:
    """A time of day."""
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, widget=widget, **more)


class PlanForm(forms.Form):
    """Which body sits, when for the first time, how it goes on, where."""

    use_required_attribute = False
    form = forms.ChoiceField(label=gettext_lazy("Form"), choices=Sitting.Form.choices)
    first = DayField(label=gettext_lazy("First day"))
    starts_at = hour_field(gettext_lazy("Time"), required=False)
    rule = forms.ChoiceField(label=gettext_lazy("Repeat"), choices=Rule.choices, initial=Rule.ONCE)
    until = DayField(label=gettext_lazy("Until"), required=False)
    place = forms.CharField(label=gettext_lazy("Place"), max_length=300, required=False)
    video_url = forms.URLField(
        label=gettext_lazy("Link to the broadcast"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    title_ru = forms.CharField(
        label=gettext_lazy("Title in Russian"), max_length=500, required=False
    )
    title_kk = forms.CharField(
        label=gettext_lazy("Title in Kazakh"), max_length=500, required=False
    )

    def __init__(self, council: Any, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        bodies = [body for body in Directories(council).rows(Body) if body.ended_on is None]
        self.fields = {"body": RowChoice(bodies, label=_("Body")), **self.fields}
        self.fields["title_ru"].help_text = _("Left empty, it is made of the name of the body.")
        self.fields["until"].help_text = _("The last day of the series, for one that repeats.")

    def clean(self) -> dict[str, Any]:
        """A series that repeats says until when."""
        said = dict(super().clean() or self.cleaned_data)
        if said.get("rule") != Rule.ONCE and not said.get("until") and "until" not in self.errors:
            self.add_error("until", _("Say until when it repeats."))
        return said

    def slots(self) -> list[Slot]:
        """The days of the series, moved off holidays."""
        said = self.cleaned_data
        until = said["first"] if said["rule"] == Rule.ONCE else said["until"]
        return series(said["first"], said["rule"], until, calendar.load())

    def terms(self) -> actions.Terms:
        """What each sitting is planned with."""
        names = ("body", "form", "starts_at", "place", "video_url", "title_kk", "title_ru")
        return actions.Terms(**{name: self.cleaned_data[name] for name in names})

    def refuse(self, refused: Refused) -> None:
        """Show a refusal beside the field it is about, or above the form."""
        self.add_error(refused.field if refused.field in self.fields else None, str(refused))


@requires(Permission.REGISTER_WRITE)
def new(request: Any) -> HttpResponse:
    """Ask for the terms, show the days, plan those that are left ticked."""
    form = PlanForm(request.council, request.POST or None, initial=_start(request))
    days: list[dict[str, Any]] = []
    if form.is_bound and form.is_valid():
        try:
            slots = form.slots()
            if "plan" in request.POST:
                return _plan(request, form, slots)
            days = [_preview(form, slot) for slot in slots]
        except Refused as refused:
            form.refuse(refused)
    context = {
        "form": form,
        "days": days,
        "title": _("Plan sittings"),
        "cancel_url": "/office/plan/",
        "rows": _rows(form),
    }
    crumbs = [(_("Plan of sittings"), "/office/plan/"), (_("Plan sittings"), "")]
    status = 422 if form.errors else 200
    return page(request, "office/plan/new.html", context, crumbs=crumbs, status=status)


def _rows(form: PlanForm) -> list[list[Any]]:
    """The fields as they stand beside one another."""
    names = (
        ("body", "form"),
        ("first", "starts_at"),
        ("rule", "until"),
        ("place", "video_url"),
        ("title_ru", "title_kk"),
    )
    return [[form[name] for name in row] for row in names]


def _start(request: Any) -> dict[str, Any]:
    """What the address already knows: the body, the month that was empty."""
    bodies = Body.objects.of(request.council).live()
    body = bodies.filter(code=request.GET.get("body", "")).first()
    return {"body": str(body.pk)} if body else {}


def _preview(form: PlanForm, slot: Slot) -> dict[str, Any]:
    """One day of the series: when it is, why it was moved, what stands on it already."""
    body = form.cleaned_data["body"]
    moved = ""
    if slot.on != slot.wanted:
        said = {"day": date_format(slot.wanted, "DATE_FORMAT"), "why": slot.why}
        moved = _("moved from %(day)s: %(why)s") % said
    same = list(actions.sitting_on(body, slot.on).select_related("event"))
    return {
        "value": slot.on.isoformat(),
        "day": date_format(slot.on, "DATE_FORMAT"),
        "weekday": str(WEEKDAYS[slot.on.weekday()]).lower(),
        "moved": moved,
        "same": [
            {"url": register_of(Sitting).url(row), "title": str(row.event.title)} for row in same
        ],
        "chosen": not same,
    }


def _plan(request: Any, form: PlanForm, slots: list[Slot]) -> HttpResponse:
    wanted = set(request.POST.getlist("days"))
    days: list[date] = [slot.on for slot in slots if slot.on.isoformat() in wanted]
    planned = actions.plan_series(form.terms(), days=days, by=request.user)
    said = ngettext("%(n)d sitting is planned.", "%(n)d sittings are planned.", len(planned))
    messages.success(request, said % {"n": len(planned)})
    if len(planned) == 1:
        return HttpResponseRedirect(f"{register_of(Sitting).url(planned[0])}agenda/")
    return HttpResponseRedirect(f"/office/plan/?year={days[0].year}")


urlpatterns: list[URLPattern] = [path("plan/new/", new)]
