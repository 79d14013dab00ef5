"""The secretary is reminded by letter of steps whose day is near."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from kenes.control.running import steps_due
from kenes.control.step import Step
from kenes.core import outbox
from kenes.core.access import Access, User
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.letter import Letter
from kenes.council.address import site_of
from kenes.norms import calendar

if TYPE_CHECKING:
    from kenes.council.models import Council

# So many working days before the day of a step a letter goes out.
BEFORE = 3
PURPOSE = "control.step"


def remind(council: "Council", today: date, *, by: User) -> int:
    """Write of each step that falls due within three working days, once. Says how many letters.

    A step that is put off to another day is told of anew.
    """
    days = calendar.load()
    until = today
    for _day in range(BEFORE):
        until = days.next_working(until)
    due = [(f, s, on) for f, s, on in steps_due(council, today, days, until) if on >= today]
    rows = Access.objects.filter(council=council, role="secretary", struck_at=None).on(today)
    people = list({access.user.pk: access.user for access in rows if access.user.email}.values())
    letters = [_letter(*each, person) for each in due for person in people]
    keys = [_key(filing.row) for filing in letters]
    known = set(Letter.objects.filter(key__in=keys).values_list("key", flat=True))
    fresh = [each for each, key in zip(letters, keys, strict=True) if key not in known]
    if fresh:
        _post(fresh, by=by)
    return len(fresh)


@action
def _post(letters: list[Filing[Letter]], *, by: User) -> None:
    outbox.post(letters, by=by)


def _key(letter: Letter) -> str:
    letter.check_facts()
    return str(letter.key)


def _letter(form: Any, step: Step, due_on: date, to: User) -> Filing[Letter]:
    with override(to.language):
        day = date_format(due_on, "DATE_FORMAT")
        said = [
            _("%(what)s: the last day is %(day)s.") % {"what": step.label, "day": day},
            f"{form.reference} {form.title}",
            f"{step.norm.in_language('name')}: {step.norm.citation()}.",
            f"{site_of(form.council)}/office/{form.PATH}/{form.number}/course/",
        ]
        return outbox.letter(
            form,
            recipient=to.email,
            name=to.name,
            language=to.language,
            subject=f"{step.label}: {form.title}"[:300],
            text="\n\n".join(said),
            purpose=f"{PURPOSE}.{step.code}",
            # The day itself tells one reminder of a step from the next.
            sequence=(due_on - date(2000, 1, 1)) // timedelta(days=1),
        )
