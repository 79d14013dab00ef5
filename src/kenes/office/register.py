"""A register of the office: a numbered one or a directory, its addresses and how to find a row."""

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
from kenes.portal.registers import find

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


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
        if self.face is not None:
            return str(row.number)
        return str(row.code if isinstance(row, Directory) else row.pk)

    def find(self, request: Any, key: str) -> Any:
        """The row of this council under that key, struck or not; 404 for any other."""
        if self.face is not None:
            return find(self.face, request, key, office=True)
        assert self.shelf is not None
        rows = self.model.objects.of(request.council).select_related(*self.shelf.select)
        name = "code" if issubclass(self.model, Directory) else "pk"
        try:
            rows = rows.filter(**{name: key if name == "code" else UUID(key)})
        except ValueError:
            raise Http404 from None
        # Of a live row and a struck one under the same code the live one is meant.
        found = rows.order_by(F("struck_at").desc(nulls_first=True)).first()
        if found is None:
            raise Http404
        return found

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
