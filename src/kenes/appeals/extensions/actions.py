"""The term of an appeal is extended, or was by mistake; the person is told at once."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.appeals import notices
from kenes.appeals.deadline import REQUEST, Terms, extended_by
from kenes.appeals.extensions.models import AppealExtension
from kenes.appeals.merging import actions as merging
from kenes.appeals.merging.together import merged_into, undecided
from kenes.appeals.models import Appeal
from kenes.core import outbox, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.norms.models import Norm

if TYPE_CHECKING:
    from kenes.core.access import User


def rule_of(appeal: Appeal, on: date) -> Norm:
    """By how much the appeal may be extended. Refused where the law knows no extension."""
    code = extended_by(appeal.kind)
    if not code:
        raise Refused(_("The term of a complaint is not extended (art. 99)."))
    if not undecided(appeal):
        raise Refused(_("The appeal is closed; its term runs no more."))
    if appeal.kind == REQUEST and appeal.extensions.live().exists():
        raise Refused(_("A request for information is extended once."))
    rule = Terms.of(appeal.council).rule(code, on)
    if rule is None:
        raise Refused(_("There is no rule “%(code)s”.") % {"code": code})
    return rule


@action
def extend(
    appeal: Appeal, *, official: str, length: int, reason: str, on: date, by: "User"
) -> AppealExtension:
    """The head, a deputy or the head of the apparatus decided to answer later, and why.

    The day of the answer moves, so that until then the appeal does not count in `appeals.late`;
    the person gets a letter at once (by law within three working days). What is merged into it and
    was promised an answer earlier is extended with it, and its author told in the same words.
    """
    merging.check_words([appeal], reason, field="reason")
    said: dict[str, Any] = {
        "official": official,
        "length": length,
        "reason": reason,
        "on": on,
    }
    made = _extend(appeal, **said, by=by)
    for each in merged_into([appeal]):
        # Of what was promised later, or for a day gone by, nothing is to be extended.
        if not (each.due_on and appeal.due_on and on <= each.due_on < appeal.due_on):
            continue
        if extended_by(each.kind) != extended_by(appeal.kind):
            raise Refused(
                _("The law gives an appeal merged into this one no such time: part it first.")
            )
        _extend(each, **said, by=by)
    return made


def _extend(
    appeal: Appeal, *, official: str, length: int, reason: str, on: date, by: "User"
) -> AppealExtension:
    rule = rule_of(appeal, on)
    if not 0 < length <= rule.value:
        said = {"length": rule.length, "citation": rule.citation()}
        raise Refused(
            _("The extension is longer than %(length)s (%(citation)s).") % said, field="length"
        )
    if official not in AppealExtension.Official.values:
        raise Refused(_("Say who decided."), field="official")
    if appeal.due_on is None or on > appeal.due_on:
        raise Refused(_("A term can be extended only while it runs."), field="on")
    made = AppealExtension(
        council_id=appeal.council_id,
        appeal=appeal,
        decided_on=on,
        official=official,
        length=length,
        reason=reason,
    )
    record.register([Filing(made)], by=by)
    before = appeal.due_on
    due_on = appeal.answer_due()
    if due_on is None or due_on <= before:
        raise Refused(_("An extension cannot end the term earlier."), field="length")
    record.correct(appeal, version=appeal.version, by=by, due_on=due_on)
    outbox.post(notices.extended(appeal, made), by=by)
    return made


@action
def strike(extension: AppealExtension, *, reason: str, by: "User") -> None:
    """It was recorded by mistake: the day of the answer is what it would be without it.

    So it may count in `appeals.late` again. A person who still waits, and was told of more
    time, gets a letter.
    """
    merging.check_words([extension.appeal], reason, field="reason")
    for each in (extension, *_given_with(extension)):
        _strike(each, reason=reason, by=by)


def _given_with(extension: AppealExtension) -> list[AppealExtension]:
    """What was given by the same decision to the appeals that are merged into its own."""
    said = ("decided_on", "official", "length", "reason")
    same = {name: getattr(extension, name) for name in said}
    merged = merged_into([extension.appeal])
    return list(AppealExtension.objects.live().filter(appeal__in=merged, **same))


def _strike(extension: AppealExtension, *, reason: str, by: "User") -> None:
    record.strike([extension], reason=reason, by=by)
    appeal = Appeal.objects.select_related("council", "applicant").get(pk=extension.appeal_id)
    due_on = appeal.answer_due()
    record.correct(appeal, version=appeal.version, by=by, due_on=due_on)
    # Whoever has the answer already need not be told of its term.
    if undecided(appeal):
        outbox.post(notices.not_extended(appeal, extension), by=by)
