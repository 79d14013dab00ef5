"""The guide of a form of public control: what was done, what comes next, what is missing."""

from typing import Any

from django.http import HttpResponse
from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kenes.control.course import course, current
from kenes.control.models import Monitoring
from kenes.control.step import Step, law_of
from kenes.core import clock
from kenes.core.attachment import attached
from kenes.core.door import requires
from kenes.core.roles import Permission
from kenes.norms.wording import left, sentence
from kenes.office.control import deeds
from kenes.office.control.doing import offered
from kenes.office.control.room import form_of, room, room_of, url

# The page on which a step is done, where it is not a deed of the guide itself.
ELSEWHERE = {
    "hold": "moves/held",
    "people": "people",
    "checklist": "checklist",
    "document": "document",
    "sign": "document",
    "publish": "document",
    "send": "document",
    "answers": "document",
}


@requires(Permission.OFFICE_ENTER)
def guide(request: Any, model: type, key: str) -> HttpResponse:
    """The guide: each step with what the law asks, its day, and what is missing."""
    form = form_of(request, model, key)
    law = law_of(form.council)
    steps = course(form, law)
    now, today = current(steps), clock.today()
    keeps = room_of(form).may_write(request, form)
    context = {
        "guide": [_told(form, step, step is now, today, law.days, keeps) for step in steps],
        "whys": [sentence(step.term) for step in steps if step.term and not step.settled],
        "exception": getattr(form, "exception", ""),
        "files": _files(form),
        "deeds": offered(form, ["file"], deeds.COURSE[model]) if keeps else [],
        "changes": list(form.changes.live()) if isinstance(form, Monitoring) else [],
        "compare_url": url(form, "do/compare") if keeps and model is Monitoring else "",
    }
    return room(request, form, "course", context)


def _files(form: Any) -> list[dict[str, Any]]:
    found = attached([form], public=False).get(form.pk, [])
    return [{"file": each, "size": filesizeformat(each.size)} for each in found]


def _told(
    form: Any, step: Step, is_current: bool, today: Any, days: Any, keeps: bool
) -> dict[str, Any]:
    """A step as parts/guide.html takes it."""
    place = "done" if step.settled else "current" if is_current else "ahead"
    return {
        "what": step.label,
        "second": " · ".join(line for line in _lines(step, today, days) if line),
        "late": step.late(today),
        "law": f"{step.norm.in_language('name')}: {step.norm.citation()}",
        "place": place,
        "url": _where(form, step) if keeps else "",
        "do": _do(form, step),
    }


def _lines(step: Step, today: Any, days: Any) -> list[str]:
    """What happened, what is missing, by when."""
    said = [date_format(step.done_on, "DATE_FORMAT") if step.done_on else "", step.said]
    if not step.settled and step.missing:
        said.append(_("missing: %s") % "; ".join(step.missing))
    if step.excused and not step.done:
        said.append(_("exception: %s") % step.excused)
    if step.due_on and not step.settled:
        due = date_format(step.due_on, "DATE_FORMAT")
        told = {"day": due, "left": left(step.due_on, today, days)}
        said.append(_("by %(day)s (%(left)s)") % told)
    return said


def _where(form: Any, step: Step) -> str:
    if step.code in deeds.COURSE[type(form)]:
        return url(form, f"do/{step.code}")
    if step.code == "hold":
        return "" if step.done else url(form, ELSEWHERE["hold"])
    return url(form, ELSEWHERE[step.code]) if step.code in ELSEWHERE else ""


def _do(form: Any, step: Step) -> str:
    deed = deeds.COURSE[type(form)].get(step.code)
    return str(deed.label) if deed else _("It was held") if step.code == "hold" else _("Open")
