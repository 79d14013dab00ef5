"""The frame of the working pages of one record: its tabs, the way to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse

from kenes.core.door import may
from kenes.core.frozen import why_frozen
from kenes.core.roles import Permission
from kenes.core.row import Row
from kenes.office.deed import Deed, Frame, carry_out
from kenes.office.page import page
from kenes.office.register import register_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Room:
    """The pages on which one kind of record is worked at.

    Each tab is the word in the address of its page and what the tab says; the record itself, the
    first of them, has no word.
    """

    model: type[Row]
    pages: "Sequence[tuple[str, _StrPromise]]"
    seen_by: Permission = Permission.OFFICE_ENTER

    def of(self, request: Any, key: str) -> Any:
        """The record of this council under a number; 404 for any other."""
        return register_of(self.model).find(request, key)

    def url(self, row: Any, word: str = "") -> str:
        """The address of one of its pages."""
        return register_of(self.model).url(row, f"{word}/" if word else "")

    def tabs(self, row: Any, current: str) -> list[dict[str, Any]]:
        """The tabs above each of the pages, the one in view marked."""
        return [
            {"label": str(label), "url": self.url(row, word), "current": word == current}
            for word, label in self.pages
        ]

    def crumbs(self, row: Any, *further: tuple[str, str]) -> list[tuple[str, str]]:
        """The way to a page of the record; what follows it is named in `further`."""
        register = register_of(self.model)
        way = [(str(register.plural), register.list_url), (row.reference, register.url(row))]
        return [*way, *further]

    def page(
        self,
        request: Any,
        row: Any,
        tab: str,
        template: str,
        context: Mapping[str, Any],
        *,
        status: int = 200,
    ) -> HttpResponse:
        """Set one of the pages: context gets the tabs and the title."""
        crumbs = self.crumbs(row, (str(dict(self.pages)[tab]), ""))
        framed = {"tabs": self.tabs(row, tab), "title": row.title, **context}
        return page(request, template, framed, crumbs=crumbs, status=status)

    def may_write(self, request: Any, row: Any) -> bool:
        """Whether this person may change what is kept of it: struck or frozen, nobody."""
        keeps = may(request, Permission.REGISTER_WRITE)
        return keeps and not row.struck and not why_frozen([row])

    def frame(self, request: Any, row: Any, tab: str) -> Frame:
        """The place of a deed asked from one of the pages."""

        def set_page(
            template: str, context: Mapping[str, Any], *, last: str, status: int
        ) -> HttpResponse:
            way = (str(dict(self.pages)[tab]), self.url(row, tab))
            crumbs = self.crumbs(row, way, (last, ""))
            return page(request, template, context, crumbs=crumbs, status=status)

        return set_page

    def carry_out(
        self,
        request: Any,
        deed: Deed,
        row: Any,
        tab: str,
        *,
        about: Any = None,
        what: str = "",
        back: str = "",
    ) -> HttpResponse:
        """Ask for a deed from one of the pages and do it, to the record or to a part, `about`."""
        return carry_out(
            request,
            deed,
            about or row,
            frame=self.frame(request, row, tab),
            what=what or f"{row.reference} · {row.title}",
            back=back or self.url(row, tab),
        )
