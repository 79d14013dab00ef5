"""A deadline as a page explains it, and the calculator of deadlines."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.core import clock
from kenes.core.door import requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.norms import calendar
from kenes.norms.deadline import Day, Deadline, deadline
from kenes.norms.models import Norm
from kenes.norms.wording import notes, remaining
from kenes.office.choosing import DayField
from kenes.office.page import page

# A grid of more weeks says nothing that the lines do not.
WEEKS_AT_MOST = 10
WEEK = timedelta(days=7)


def explained(found: Deadline) -> dict[str, Any]:
    """A deadline as parts/deadline.html takes it."""
    norm = found.norm
    left = remaining(found, clock.today())
    soon = not left.overdue and left.working_days <= 3
    tone = "bad" if left.overdue else "attention" if soon else "plain"
    return {
        "due": date_format(found.due_on, "DATE_FORMAT"),
        "due_words": {"label": str(left), "tone": tone},
        "late": left.overdue,
        "norm": f"{norm.in_language('name')}: {norm.length}.",
        "act": norm.source.in_language("name"),
        "article": _("article %s") % norm.article,
        "why": list(_why(found)),
        "weekdays": [str(WEEKDAYS_ABBR[at]) for at in range(7)],
        "weeks": _weeks(found),
        "notes": notes(found),
    }


def _why(found: Deadline) -> Iterator[dict[str, Any]]:
    start = _("%(event)s; this day is not counted") % {"event": found.norm.in_language("base")}
    begun = {**_on(found.start, found.start), "words": start}
    runs = list(_runs(found))
    yield from [*runs, begun] if found.backward else [begun, *runs]


def _runs(found: Deadline) -> Iterator[dict[str, Any]]:
    """Days in a row that were counted, or skipped for one reason."""
    numbers = _numbers(found)
    reasons = dict(found.skipped)
    for why, run in groupby(found.days, key=lambda day: "" if day.counted else reasons[day.on]):
        days = list(run)
        said = _on(days[0].on, days[-1].on)
        if why:
            yield {**said, "words": why, "skipped": True}
        else:
            yield {**said, "words": _counted(found, numbers, days)}


def _counted(found: Deadline, numbers: dict[date, int], days: list[Day]) -> str:
    ends = sorted({numbers[days[0].on], numbers[days[-1].on]})
    span = "–".join(str(number) for number in ends)
    if found.norm.unit == Norm.Unit.WORKING_DAYS:
        return _("working day %s") % span if len(ends) == 1 else _("working days %s") % span
    return _("day %s") % span if len(ends) == 1 else _("days %s") % span


def _numbers(found: Deadline) -> dict[date, int]:
    """The number of each counted day; those of a notice are counted back from the event."""
    counted = [day.on for day in found.days if day.counted]
    order = reversed(counted) if found.backward else iter(counted)
    return {on: at for at, on in enumerate(order, start=1)}


def _on(first: date, last: date) -> dict[str, str]:
    said = date_format(first, "j E")
    if first != last:
        said = f"{said} – {date_format(last, 'j E')}"
    return {"on": said, "on_iso": first.isoformat() if first == last else ""}


def _weeks(found: Deadline) -> list[list[dict[str, Any]]]:
    days = {day.on: day for day in found.days}
    first, last = min([found.start, *days]), max([found.start, *days])
    monday = first - timedelta(days=first.weekday())
    if (last - monday).days // 7 >= WEEKS_AT_MOST:
        return []
    numbers, reasons = _numbers(found), dict(found.skipped)
    weeks = []
    while monday <= last:
        week = [monday + timedelta(days=at) for at in range(7)]
        weeks.append([_cell(on, found, days.get(on), numbers, reasons) for on in week])
        monday += WEEK
    return weeks


def _cell(
    on: date,
    found: Deadline,
    day: Day | None,
    numbers: dict[date, int],
    reasons: dict[date, str],
) -> dict[str, Any]:
    if on == found.start:
        return {"day": on.day, "kind": "start", "words": found.norm.in_language("base")}
    if day is None:
        return {"day": "", "kind": "outside"}
    if on == found.due_on:
        return {"day": on.day, "kind": "due", "count": numbers.get(on), "words": _("last day")}
    if not day.counted:
        return {"day": on.day, "kind": "skipped", "words": reasons[on]}
    return {"day": on.day, "kind": "counted", "count": numbers[on]}


class DeadlineForm(forms.Form):
    """A rule and the day that starts it."""

    norm = forms.ChoiceField(label=gettext_lazy("Rule"))
    on = DayField(
        label=gettext_lazy("Day of the event"),
    )

    def __init__(self, council: Any, data: Any = None) -> None:
        super().__init__(data)
        asked: Any = self.fields["norm"]
        asked.choices = terms(council)
        self.fields["on"].initial = clock.today()


def terms(council: Any) -> list[tuple[str, str]]:
    """The rules that have a due date, once each, by name."""
    rows = Norm.objects.for_council(council).exclude(direction=Norm.Direction.LIMIT)
    named = {norm.code: norm.in_language("name") for norm in rows}
    return sorted(named.items(), key=lambda pair: pair[1])


@requires(Permission.OFFICE_ENTER)
def calculator(request: Any) -> HttpResponse:
    """When a term ends that began on a day, with every day counted and skipped."""
    form = DeadlineForm(request.council, request.GET or None)
    found = None
    if form.is_bound and form.is_valid():
        try:
            on = form.cleaned_data["on"]
            norm = Norm.objects.nearest(form.cleaned_data["norm"], on, request.council)
            found = explained(deadline(norm, on, calendar.load()))
        except Refused as refused:
            form.add_error("norm", str(refused))
    context = {"form": form, "deadline": found}
    crumbs = [(_("Deadline calculator"), "")]
    return page(request, "office/deadline.html", context, crumbs=crumbs)
