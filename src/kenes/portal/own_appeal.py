"""What a person does on the page of their own appeal: takes it back, supplies what is missing."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kenes.appeals import actions
from kenes.appeals.missing import actions as missing_actions
from kenes.appeals.missing.models import MissingPart
from kenes.appeals.models import Appeal
from kenes.core import clock
from kenes.core.refused import Refused

if TYPE_CHECKING:
    from kenes.core.access import User

FILES_AT_MOST = 10
TEXT_AT_MOST = 30_000


def withdraw(appeal: Appeal, *, sure: bool, by: "User") -> None:
    """The person takes the appeal back, before the decision alone (APPC 64(9))."""
    if appeal.status not in Appeal.OPEN:
        raise Refused(_("The council has decided; it cannot be taken back any more."))
    if not sure:
        raise Refused(_("Say that you are sure: it cannot be undone."))
    actions.withdraw([appeal], on=clock.today(), by=by)


def supply(appeal: Appeal, key: str, text: str, files: Any, *, by: "User") -> None:
    """The person supplies what was asked for, in words or as files."""
    sent = files.getlist("files")
    if len(sent) > FILES_AT_MOST:
        raise Refused(_("No more than %s files.") % FILES_AT_MOST)
    if len(text) > TEXT_AT_MOST:
        raise Refused(_("No more than %s characters.") % TEXT_AT_MOST)
    try:
        part = appeal.missing.live().filter(pk=UUID(key)).first()
    except ValueError:
        part = None
    if part is None:
        raise Refused(_("Nothing is asked for here any more."))
    if part.status == MissingPart.Status.ASKED:
        missing_actions.supply(part, text, sent, by=by)


def missing(appeal: Appeal) -> list[dict[str, Any]]:
    """What was asked of the person, and what they supplied; what is no longer asked is left out."""
    parts = appeal.missing.live().exclude(status=MissingPart.Status.DROPPED)
    return [
        {
            "key": str(part.pk),
            "what": part.what,
            "text": part.text,
            "until": date_format(part.until_on, "DATE_FORMAT"),
            "supplied": date_format(part.supplied_on, "DATE_FORMAT") if part.supplied_on else "",
            "open": appeal.status in Appeal.OPEN,
        }
        for part in parts
    ]
