"""Kinds of events. A new kind is one entry here and two translations; its figure follows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Kind:
    """One kind of event. An occasion of another register's record is not entered as an event.

    People always register for events of a kind that `registers`; for others if the event says so.
    """

    code: str
    name: "_StrPromise"
    plural: "_StrPromise"
    occasion: bool = False
    registers: bool = False

    @property
    def figure(self) -> str:
        """The code of the figure that counts events of this kind."""
        return f"events.{self.code}s"


KINDS = {
    kind.code: kind
    for kind in (
        Kind("platform", _("dialogue platform"), _("Dialogue platforms")),
        Kind("round_table", _("round table"), _("Round tables")),
        Kind("seminar", _("seminar"), _("Seminars")),
        Kind("akim_meeting", _("akim's meeting with residents"), _("Meetings of akims")),
        Kind("reception", _("reception of citizens"), _("Receptions of citizens")),
        Kind("training", _("training"), _("Trainings")),
        Kind("budget_review", _("budget review"), _("Budget reviews")),
        Kind(
            "recommendation_review",
            _("review of recommendations"),
            _("Reviews of recommendations"),
        ),
        Kind("other", _("other event"), _("Other events")),
        Kind("sitting", _("sitting"), _("Sittings"), occasion=True),
        Kind(
            "public_hearing",
            _("public hearing"),
            _("Public hearings"),
            occasion=True,
            registers=True,
        ),
        Kind("monitoring", _("public monitoring"), _("Public monitorings"), occasion=True),
        Kind(
            "discussion",
            _("public discussion"),
            _("Public discussions"),
            occasion=True,
            registers=True,
        ),
    )
}


def choices() -> list[tuple[str, "_StrPromise"]]:
    """The kinds for a model's field; a callable, so that a new kind needs no migration."""
    return [(kind.code, kind.name) for kind in KINDS.values()]
