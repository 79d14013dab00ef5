"""The frame of the working pages of one record: its tabs, the way to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse

from kenes.core.row import Row
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
