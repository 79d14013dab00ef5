"""Who carries public control out is named, and declares his interests."""

from datetime import date
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _

from kenes.control.models import Monitoring
from kenes.control.subjects.models import Subject
from kenes.core import clock, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.core.row import Numbered
from kenes.core.text import fold
from kenes.norms.models import Norm

if TYPE_CHECKING:
    from kenes.core.access import User


def subjects_of(form: Numbered) -> list[Subject]:
    """Those who carry a form of control out."""
    return cast("list[Subject]", list(Subject.belonging_to(form)))


@action
def name(form: Numbered, subject: Subject, *, by: "User") -> None:
    """A person joins those who carry the control out.

    Refused when the group would be larger than the law on public control allows, when an expert
    has worked in the field too short a time, or when the person is among them already.
    """
    others = subjects_of(form)
    if any(fold(each.name) == fold(subject.name) for each in others):
        raise Refused(_("This person is named already."), field="name")
    if subject.head and any(each.head for each in others):
        raise Refused(_("The group has a leader already."), field="head")
    if isinstance(form, Monitoring) and form.by_control_law:
        _refuse_too_many(form, len(others) + 1)
    if subject.role == Subject.Role.EXPERT:
        _refuse_unqualified(form, subject)
    record.register([Filing(subject)], by=by)


def _refuse_too_many(form: Monitoring, people: int) -> None:
    norm = Norm.objects.nearest("control.group_size", form.held_on, form.council)
    if not norm.holds(people):
        said = {"most": norm.length, "law": norm.citation()}
        raise Refused(_("The group would be too large: at most %(most)s, %(law)s.") % said)


def _refuse_unqualified(form: Numbered, expert: Subject) -> None:
    norm = Norm.objects.nearest("expertise.experience", clock.today(), form.council)
    if not expert.qualification.strip():
        raise Refused(_("Name the degree and the field."), field="qualification")
    if not norm.holds(expert.years or 0):
        said = {"least": norm.length, "law": norm.citation()}
        sentence = _("An expert has worked in the field for at least %(least)s: %(law)s.")
        raise Refused(sentence % said, field="years")


@action
def declare(subject: Subject, *, conflict: str, conflict_text: str, on: date, by: "User") -> None:
    """A subject of control declares that there is a conflict of interest, or that there is none."""
    facts = {"conflict": conflict, "conflict_on": on, "conflict_text": conflict_text.strip()}
    record.correct(subject, version=subject.version, by=by, **facts)


@action
def leave(subject: Subject, *, reason: str, by: "User") -> None:
    """A person does not take part after all, for a reason that is kept."""
    if not reason.strip():
        raise Refused(_("Say why."), field="reason")
    record.strike([subject], reason=reason.strip(), by=by)
