"""What the person behind an appeal is told by letter: it came, it is answered, what came of it."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from kenes.appeals import grounds
from kenes.appeals.deadline import term
from kenes.appeals.models import Appeal
from kenes.appeals.tracking import code_of
from kenes.core import clock, outbox
from kenes.core.filing import Filing
from kenes.core.letter import Letter
from kenes.council.address import site_of
from kenes.norms import calendar
from kenes.norms.wording import sentence

if TYPE_CHECKING:
    from kenes.appeals.extensions.models import AppealExtension
    from kenes.appeals.missing.models import MissingPart

RECEIVED, ANSWERED, VERDICT = "appeal.received", "appeal.answered", "appeal.verdict"
FORWARDED, RETURNED, TERMINATED = "appeal.forwarded", "appeal.returned", "appeal.terminated"
WITHDRAWN, EXTENDED, MISSING = "appeal.withdrawn", "appeal.extended", "appeal.missing"
NOT_EXTENDED, MERGED, PARTED = "appeal.not_extended", "appeal.merged", "appeal.parted"
# What may be told again when the appeal was opened anew.
OF_THE_DAY = (FORWARDED, RETURNED, TERMINATED, WITHDRAWN, MERGED, PARTED)


def received(appeal: Appeal) -> list[Filing[Letter]]:
    """The receipt: number, code, and by which day the answer is due."""
    with override(appeal.language):
        said = [_("Your appeal is received. Its number: %s.") % appeal.number]
        said += [*_due(appeal), *_how_to_follow(appeal)]
        return _letter(appeal, RECEIVED, _("Appeal %s is received"), said)


def answered(appeal: Appeal, host: Appeal | None = None) -> list[Filing[Letter]]:
    """The answer, and how it was closed; of one merged into another, `host`, how that one was."""
    closed = host or appeal
    with override(appeal.language):
        state = f"{_('State')}: {closed.get_status_display()}."
        said = [appeal.answer, state, *_how_to_follow(appeal)]
        if host is not None:
            said.insert(0, what_became(appeal))
        at = closed.status_on.toordinal()
        return _letter(appeal, ANSWERED, _("Answer to your appeal %s"), said, at)


def verdict(appeal: Appeal, answered_on: date) -> list[Filing[Letter]]:
    """Two weeks after the answer of that day: is it solved in fact?"""
    with override(appeal.language):
        said = [
            _("Two weeks ago the council answered your appeal. Is the question solved?"),
            _("Say it on the page of your appeal: closed is not the same as fixed."),
            *_how_to_follow(appeal),
        ]
        at = answered_on.toordinal()
        return _letter(appeal, VERDICT, _("What came of your appeal %s?"), said, at)


def merged(appeal: Appeal) -> list[Filing[Letter]]:
    """That it is considered together with another, of which nothing is told; the term stays."""
    with override(appeal.language):
        said = [
            what_became(appeal),
            _("The answer comes to you as well; the term of the answer does not change."),
            *_due(appeal),
            *_how_to_follow(appeal),
        ]
        subject = _("Your appeal %s is considered together with another one")
        return _letter(appeal, MERGED, subject, said)


def parted(appeal: Appeal) -> list[Filing[Letter]]:
    """That it is looked into by itself again; by which day it is answered."""
    with override(appeal.language):
        said = [
            _("It was considered together with another one; now it is looked into by itself."),
            # A day that went by meanwhile is no promise.
            *(_due(appeal) if appeal.due_on and appeal.due_on >= clock.today() else ()),
            *_how_to_follow(appeal),
        ]
        return _letter(appeal, PARTED, _("Your appeal %s is in work by itself again"), said)


def _due(appeal: Appeal) -> list[str]:
    """By which day it is answered at the latest."""
    if appeal.due_on is None:
        return []
    return [_("It is answered by %s at the latest.") % date_format(appeal.due_on, "DATE_FORMAT")]


def forwarded(appeal: Appeal) -> list[Filing[Letter]]:
    """Where it was forwarded whole: told at once (APPC 65(1))."""
    with override(appeal.language):
        said = [what_became(appeal), *_how_to_follow(appeal)]
        return _letter(appeal, FORWARDED, _("Your appeal %s is forwarded"), said)


def returned(appeal: Appeal) -> list[Filing[Letter]]:
    """On which ground it comes back (APPC 64(7))."""
    with override(appeal.language):
        said = [what_became(appeal), *_how_to_follow(appeal)]
        return _letter(appeal, RETURNED, _("Your appeal %s is returned"), said)


def terminated(appeal: Appeal) -> list[Filing[Letter]]:
    """On which ground its procedure is ended (APPC 88)."""
    with override(appeal.language):
        said = [what_became(appeal), *_how_to_follow(appeal)]
        return _letter(appeal, TERMINATED, _("Your appeal %s is terminated"), said)


def withdrawn(appeal: Appeal) -> list[Filing[Letter]]:
    """That it was taken back, so that nobody takes it back for another unnoticed."""
    with override(appeal.language):
        said = [what_became(appeal), *_how_to_follow(appeal)]
        return _letter(appeal, WITHDRAWN, _("Your appeal %s is withdrawn"), said)


def extended(appeal: Appeal, granted: "AppealExtension") -> list[Filing[Letter]]:
    """By which day the answer comes now, who decided so, and why (APPC 76(3))."""
    with override(appeal.language):
        due = term(appeal, calendar.load())
        who = {"who": granted.get_official_display()}
        said = [
            _("More time is needed for the answer to your appeal."),
            _("Decided by: %(who)s. Why: %(reason)s") % {**who, "reason": granted.reason},
            sentence(due),
            *_how_to_follow(appeal),
        ]
        # A letter for each decision, also for two on one day.
        at = appeal.extensions.count()
        return _letter(appeal, EXTENDED, _("More time for your appeal %s"), said, at)


def not_extended(appeal: Appeal, struck: "AppealExtension") -> list[Filing[Letter]]:
    """That what was told of more time was a mistake, why, and by which day the answer comes."""
    with override(appeal.language):
        on = date_format(struck.decided_on, "DATE_FORMAT")
        said = [
            _("You were told that on %s more time was taken for the answer. That was a mistake.")
            % on,
            _("Why: %s") % struck.struck_reason,
            sentence(term(appeal, calendar.load())),
            *_how_to_follow(appeal),
        ]
        at = appeal.extensions.exclude(struck_at=None).count()
        return _letter(appeal, NOT_EXTENDED, _("No more time for your appeal %s"), said, at)


def missing(appeal: Appeal, part: "MissingPart") -> list[Filing[Letter]]:
    """What the appeal lacks, until when it may be supplied, and where (APPC 64(6))."""
    with override(appeal.language):
        until = date_format(part.until_on, "DATE_FORMAT")
        said = [
            _("Something is missing in your appeal:"),
            part.what,
            _("Supply it by %s on the page of your appeal.") % until,
            *_how_to_follow(appeal),
        ]
        # A letter for each thing that is asked, also for two on one day.
        at = appeal.missing.count()
        return _letter(appeal, MISSING, _("Something is missing in your appeal %s"), said, at)


def what_became(appeal: Appeal) -> str:
    """Why the council does not answer itself, in a sentence with its article; else nothing."""
    status = Appeal.Status(appeal.status)
    if status == Appeal.Status.FORWARDED and appeal.agency:
        said = {"agency": appeal.agency.title, "law": grounds.article("65(1)")}
        return _("It went to the agency that is competent: %(agency)s. %(law)s.") % said
    if status == Appeal.Status.WITHDRAWN:
        return _("You took it back. %(law)s.") % {"law": grounds.article(grounds.WITHDRAWAL)}
    if status == Appeal.Status.MERGED:
        return _("It is considered together with another appeal about the same.")
    if not appeal.ground:
        return ""
    said = {"ground": appeal.get_ground_display(), "law": grounds.cited(appeal.ground)}
    if status == Appeal.Status.RETURNED:
        return _("It is returned: %(ground)s. %(law)s.") % said
    return _("The procedure is ended: %(ground)s. %(law)s.") % said


def _how_to_follow(appeal: Appeal) -> list[str]:
    page = f"{site_of(appeal.council)}/{appeal.language}/appeals/track/"
    code = _("The secret code of your appeal: %s") % code_of(appeal)
    return [f"{_('Where to follow it')}: {page}", code]


def _letter(
    appeal: Appeal, purpose: str, subject: str, said: Sequence[str], sequence: int = 0
) -> list[Filing[Letter]]:
    person = appeal.applicant
    if not person.email:
        return []
    lines = [_("Dear %(name)s,") % {"name": person.name}] if person.name else []
    written = outbox.letter(
        appeal,
        recipient=person.email,
        name=person.name,
        language=appeal.language,
        subject=subject % appeal.number,
        text="\n\n".join([*lines, *said]),
        purpose=purpose,
        # Each is told; of one that was reopened there may be several.
        sequence=appeal.status_on.toordinal() if purpose in OF_THE_DAY else sequence,
        personal=True,
    )
    return [written]
