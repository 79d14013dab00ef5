"""The letters to those who joined an appeal, in their own language."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from kenes.appeals.supports.models import Support
from kenes.core import outbox
from kenes.core.filing import Filing
from kenes.core.letter import Letter
from kenes.council.address import site_of

ASK, ANSWERED = "support.ask", "support.answered"


def asking(row: Support) -> Filing[Letter]:
    """Is it you who joins?"""
    with override(row.language):
        said = [
            _("Somebody, perhaps you, joined the appeal “%s” with this address.")
            % row.appeal.title,
            _("If it was you, open this page and press the button: %s")
            % link(row, Support.CONFIRM),
            _("If it was not you, do nothing: the address is erased in two weeks."),
        ]
        return _letter(row, ASK, _("Please confirm"), said)


def answered(row: Support) -> Filing[Letter]:
    """The appeal is answered: how it was closed, and where to read about it."""
    appeal = row.appeal
    with override(row.language):
        page = f"{site_of(row.council)}/{row.language}/appeals/{appeal.number}/"
        said = [
            _("The appeal “%s”, which you joined, is answered.") % appeal.title,
            f"{_('State')}: {appeal.get_status_display()}.",
            page,
            _("To leave it: %s") % link(row, Support.LEAVE),
        ]
        return _letter(row, ANSWERED, _("The appeal you joined is answered"), said)


def link(row: Support, word: str) -> str:
    """The whole address of what a letter lets its reader do."""
    site = site_of(row.council)
    return f"{site}/{row.language}/appeals/joined/{word}/{row.key(word)}/"


def _letter(row: Support, purpose: str, subject: str, said: list[str]) -> Filing[Letter]:
    return outbox.letter(
        row,
        recipient=row.address,
        language=row.language,
        subject=subject,
        text="\n\n".join(said),
        purpose=purpose,
        sequence=row.appeal.status_on.toordinal() if purpose == ANSWERED else 0,
        stop_url=link(row, Support.LEAVE),
        personal=True,
    )
