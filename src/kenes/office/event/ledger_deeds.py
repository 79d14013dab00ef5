"""What may be done with the reach ledger: lines added, put right, proven, struck; a total."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.core import record
from kenes.events.ledger import actions
from kenes.events.models import Event, ReachEntry
from kenes.office.choosing import Directories, capital, field_for
from kenes.office.deed import Deed, Fields, files, text

FACTS = ("audience", "source", "district", "people", "persons", "estimated")


def _fields(row: Any) -> dict[str, forms.Field]:
    """The facts of a line, filled from one where it is one."""
    directories, line = Directories(row.council), row if isinstance(row, ReachEntry) else None
    asked = {}
    for name in FACTS:
        now = line.district if line and name == "district" else None
        field = field_for(ReachEntry._meta.get_field(name), directories, now=now)
        if line:
            field.initial = str(line.district_id or "") if now else getattr(line, name)
        asked[name] = field
    asked["people"].label = _("Visits")
    asked["people"].help_text = _("Who came twice is two visits.")
    asked["persons"].help_text = _("Where it is known how many they were.")
    asked["source"].help_text = _("Leave empty what nobody remembers.")
    return asked


def _scans() -> forms.Field:
    asked = files(_("Files that prove it"))
    asked.help_text = _(
        "The scan of a sign-in sheet bears names: the secretary and the chair alone see it."
    )
    return asked


def _told(papers: Sequence[Any]) -> list[actions.File]:
    return [(each.name, each.chunks()) for each in papers]


def _asked(row: Any) -> Fields:
    return {**_fields(row), "papers": _scans()}


def _add(event: Event, *, papers: Sequence[Any], by: Any, **facts: Any) -> None:
    actions.add(ReachEntry(event=event, **facts), by=by, scans=_told(papers))


def _correct(line: ReachEntry, *, papers: Sequence[Any], by: Any, **facts: Any) -> None:
    actions.correct(line, by=by, scans=_told(papers), **facts)


def _why(line: ReachEntry) -> Fields:
    return {"reason": text(_("Why is it struck?"), rows=3)}


def _strike(line: ReachEntry, *, reason: str, by: Any) -> None:
    record.strike([line], reason=reason, by=by)


def _asked_total(event: Event) -> Fields:
    told: Any = Event._meta.get_field("reach_stated")
    asked = field_for(told, Directories(event.council))
    asked.label, asked.initial = capital(told.verbose_name), event.reach_stated
    asked.help_text = _("Left empty: nobody stated a total.")
    return {"total": asked}


DEEDS: Mapping[str, Deed] = {
    "add": Deed(
        gettext_lazy("Add a line"),
        _add,
        _asked,
        gettext_lazy("These visits count in the figure of reach at once."),
        dated=False,
    ),
    "stated": Deed(
        gettext_lazy("State the total of the report"),
        actions.state,
        _asked_total,
        gettext_lazy("It counts in no figure; the reach ledger does, and the difference is shown."),
        dated=False,
    ),
}
LINE: Mapping[str, Deed] = {
    "correct": Deed(gettext_lazy("Put the line right"), _correct, _asked, dated=False),
    "strike": Deed(
        gettext_lazy("Strike the line"),
        _strike,
        _why,
        gettext_lazy("Its visits count in no figure any more."),
        grave=True,
        dated=False,
    ),
}
