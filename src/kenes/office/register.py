"""A register of the office: a numbered one or a directory, its addresses and how to find a row."""

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import F
from django.http import Http404

from kenes.core.flow import Flow
from kenes.core.row import Row
from kenes.office.shelf import SHELVES, Shelf
from kenes.organs.models import Directory
from kenes.portal.face import Face
from kenes.portal.faces.catalogue import FACES

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# A number has its first hyphen behind the year, and a code of a directory has no such shape.
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Register:
    """One register the office keeps. Exactly one of `face` and `shelf` says how it is listed."""

    code: str
    model: type[Row]
    plural: "_StrPromise"
    lead: "_StrPromise"
    face: Face | None = None
    shelf: Shelf | None = None

    @property
    def list_url(self) -> str:
        return f"/office/{self.code}/"

    @property
    def noun(self) -> str:
        """What one record of the register is called."""
        return str(self.model._meta.verbose_name)

    def url(self, row: Any, then: str = "") -> str:
        """The card of a row, or the page of something done to it."""
        return f"{self.list_url}{self._key(row)}/{then}"

    def _key(self, row: Any) -> str:
        """What a row is known by in addresses; a struck one has no number or code of its own."""
        if row.struck:
            return str(row.pk)
        if self.face is not None:
            return str(row.number)
        return str(row.code if isinstance(row, Directory) else row.pk)

    def find(self, request: Any, key: str) -> Any:
        """The row of this council under that key, struck or not; 404 for any other.

        Of a live row and struck ones under the same number or code the live one is meant, and of
        struck ones alone the last.
        """
        rows = self._rows(request).filter(**self._named_by(key))
        found = rows.order_by(F("struck_at").desc(nulls_first=True)).first()
        if found is None:
            raise Http404
        return found

    def _rows(self, request: Any) -> Any:
        if self.face is not None:
            return self.face.rows(request, office=True)
        assert self.shelf is not None
        return self.model.objects.of(request.council).select_related(*self.shelf.select)

    def _named_by(self, key: str) -> dict[str, Any]:
        if _ID.fullmatch(key):
            return {"pk": UUID(key)}
        if self.face is not None:
            return {"number": key}
        if issubclass(self.model, Directory):
            return {"code": key}
        raise Http404

    def flow(self, row: Any) -> Flow | None:
        """The row whose status is this row's: its own, or that of its occasion."""
        return self.face.flow(row) if self.face else None


@cache
def registers() -> dict[str, Register]:
    """Every register of the office by its word in addresses."""
    numbered = [Register(f.code, f.model, f.plural, f.lead, face=f) for f in FACES]
    shelved = [Register(s.code, s.model, s.plural, s.lead, shelf=s) for s in SHELVES]
    return {register.code: register for register in (*numbered, *shelved)}


def register_of(model: type[Row]) -> Register:
    """The register in which rows of a model stand."""
    return next(register for register in registers().values() if register.model is model)
