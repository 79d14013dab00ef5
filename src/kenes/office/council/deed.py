"""Deeds of the council's pages: asked under the tab they belong to."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse

from kenes.office import deed as asked
from kenes.office.council.room import room
from kenes.office.deed import Deed, Fields, one_of, text

__all__ = ["Deed", "Fields", "carry_out", "one_of", "text"]


def carry_out(
    request: Any,
    deed: Deed,
    row: Any,
    *,
    tab: str,
    what: str,
    back: str,
    crumbs: Sequence[tuple[str, str]] = (),
    then: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Ask for a deed under a tab, and do it."""

    def frame(template: str, context: Mapping[str, Any], *, last: str, status: int) -> HttpResponse:
        way = [*crumbs, (last, "")]
        return room(request, tab, template, context, crumbs=way, status=status)

    return asked.carry_out(request, deed, row, frame=frame, what=what, back=back, then=then)
