"""What a workbook would do to the register, in words for a page."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.journals.catalogue import SHEETS
from kenes.journals.outcome import SheetPreview
from kenes.journals.preview import Listener, nobody, preview
from kenes.journals.raw import RawBook

if TYPE_CHECKING:
    from kenes.council.models import Council

# So many changed and refused lines of a sheet are shown; the rest are counted.
LINES_SHOWN = 20


def look_at(book: RawBook, council: "Council", listener: Listener = nobody) -> dict[str, Any]:
    """The context of the page of a look: plain words and numbers, which a file may keep."""
    shown = preview(book, council, SHEETS, listener)
    return {
        "sheets": [_sheet(each) for each in shown if _speaks(each)],
        "quiet": [each.title for each in shown if not _speaks(each)],
        "unknown": book.unknown,
        "broken": book.broken,
        "by_layout": [
            {"sheet": raw.title, "title": raw.by[0], "key": raw.by[1]}
            for raw in book.sheets
            if raw.by[1]
        ],
        **_sums(shown),
    }


def _speaks(each: SheetPreview) -> bool:
    """Whether a sheet would do anything at all."""
    return bool(each.new or each.changed or each.refused)


def _sums(shown: list[SheetPreview]) -> dict[str, int]:
    return {
        "new_total": sum(len(each.new) for each in shown),
        "changed_total": sum(len(each.changed) for each in shown),
        "same_total": sum(each.same for each in shown),
        "refused_total": sum(len(each.refused) for each in shown),
    }


def _sheet(each: SheetPreview) -> dict[str, Any]:
    changed = [
        {
            "caption": _("Line %(line)s: %(row)s") % {"line": line.at, "row": line.row},
            "old_label": _("In the register"),
            "new_label": _("In the file"),
            "rows": [{"name": c.label, "old": c.old, "new": c.new} for c in line.changes],
        }
        for line in each.changed[:LINES_SHOWN]
    ]
    return {
        "title": each.title,
        "new": len(each.new),
        "first": [str(line.filing.row) for line in each.new[:3]],
        "changed": changed,
        "changed_count": len(each.changed),
        "same": each.same,
        "refused": [{"cell": one.cell, "why": one.why} for one in each.refused[:LINES_SHOWN]],
        "refused_count": len(each.refused),
        "more": max(0, len(each.refused) - LINES_SHOWN),
        "extra": ", ".join(each.extra),
    }
