"""The calendar of working days: a year on a page, its marked days, and changing them."""

from calendar import Calendar
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.dates import MONTHS, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.core import clock
from kenes.core.door import may, requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.norms import actions, calendar
from kenes.norms.calendar import WorkingDays
from kenes.norms.models import DayMark
from kenes.office.choosing import DayField
from kenes.office.page import page

FIRST_YEAR, LAST_YEAR = 2010, 2100


class MarkForm(forms.Form):
    """A day that is not what its weekday says."""

    on = DayField(label=gettext_lazy("Day"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=DayMark.Kind.choices)
    paired_on = DayField(label=gettext_lazy("In exchange for"), required=False)
    name_kk = forms.CharField(label=gettext_lazy("Name in Kazakh"), max_length=120)
    name_ru = forms.CharField(label=gettext_lazy("Name in Russian"), max_length=120)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=120)
    source = forms.CharField(label=gettext_lazy("Act that says so"), max_length=300)


class ExchangeForm(forms.Form):
    """A day of rest worked, another day off instead."""

    worked_on = DayField(label=gettext_lazy("This day of rest is worked"))
    off_on = DayField(label=gettext_lazy("This day is off instead"))
    source = forms.CharField(label=gettext_lazy("Act that says so"), max_length=300)


@requires(Permission.OFFICE_ENTER)
def year(request: Any) -> HttpResponse:
    """The twelve months of a year, and the list of its marked days."""
    said = request.GET.get("year", "")
    wanted = int(said) if said.isdecimal() and len(said) < 5 else clock.today().year
    if not FIRST_YEAR <= wanted <= LAST_YEAR:
        raise Http404
    days = calendar.load()
    marks = DayMark.objects.filter(on__year=wanted)
    context = {
        "year": str(wanted),
        "before": str(wanted - 1),
        "after": str(wanted + 1),
        "known": wanted in days.years,
        "months": [_month(wanted, month, days) for month in range(1, 13)],
        "weekdays": [str(WEEKDAYS_ABBR[at]) for at in range(7)],
        "marks": [_told(mark) for mark in marks],
        "edits": may(request, Permission.CALENDAR_EDIT),
    }
    crumbs = [(_("Working days"), "")]
    return page(request, "office/days/year.html", context, crumbs=crumbs)


def _month(wanted: int, month: int, days: WorkingDays) -> dict[str, Any]:
    weeks = Calendar().monthdatescalendar(wanted, month)
    worked = sum(days.is_working(on) for week in weeks for on in week if on.month == month)
    return {
        "name": str(MONTHS[month]),
        "worked": worked,
        "weeks": [[_cell(on, month, days) for on in week] for week in weeks],
    }


def _cell(on: date, month: int, days: WorkingDays) -> dict[str, Any]:
    if on.month != month:
        return {"day": "", "kind": "outside"}
    mark = days.mark(on)
    if mark is None:
        kind = "weekend" if on.weekday() >= 5 else ""
    else:
        kind = "worked" if mark.is_working else "off"
        kind += " forecast" if mark.status == DayMark.Status.FORECAST else ""
    if on == clock.today():
        kind += " today"
    return {"day": on.day, "kind": kind, "words": mark.why() if mark else ""}


def _told(mark: DayMark) -> dict[str, Any]:
    return {
        "on": date_format(mark.on, "DATE_FORMAT"),
        "iso": mark.on.isoformat(),
        "kind": mark.get_kind_display(),
        "why": mark.why(),
        "source": mark.source,
    }


@requires(Permission.CALENDAR_EDIT)
def mark(request: Any) -> HttpResponse:
    """Mark a day as a holiday, a day off, or a worked Saturday."""
    form = MarkForm(request.POST or None)
    if form.is_bound and form.is_valid():
        said = dict(form.cleaned_data)
        said["names"] = {tongue: said.pop(f"name_{tongue}") for tongue in ("kk", "ru", "en")}
        if _done(form, lambda: actions.mark_day(by=request.user, **said)):
            return _back(request, form.cleaned_data["on"])
    return _page(request, form, _("Mark a day"))


@requires(Permission.CALENDAR_EDIT)
def exchange(request: Any) -> HttpResponse:
    """A day of rest is worked and another day is off instead."""
    form = ExchangeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        if _done(form, lambda: actions.exchange_days(by=request.user, **said)):
            return _back(request, said["worked_on"])
    return _page(request, form, _("Exchange two days"))


def _done(form: forms.Form, act: Any) -> bool:
    """Act; a refusal is shown beside the field it is about."""
    try:
        act()
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return False
    return True


def _back(request: Any, on: date) -> HttpResponse:
    words = _("The calendar is changed, and open deadlines are reckoned anew.")
    messages.success(request, words)
    return HttpResponseRedirect(f"/office/working-days/?year={on.year}")


def _page(request: Any, form: forms.Form, title: str) -> HttpResponse:
    crumbs = [(_("Working days"), "/office/working-days/"), (title, "")]
    context = {"form": form, "title": title, "cancel_url": "/office/working-days/"}
    status = 422 if form.errors else 200
    return page(request, "office/days/form.html", context, crumbs=crumbs, status=status)


@requires(Permission.CALENDAR_EDIT)
def unmark(request: Any, on: str) -> HttpResponse:
    """Take the mark off a day, after asking."""
    marked = DayMark.objects.filter(on=_iso(on)).first()
    if marked is None:
        raise Http404
    if request.method == "POST":
        actions.unmark_day(marked, by=request.user)
        return _back(request, marked.on)
    title = _("Take the mark off %s?") % date_format(marked.on, "DATE_FORMAT")
    confirm = {
        "title": title,
        "text": _("The day is again what its weekday says. Now it is: %s.") % marked.why(),
        "action": request.path,
        "do": _("Take the mark off"),
        "cancel_url": f"/office/working-days/?year={marked.on.year}",
    }
    crumbs = [(_("Working days"), "/office/working-days/"), (title, "")]
    context = {"confirm": confirm, "title": title}
    return page(request, "office/confirm.html", context, crumbs=crumbs)


def _iso(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
