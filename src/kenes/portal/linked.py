"""What records came from and what became of them, as far as this reader may see."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from kenes.core.flow import Flow
from kenes.core.link import Link, ends
from kenes.core.row import Row
from kenes.portal.face import state
from kenes.portal.listing import office_url

Linked = Mapping[str, Any]
NEAR = {"from": "to", "to": "from"}


def linked(links: Any, end: str, office: bool) -> list[Linked]:
    """The records at the other end of links, those alone that this reader may see."""
    return [each for found in linked_by(links, end, office=office).values() for each in found]


def linked_by(links: Any, end: str, *, office: bool) -> dict[UUID, list[Linked]]:
    """The same for many records at once: by the key of the record at the near end."""
    made: Sequence[Link] = list(links.order_by("pk"))
    rows = ends(made, end)
    if not office:
        rows = _public(rows)
    found: dict[UUID, list[Linked]] = {}
    for link in made:
        row = rows.get(getattr(link, f"{end}_id"))
        if row is not None:
            found.setdefault(getattr(link, f"{NEAR[end]}_id"), []).append(_told(row, office))
    return found


def _public(rows: Mapping[UUID, Row]) -> dict[UUID, Row]:
    """Those of the records that everyone may see."""
    seen: set[UUID] = set()
    for model in {type(row) for row in rows.values()}:
        keys = [row.pk for row in rows.values() if type(row) is model]
        shown = model.objects.filter(model.PUBLIC, model.OPENED, pk__in=keys)
        seen |= set(shown.values_list("pk", flat=True))
    return {key: row for key, row in rows.items() if key in seen}


def _told(row: Row, office: bool) -> Linked:
    address = row.get_absolute_url()
    told: dict[str, Any] = {
        "url": office_url(row) if office and address else address,
        "title": row.title,
        "reference": row.reference,
        "kind": str(row._meta.verbose_name),
    }
    flow: Any = row if isinstance(row, Flow) else getattr(row, "event", None)
    moves = isinstance(flow, Flow) and not row.PART_OF
    if moves:
        told |= state(flow.status, flow.get_status_display())
    return told
