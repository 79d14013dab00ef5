"""What the person behind an appeal is told by letter: it came, it is answered, what came of it."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from kenes.appeals.deadline import term
from kenes.appeals.models import Appeal
from kenes.appeals.tracking import code_of
from kenes.core import outbox
from kenes.core.filing import Filing
from kenes.core.letter import Letter
from kenes.council.address import site_of
from kenes.norms import calendar

RECEIVED, ANSWERED, VERDICT = "appeal.received", "appeal.answered", "appeal.verdict"


def received(appeal: Appeal) -> list[Filing[Letter]]:
    """The receipt: number, code, and by which day the answer is due."""
    with override(appeal.language):
        due = date_format(term(appeal, calendar.load()).due_on, "DATE_FORMAT")
        said = [
            _("Your appeal is received. Its number: %s.") % appeal.number,
            _("It is answered by %s at the latest.") % due,
            *_how_to_follow(appeal),
        ]
        return _letter(appeal, RECEIVED, _("Appeal %s is received"), said)


def answered(appeal: Appeal) -> list[Filing[Letter]]:
    """The answer, and how it was closed."""
    with override(appeal.language):
        state = f"{_('State')}: {appeal.get_status_display()}."
        said = [appeal.answer, state, *_how_to_follow(appeal)]
        return _letter(appeal, ANSWERED, _("Answer to your appeal %s"), said)


def verdict(appeal: Appeal) -> list[Filing[Letter]]:
    """Two weeks after the answer: is it solved in fact?"""
    with override(appeal.language):
        said = [
            _("Two weeks ago the council answered your appeal. Is the question solved?"),
            _("Say it on the page of your appeal: closed is not the same as fixed."),
            *_how_to_follow(appeal),
        ]
        return _letter(appeal, VERDICT, _("What came of your appeal %s?"), said)


def _how_to_follow(appeal: Appeal) -> list[str]:
    page = f"{site_of(appeal.council)}/{appeal.language}/appeals/track/"
    code = _("The secret code of your appeal: %s") % code_of(appeal)
    return [f"{_('Where to follow it')}: {page}", code]


def _letter(
    appeal: Appeal, purpose: str, subject: str, said: Sequence[str]
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
        # Each answer is told; of one that was reopened there may be several.
        sequence=appeal.status_on.toordinal() if purpose == ANSWERED else 0,
        personal=True,
    )
    return [written]
