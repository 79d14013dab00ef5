"""What a person does on the page of an appeal of their own: judge, ask, add, supply, take back."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kenes.appeals import actions
from kenes.appeals.merging.together import undecided
from kenes.appeals.messages import actions as messages
from kenes.appeals.missing import actions as missing
from kenes.appeals.missing.models import MissingPart
from kenes.appeals.models import Appeal
from kenes.appeals.publication import actions as publication
from kenes.appeals.publication.models import Publication, publication_of
from kenes.appeals.verdicts import actions as verdicts
from kenes.core import clock
from kenes.core.access import console
from kenes.core.refused import Refused
from kenes.core.text import lines

VERDICT_AT_MOST, TEXT_AT_MOST = 2_000, 5_000
FILES_AT_MOST = 10
SUPPLIED_AT_MOST = 30_000


def _typed(said: Any, at_most: int = TEXT_AT_MOST) -> str:
    """The words that were typed on the page; refused where there are too many to be kept."""
    text = lines(said.get("text", ""))
    if len(text) > at_most:
        raise Refused(_("No more than %s characters.") % at_most)
    return text


def _judge(appeal: Appeal, said: Any, files: Any) -> None:
    merits = said.get("merits", "")
    words = _typed(said, VERDICT_AT_MOST)
    verdicts.judge(appeal, said.get("verdict", ""), text=words, merits=merits, by=console())


def _reopen(appeal: Appeal, said: Any, files: Any) -> None:
    messages.ask_to_reopen(appeal, _typed(said), by=console())


def _write(appeal: Appeal, said: Any, files: Any) -> None:
    messages.write(appeal, _typed(said), by=console())


def _show(appeal: Appeal, said: Any, files: Any) -> None:
    publication.consent(appeal, by=console())


def _hide(appeal: Appeal, said: Any, files: Any) -> None:
    known = publication_of(appeal)
    if known is not None and known.status != Publication.Status.TAKEN_BACK:
        publication.take_back(known, by=console())


def _withdraw(appeal: Appeal, said: Any, files: Any) -> None:
    """The person takes the appeal back, for good."""
    if undecided(appeal) and "sure" not in said:
        raise Refused(_("Say that you are sure: it cannot be undone."))
    actions.withdraw([appeal], on=clock.today(), by=console())


def _supply(appeal: Appeal, said: Any, files: Any) -> None:
    """The person supplies what was asked for, in words or as files."""
    text, sent = _typed(said, SUPPLIED_AT_MOST), files.getlist("files")
    if len(sent) > FILES_AT_MOST:
        raise Refused(_("No more than %s files.") % FILES_AT_MOST)
    try:
        part = appeal.missing.live().filter(pk=UUID(said.get("missing", ""))).first()
    except ValueError:
        part = None
    if part is None:
        raise Refused(_("Nothing is asked for here any more."))
    if part.status == MissingPart.Status.ASKED:
        missing.supply(part, text, sent, by=console())


DEEDS: Mapping[str, Callable[[Appeal, Any, Any], None]] = {
    "verdict": _judge,
    "reopen": _reopen,
    "message": _write,
    "show": _show,
    "take_back": _hide,
    "withdraw": _withdraw,
    "missing": _supply,
}


def done(appeal: Appeal, said: Any, files: Any) -> dict[str, Any]:
    """Do what was asked on the page. Says of which part it was, and what was refused there."""
    word = said.get("deed", "")
    if word not in DEEDS:
        return {}
    try:
        if appeal.erased_on:
            raise Refused(_("What was personal here is erased. Write a new appeal."))
        DEEDS[word](appeal, said, files)
    except Refused as refused:
        about = said.get("missing", "")
        return {
            "error": str(refused),
            "of": word,
            "about": about,
            "typed": said.get("text", ""),
        }
    return {"thanks": True, "of": word}


def offered(appeal: Appeal, *, closed: bool) -> dict[str, Any]:
    """What the page shows besides the course: messages, what may be asked, whether it is shown."""
    known = Publication.objects.filter(appeal=appeal).first()
    sent = list(appeal.messages.live().order_by("pk"))
    waits = [row for row in sent if row.kind == row.Kind.REOPEN and row.status == row.Status.NEW]
    return {
        "messages_sent": [
            {
                "on": date_format(row.written_on, "DATE_FORMAT"),
                "kind": row.get_kind_display(),
                "state": row.get_status_display(),
                "text": row.text,
            }
            for row in sent
        ],
        "asked_to_reopen": bool(waits),
        "reopens": closed and not waits and appeal.verdict in ("", "partly", "not_solved"),
        "unsolved": closed and appeal.verdict in ("partly", "not_solved"),
        "merits": Appeal.Merits.choices,
        "shows": _shows(known),
        "consented": known is not None and known.status != Publication.Status.TAKEN_BACK,
        "withdrawable": undecided(appeal),
        "missing": _missing(appeal),
    }


def _missing(appeal: Appeal) -> list[dict[str, Any]]:
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


def _shows(known: Publication | None) -> str:
    """Whether everyone can read it, in a sentence."""
    status = known.status if known is not None else Publication.Status.TAKEN_BACK
    return {
        Publication.Status.PUBLISHED: _("Everyone can read it, without your name."),
        Publication.Status.CONSENTED: _("You agreed; a person of the council looks at it first."),
        Publication.Status.HIDDEN: _("You agreed; the council does not show it."),
        Publication.Status.TAKEN_BACK: _("Nobody but the council can read it."),
    }[Publication.Status(status)]
