"""Which part of the plan of hearings is looked at: a year, some agencies, an order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.utils.translation import gettext as _

from kenes.core import clock
from kenes.hearings.plan import KINDS, Line
from kenes.organs.models import Organisation

FIRST_YEAR, LAST_YEAR = 2000, 2100
SHOWN: Mapping[str, Callable[[Line], bool]] = {
    "never": lambda line: line.heard_on is None,
    "due": lambda line: line.heard_on is None or line.heard_on < line.limits.heard_since,
    "ahead": lambda line: bool(line.waiting),
    "put_off": lambda line: bool(line.put_off),
}
ORDERS: Mapping[str, Callable[[Line], Any]] = {
    "waiting": lambda line: line.heard_on or date.min,
    "overdue": lambda line: -line.overdue,
    "promises": lambda line: -line.promises,
    "appeals": lambda line: -line.appeals,
    "put_off": lambda line: -len(line.put_off),
}


@dataclass(frozen=True)
class View:
    """Which year is looked at, which agencies, in which order."""

    base: str
    year: int
    kind: str
    show: str
    order: str

    @classmethod
    def of(cls, base: str, get: Any) -> "View":
        """What an address asks for; 404 for a year that cannot be."""
        year = get.get("year", "") or str(clock.today().year)
        if not year.isdecimal() or not FIRST_YEAR <= int(year) <= LAST_YEAR:
            raise Http404
        kind, show, order = (get.get(name, "") for name in ("kind", "show", "order"))
        return cls(
            base,
            int(year),
            kind if kind in KINDS else "",
            show if show in SHOWN else "",
            order if order in ORDERS else "",
        )

    def url(self, **change: Any) -> str:
        """The same page with something asked otherwise."""
        asked = {"year": self.year, "kind": self.kind, "show": self.show, "order": self.order}
        kept = {name: value for name, value in (asked | change).items() if value}
        return f"{self.base}?{urlencode(kept)}"

    def filters(self) -> list[dict[str, Any]]:
        """The selects above the picture."""
        labels = dict(Organisation.Kind.choices)
        shown = [
            ("never", _("never heard")),
            ("due", _("to be heard again")),
            ("ahead", _("waiting to be heard")),
            ("put_off", _("put off in the year")),
        ]
        kinds = [(kind, labels[kind]) for kind in KINDS]
        return [
            _select("kind", _("Kind"), kinds, self.kind),
            _select("show", _("Agencies"), shown, self.show),
        ]

    def narrowed(self, lines: Sequence[Line]) -> list[Line]:
        """Those of the lines that are asked for, in the order asked for."""
        found = [line for line in lines if not self.kind or line.agency.kind == self.kind]
        if self.show:
            found = [line for line in found if SHOWN[self.show](line)]
        return sorted(found, key=ORDERS[self.order]) if self.order else found


def _select(name: str, label: str, choices: Any, chosen: str) -> dict[str, Any]:
    options = [{"value": "", "label": _("any"), "selected": not chosen}]
    options += [{"value": v, "label": said, "selected": v == chosen} for v, said in choices]
    return {"name": name, "label": label, "options": options}
