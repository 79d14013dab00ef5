"""What a person does on the page of an appeal of their own: judge, ask, add, show or not."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kenes.appeals import actions
from kenes.appeals.messages import actions as messages
from kenes.appeals.models import Appeal
from kenes.appeals.publication import actions as publication
from kenes.appeals.publication.models import Publication, publication_of
from kenes.core.access import console
from kenes.core.refused import Refused

TEXT_AT_MOST = 5_000


def _judge(appeal: Appeal, said: Any) -> None:
    words = said.get("text", "")[:2000]
    merits = said.get("merits", "")
    actions.judge(appeal, said.get("verdict", ""), text=words, merits=merits, by=console())


def _reopen(appeal: Appeal, said: Any) -> None:
    messages.ask_to_reopen(appeal, said.get("text", "")[:TEXT_AT_MOST], by=console())


def _write(appeal: Appeal, said: Any) -> None:
    messages.write(appeal, said.get("text", "")[:TEXT_AT_MOST], by=console())


def _show(appeal: Appeal, said: Any) -> None:
    publication.consent(appeal, by=console())


def _take_back(appeal: Appeal, said: Any) -> None:
    known = publication_of(appeal)
    if known is not None and known.status != Publication.Status.TAKEN_BACK:
        publication.take_back(known, by=console())


DEEDS: Mapping[str, Callable[[Appeal, Any], None]] = {
    "verdict": _judge,
    "reopen": _reopen,
    "message": _write,
    "show": _show,
    "take_back": _take_back,
}


def done(appeal: Appeal, said: Any) -> dict[str, Any]:
    """Do what was asked on the page. Says of which part it was, and what was refused there."""
    word = said.get("deed", "verdict" if "verdict" in said else "")
    if word not in DEEDS:
        return {}
    try:
        DEEDS[word](appeal, said)
    except Refused as refused:
        return {"error": str(refused), "of": word, "typed": said.get("text", "")}
    return {"thanks": True, "of": word}


def more(appeal: Appeal) -> dict[str, Any]:
    """What the page shows besides the course: messages, what may be asked, whether it is shown."""
    known = Publication.objects.filter(appeal=appeal).first()
    sent = list(appeal.messages.live().order_by("pk"))
    waits = [row for row in sent if row.kind == row.Kind.REOPEN and row.status == row.Status.NEW]
    closed = appeal.status in Appeal.ANSWERED
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
    }


def _shows(known: Publication | None) -> str:
    """Whether everyone can read it, in a sentence."""
    status = known.status if known is not None else Publication.Status.TAKEN_BACK
    return {
        Publication.Status.PUBLISHED: _("Everyone can read it, without your name."),
        Publication.Status.CONSENTED: _("You agreed; a person of the council looks at it first."),
        Publication.Status.HIDDEN: _("You agreed; the council does not show it."),
        Publication.Status.TAKEN_BACK: _("Nobody but the council can read it."),
    }[Publication.Status(status)]
