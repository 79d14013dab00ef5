"""The reach ledger in sentences: its sum, the total that was stated, what is an estimate."""

from collections.abc import Callable, Hashable
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from kenes.core.text import capital
from kenes.events.ledger.whole import Ledger
from kenes.events.models import ReachEntry


def line(entry: ReachEntry) -> str:
    """A line of the ledger in a few words."""
    said = [entry.get_audience_display(), entry.get_source_display(), entry.district]
    return capital(", ".join(str(each) for each in said if each))


def sentences(ledger: Ledger) -> list[str]:
    """How the sum stands to the total of the report, and how much of it nobody counted."""
    found = [_against_the_report(ledger)]
    if ledger.lines:
        found.append(_estimated(ledger))
    return found


def _against_the_report(ledger: Ledger) -> str:
    said = {
        "total": _number(ledger.total),
        "stated": _number(ledger.stated or 0),
        "more": _number(abs(ledger.unproven)),
    }
    if ledger.stated is None:
        return _("The ledger has %(total)s; no report stated a total.") % said
    if ledger.unproven > 0:
        sentence = _(
            "The ledger has %(total)s, the report said %(stated)s: %(more)s more than is proven."
        )
        return sentence % said
    if ledger.unproven < 0:
        sentence = _("The ledger has %(total)s, the report said %(stated)s: it left out %(more)s.")
        return sentence % said
    return _("The ledger has %(total)s, and so the report said.") % said


def _estimated(ledger: Ledger) -> str:
    said = {"total": _number(ledger.total), "estimated": _number(ledger.estimated)}
    if not ledger.estimated:
        return _("All of it was counted, nothing is an estimate.")
    if ledger.estimated == ledger.total:
        return _("All of it is an estimate.")
    return _("Of these %(total)s, %(estimated)s are an estimate.") % said


def sums(ledger: Ledger) -> list[dict[str, Any]]:
    """The ledger summed by audience, by source, by district; each way it is the same whole.

    A way that only repeats the lines one by one, or says one thing of all, is left out.
    """
    audiences = dict(ReachEntry.Audience.choices)
    sources = dict(ReachEntry.Source.choices)
    ways: tuple[tuple[str, str, Callable[[Any], Any]], ...] = (
        (_("By audience"), "audience", audiences.get),
        (_("By how it is known"), "source", lambda key: sources.get(key, _("not known"))),
        (_("By district they came from"), "district", lambda key: key or _("not known")),
    )
    return [
        {"label": label, "rows": rows, "total": _number(ledger.total)}
        for label, name, says in ways
        if 1 < len(rows := _rows(ledger.by(name), says)) < len(ledger.lines)
    ]


def _rows(parts: dict[Hashable, int], says: Callable[[Any], Any]) -> list[dict[str, str]]:
    return [{"label": capital(says(key)), "value": _number(value)} for key, value in parts.items()]


def _number(value: int) -> str:
    return number_format(value, force_grouping=True)
