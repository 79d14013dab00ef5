"""Who may do what. This page is the whole rule, and is meant to be read by a lawyer."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Permission(StrEnum):
    """One thing a person may be allowed to do, named NOUN_VERB."""

    OFFICE_ENTER = "office_enter"
    CABINET_ENTER = "cabinet_enter"
    COLLEAGUE_INVITE = "colleague_invite"
    REGISTER_WRITE = "register_write"
    REGISTER_STRIKE = "register_strike"
    APPLICANT_SEE = "applicant_see"
    JOURNAL_IMPORT = "journal_import"
    NOTE_EDIT = "note_edit"
    NOTE_FREEZE = "note_freeze"
    CALENDAR_EDIT = "calendar_edit"
    SETTING_EDIT = "setting_edit"
    ACCESS_GRANT = "access_grant"
    SITTING_ATTEND = "sitting_attend"
    LETTER_SEE = "letter_see"


@dataclass(frozen=True)
class Role:
    """A role in one council: its name, what it is for, what it may do."""

    code: str
    name: "_StrPromise"
    description: "_StrPromise"
    may: frozenset[Permission]


_P = Permission

ROLES = {
    role.code: role
    for role in (
        Role(
            "administrator",
            _("administrator"),
            _("Keeps accounts, the calendar of days off and the settings; writes no register."),
            frozenset(
                {
                    _P.OFFICE_ENTER,
                    _P.CALENDAR_EDIT,
                    _P.SETTING_EDIT,
                    _P.ACCESS_GRANT,
                    _P.LETTER_SEE,
                }
            ),
        ),
        Role(
            "secretary",
            _("secretary"),
            _("Keeps every register, takes in journals, prepares and freezes the note."),
            frozenset(
                {
                    _P.OFFICE_ENTER,
                    _P.REGISTER_WRITE,
                    _P.REGISTER_STRIKE,
                    _P.APPLICANT_SEE,
                    _P.JOURNAL_IMPORT,
                    _P.NOTE_EDIT,
                    _P.NOTE_FREEZE,
                    _P.CALENDAR_EDIT,
                    _P.SETTING_EDIT,
                    _P.LETTER_SEE,
                }
            ),
        ),
        Role(
            "chair",
            _("chair"),
            _(
                "Sees every register and the persons behind appeals; freezes the note; takes part "
                "in sittings."
            ),
            frozenset(
                {_P.OFFICE_ENTER, _P.APPLICANT_SEE, _P.NOTE_FREEZE, _P.SITTING_ATTEND},
            ),
        ),
        Role(
            "member",
            _("member"),
            _("Sees the registers, without the persons behind appeals; takes part in sittings."),
            frozenset({_P.OFFICE_ENTER, _P.SITTING_ATTEND}),
        ),
        Role(
            "expert",
            _("expert"),
            _("Sees the registers, without the persons behind appeals."),
            frozenset({_P.OFFICE_ENTER}),
        ),
        Role(
            "agency",
            _("agency"),
            _(
                "Sees and answers what the council asks of its own agency, and invites colleagues "
                "of that agency to do so."
            ),
            frozenset({_P.CABINET_ENTER, _P.COLLEAGUE_INVITE}),
        ),
    )
}


def role_choices() -> "list[tuple[str, _StrPromise]]":
    """The roles for a model's field."""
    return [(role.code, role.name) for role in ROLES.values()]
