"""The rows that the lines of a journal amend, with all that hangs on them, read in portions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Q, prefetch_related_objects

from kenes.core.filing import Standing, standing
from kenes.core.link import Link
from kenes.core.row import Row
from kenes.journals.leaning import BROUGHT_ALONG, chunks

if TYPE_CHECKING:
    from uuid import UUID


class Held:
    """Live rows of one register by their keys, what hangs on them, and the links they stand in."""

    def __init__(self, model: Any) -> None:
        self.stands: dict[UUID, Standing] = {}
        self._model = model
        self._rows: dict[UUID, Row] = {}
        self._links: dict[UUID, list[Link]] = defaultdict(list)
        self._asked: set[UUID] = set()

    def fetch(self, keys: "Iterable[UUID]") -> None:
        """Read these rows together, so that none is asked for alone."""
        wanted = [key for key in dict.fromkeys(keys) if key not in self._asked]
        for some in chunks(wanted):
            self._fetch(some)
        self._asked |= set(wanted)

    def row(self, key: "UUID") -> Any:
        """The row, or None where it is struck."""
        self.fetch([key])
        return self._rows.get(key)

    def links(self, key: "UUID") -> list[Link]:
        """The links in which the row is the one end or the other."""
        self.fetch([key])
        return self._links[key]

    def _fetch(self, keys: "Sequence[UUID]") -> None:
        rows = list(self._model.objects.live().filter(pk__in=keys))
        fields = [f for f in self._model.facts() if f.is_relation]
        prefetch_related_objects(rows, *(f.name for f in fields))
        self.stands |= standing(rows)
        for field in fields:
            if field.name in BROUGHT_ALONG and field.name != self._model.PART_OF:
                others = {getattr(row, field.name) for row in rows}
                self._fetch_occasions([other for other in others if other is not None])
        self._rows |= {row.pk: row for row in rows}
        found = Link.objects.filter(Q(from_id__in=keys) | Q(to_id__in=keys), struck_at=None)
        for link in found:
            for end in {link.from_id, link.to_id} & set(keys):
                self._links[end].append(link)

    def _fetch_occasions(self, rows: list[Row]) -> None:
        if rows:
            names = [f.name for f in type(rows[0]).facts() if f.is_relation]
            prefetch_related_objects(rows, *names)
            self.stands |= standing(rows)
