"""The steps of each form of public control up to the day it ends."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kenes.control.checklists.actions import checklist_of
from kenes.control.models import Monitoring, PublicDiscussion, PublicExpertise, PublicHearing
from kenes.control.step import Law, Step
from kenes.control.subjects.actions import subjects_of
from kenes.core.row import Numbered


def _hearing(form: PublicHearing, law: Law) -> list[Step]:
    day = form.event.held_on
    agreed = ""
    if form.agreed_on:
        agreed = _("%(agency)s, %(who)s") % {"agency": form.agreed_with, "who": form.agreed_by}
    return [
        Step(
            code="initiate",
            label=_("Initiative"),
            norm=law.norm("public_hearing.initiator", day),
            done=bool(form.initiator),
            said=form.initiator,
            missing=[] if form.initiator else [_("who initiates it")],
        ),
        Step(
            code="agree",
            label=_("Date agreed with the body"),
            norm=law.norm("public_hearing.agreed", day),
            done=form.agreed_on is not None,
            done_on=form.agreed_on,
            said=agreed,
            missing=[] if form.agreed_on else [_("who agreed to the date, and when")],
        ),
        _dated(form, law, "notice", _("Notice on the portal"), "public_hearing.notice"),
        _dated(form, law, "materials", _("Materials shown"), "public_hearing.materials"),
        _held(form, law, _("Hearing held"), "vote.public_hearing"),
    ]


# The fact in which a step that has a day keeps it.
DAYS = {
    "notice": "noticed_on",
    "materials": "materials_on",
    "media": "noticed_on",
    "invite": "invited_on",
    "inform": "informed_on",
}


def _dated(form: Any, law: Law, code: str, label: str, rule: str) -> Step:
    """A step that is done on one day before the occasion."""
    on = getattr(form, DAYS[code])
    day = form.event.held_on
    norm = law.norm(rule, day)
    return Step(
        code=code,
        label=label,
        norm=norm,
        done=on is not None,
        done_on=on,
        term=law.term(rule, day) if norm.is_term else None,
        missing=[] if on else [_("the day on which it was done")],
        excused=getattr(form, "exception", ""),
    )


def _held(form: Any, law: Law, label: str, rule: str) -> Step:
    event = form.event
    done = form.ended_on is not None
    gone = event.status in (event.Status.CANCELLED, event.Status.FAILED)
    said = {"when": date_format(event.held_on), "state": event.get_status_display()}
    return Step(
        code="hold",
        label=label,
        norm=law.norm(rule, event.held_on),
        done=done,
        done_on=form.ended_on,
        said="" if done else _("%(when)s: %(state)s") % said,
        missing=[] if done or gone else [_("that it was held")],
    )


def _monitoring(form: Monitoring, law: Law) -> list[Step]:
    day = form.event.held_on
    purpose = form.in_language("purpose")
    checklist = checklist_of(form)
    asked = checklist.questions.live().count() if checklist else 0
    return [
        Step(
            code="purpose",
            label=_("Object and purpose"),
            norm=law.norm("control.document", day),
            done=bool(purpose),
            said=purpose,
            missing=[] if purpose else [_("what it is for")],
        ),
        _dated(form, law, "inform", _("The object is told"), "monitoring.informed"),
        _people(form, law, _("Group"), "control.group_size"),
        Step(
            code="consent",
            label=_("Consent to a visit"),
            norm=law.norm("monitoring.consent", day),
            done=form.consent in (Monitoring.Consent.GIVEN, Monitoring.Consent.NOT_NEEDED),
            done_on=form.consent_on,
            said=" · ".join(w for w in (form.get_consent_display(), form.consent_by) if w),
            missing=_consent_missing(form, law),
        ),
        Step(
            code="checklist",
            label=_("Checklist"),
            norm=law.norm("control.document", day),
            done=asked > 0,
            said=checklist.title if checklist else "",
            missing=[] if asked else [_("the questions")],
        ),
        _held(form, law, _("Field work done"), "monitoring.conclusion"),
    ]


def _consent_missing(form: Monitoring, law: Law) -> list[str]:
    if not form.consent:
        return [_("the object's answer in writing")]
    if form.consent != Monitoring.Consent.REFUSED or form.consent_on is None:
        return []
    return [_("the object declined; without its consent nobody goes there")]


def _people(form: Any, law: Law, label: str, rule: str) -> Step:
    """Those who carry it out are named, and each has declared his interests."""
    people = subjects_of(form)
    silent = [each.name for each in people if not each.conflict]
    missing = [] if people else [_("who carries it out")]
    if silent:
        missing.append(_("declarations of interests: %s") % ", ".join(silent))
    days = [each.conflict_on for each in people if each.conflict_on]
    return Step(
        code="people",
        label=label,
        norm=law.norm("control.conflict" if silent else rule, day_of(form)),
        done=bool(people) and not silent,
        done_on=max(days, default=None),
        said=", ".join(each.name for each in people),
        missing=missing,
    )


def day_of(form: Any) -> date:
    """The day by whose law the form goes: that of its occasion, or of the petition."""
    day: date = form.petitioned_on if isinstance(form, PublicExpertise) else form.event.held_on
    return day


def _expertise(form: PublicExpertise, law: Law) -> list[Step]:
    day = form.petitioned_on
    sitting = form.sitting
    return [
        Step(
            code="petition",
            label=_("Petition"),
            norm=law.norm("expertise.assigned", day),
            done=True,
            done_on=day,
            said=form.petitioner,
        ),
        Step(
            code="assign",
            label=_("Assigned at a sitting"),
            norm=law.norm("expertise.assigned", day),
            done=sitting is not None,
            done_on=sitting.held_on if sitting else None,
            said=form.association,
            missing=[] if sitting else [_("the sitting and the association")],
        ),
        _people(form, law, _("Experts"), "expertise.experience"),
    ]


def _discussion(form: PublicDiscussion, law: Law) -> list[Step]:
    return [
        _dated(form, law, "media", _("Notice in the media"), "discussion.media"),
        _dated(form, law, "invite", _("The object is invited"), "discussion.invite"),
        _held(form, law, _("Discussion held"), "control.document"),
    ]


BEFORE: dict[type[Numbered], Callable[[Any, Law], list[Step]]] = {
    PublicHearing: _hearing,
    Monitoring: _monitoring,
    PublicExpertise: _expertise,
    PublicDiscussion: _discussion,
}
