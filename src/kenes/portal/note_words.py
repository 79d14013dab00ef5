"""What the pages of the note say of editions, drift and warnings."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from kenes.report.models import Edition
from kenes.report.note.drift import Altered, Drifted
from kenes.report.note.rowkeys import Named
from kenes.report.note.unbacked import Warned


def editions_listed(rows: Iterable[Edition]) -> list[dict[str, Any]]:
    """Editions as a list of links."""
    return [
        {
            "number": row.number,
            "title": row.title,
            "url": reverse("edition", args=[row.number]),
            "on": date_format(row.frozen_on, "DATE_FORMAT"),
            "digest": row.digest[:16],
            "corrects": row.corrects.number if row.corrects else "",
        }
        for row in rows
    ]


def drifted(found: Sequence[Drifted], edition: Edition) -> list[dict[str, Any]]:
    """Each figure that changed, with the rows that came, went or weigh otherwise."""
    said = []
    for each in found:
        groups = ((_("went"), each.went), (_("came"), each.came), (_("changed"), each.changed))
        said.append(
            {
                "wording": each.wording,
                "code": each.code,
                "was": number_format(each.was, force_grouping=True),
                "now": number_format(each.now, force_grouping=True),
                "rows": [_row(label, row) for label, rows in groups for row in rows],
                "unnamed": each.unnamed,
            }
        )
    return said


def _row(what: str, row: Named) -> dict[str, Any]:
    tone = "bad" if row.struck else "attention"
    state = {"label": _("struck") if row.struck else what, "tone": tone}
    return {"number": row.number, "title": row.title, "url": row.url, "state": state}


def differing(altered: Sequence[Altered], edition: Edition) -> dict[str, Any] | None:
    """Two editions side by side, as parts/difference.html takes it."""
    if not altered or edition.corrects is None:
        return None
    return {
        "caption": _("What this edition says otherwise than edition %s") % edition.corrects.number,
        "old_label": edition.corrects.number,
        "new_label": edition.number,
        "rows": [
            {"name": each.name or _("Text"), "old": each.old, "new": each.new} for each in altered
        ],
    }


def warned(found: Sequence[Warned]) -> list[str]:
    """The numbers that a person typed and no figure backs."""
    return [
        _("“%(digits)s” in block %(position)s (%(lang)s) is typed by hand: no figure backs it.")
        % {"digits": each.digits, "position": each.position, "lang": each.lang}
        for each in found
    ]
