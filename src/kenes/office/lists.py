"""The lists of the office: every register and every directory."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kenes.core.door import may, requires
from kenes.core.roles import Permission
from kenes.core.text import fold
from kenes.office import actions
from kenes.office.entries import entries
from kenes.office.listing import OfficeListing
from kenes.office.page import page
from kenes.office.register import Register, registers
from kenes.office.shelf import Shelf
from kenes.portal.taking import hand_out


@requires(Permission.OFFICE_ENTER)
def listed(request: Any, code: str) -> HttpResponse:
    """A register or a directory as a list; with `format` as a file."""
    register = registers()[code]
    if register.shelf is not None:
        return _shelf(request, register, register.shelf)
    assert register.face is not None
    listing = OfficeListing(register.face, request, office=True)
    if listing.sealed and listing.by_words:
        actions.search_sealed(request.council, by=request.user)
    writes = may(request, Permission.REGISTER_WRITE)
    return page_of(request, register, listing, writes=writes)


def page_of(
    request: Any, register: Register, listing: OfficeListing, *, writes: bool
) -> HttpResponse:
    """The page of a register that has a face; `writes` offers to enter a record."""
    if form := request.GET.get("format"):
        return listing.export(form)
    context = {**listing.page(), "icon": listing.face.icon}
    return _page(request, register, context, writes=writes)


def _page(
    request: Any, register: Register, context: dict[str, Any], *, writes: bool
) -> HttpResponse:
    opened = _openings(register) if writes else []
    said = {"register": register, "writes": writes, "openings": opened}
    crumbs = [(str(register.plural), "")]
    return page(request, "office/list.html", {**said, **context}, crumbs=crumbs)


def _openings(register: Register) -> list[dict[str, str]]:
    """A form for each kind of record the register holds, where it holds several."""
    entry = entries().get(register.model)
    if entry is None:
        return []
    return [
        {
            "label": _("New: %s") % label,
            "url": f"{register.list_url}new/?{urlencode({entry.opened_by: value})}",
        }
        for value, label in entry.openings().items()
    ]


def _shelf(request: Any, register: Register, shelf: Shelf) -> HttpResponse:
    rows = list(shelf.model.objects.of(request.council).select_related(*shelf.select))
    rows = _ordered(rows, shelf)
    words = fold(request.GET.get("q", "")).split()
    wanted = [row for row in rows if all(word in _sought(shelf, row) for word in words)]
    if form := request.GET.get("format"):
        head = [str(cell.label) for cell in shelf.cells]
        return hand_out(shelf.code, head, iter(_texts(shelf, row) for row in wanted), form)
    said = ngettext("%(total)s record", "%(total)s records", len(wanted)) % {"total": len(wanted)}
    asked = f"?{urlencode({'q': request.GET['q']})}&" if words else "?"
    exports = [
        {"label": f, "url": f"{asked}format={k}"} for f, k in (("Excel", "xlsx"), ("CSV", "csv"))
    ]
    context = {
        "columns": [_column(cell) for cell in shelf.cells],
        "rows": [_row(register, shelf, row) for row in wanted],
        "pager": {"words": said, "exports": exports if wanted else []},
        "filters": {"action": request.path, "q": request.GET.get("q", "")},
        "icon": "table",
    }
    writes = may(request, Permission.REGISTER_WRITE)
    return _page(request, register, context, writes=writes)


def _ordered(rows: Sequence[Any], shelf: Shelf) -> list[Any]:
    """Directories by name as the reader sees it, the rest as declared; struck rows at the end."""
    if shelf.order[0].startswith("title"):
        return sorted(rows, key=lambda row: (row.struck, fold(str(row))))
    return sorted(rows, key=lambda row: (row.struck, *(_at(row, path) for path in shelf.order)))


def _at(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def _sought(shelf: Shelf, row: Any) -> str:
    """The words by which a row of a directory is found."""
    names = row.names() if hasattr(row, "names") else ()
    return fold(" ".join([*_texts(shelf, row), *names]))


def _texts(shelf: Shelf, row: Any) -> list[str]:
    return [str(cell.says(row).get("text") or "") for cell in shelf.cells]


def _column(cell: Any) -> dict[str, Any]:
    return {"label": str(cell.label), "kind": cell.kind}


def _row(register: Register, shelf: Shelf, row: Any) -> dict[str, Any]:
    cells = [{"column": _column(cell), **cell.says(row)} for cell in shelf.cells]
    return {"url": register.url(row), "struck": row.struck, "cells": cells}
