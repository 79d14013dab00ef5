"""The frame of the council's own pages in the office, and the tabs above them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.office.page import page

BASE = "/office/council/"
TABS = (
    ("", gettext_lazy("Composition")),
    ("vacancies", gettext_lazy("Vacancies and rotation")),
    ("contests", gettext_lazy("Contests")),
    ("bodies", gettext_lazy("Bodies and roles")),
    ("disputes", gettext_lazy("Disputed facts")),
    ("handover", gettext_lazy("Handover")),
)


def tabs(current: str) -> list[dict[str, Any]]:
    """The tabs above each page, the one in view marked."""
    return [
        {"label": str(label), "url": f"{BASE}{word}/" if word else BASE, "current": word == current}
        for word, label in TABS
    ]


def room(
    request: Any,
    tab: str,
    template: str,
    context: Mapping[str, Any],
    *,
    crumbs: Sequence[tuple[str, str]] = (),
    status: int = 200,
) -> HttpResponse:
    """Set one of the council's pages under its tab; `crumbs` lead on from the tab."""
    way = [(_("Council"), BASE)]
    if tab:
        way.append((str(dict(TABS)[tab]), f"{BASE}{tab}/"))
    framed = {"tabs": tabs(tab), "base": BASE, **context}
    return page(request, template, framed, crumbs=[*way, *crumbs], status=status)
