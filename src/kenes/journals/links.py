"""How the origins a line names differ from those the register holds."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from kenes.core.filing import Change, Filing
from kenes.core.link import Link, Role, between
from kenes.core.row import Row


@dataclass
class Relinked:
    """The links that an amended line makes, and those it no longer names."""

    new: list[Link] = field(default_factory=list)
    old: list[Link] = field(default_factory=list)

    def changes(self, row: Row) -> list[Change]:
        """The same in words, for the preview."""
        return [
            *(_change(row, link, "", _words(row, link)) for link in self.new),
            *(_change(row, link, _words(row, link), "") for link in self.old),
        ]


def relinked(row: Row, filing: Filing[Any], governed: Set[str], links: Sequence[Link]) -> Relinked:
    """What changes in the links of a row, which are all of `links` that it stands in.

    `governed` are the registers for which the sheet has a column of origins: a link to one of them
    that the line does not name goes, for the journal is what it came from. Others stay.
    """
    held = [link for link in links if link.to_id == row.pk and link.role == Role.LED_TO]
    known, said = {link.from_id for link in held}, {origin.pk for origin in filing.origins}
    led_to = {(link.to_id, link.role) for link in links if link.from_id == row.pk}
    return Relinked(
        new=[
            *(between(origin, row) for origin in filing.origins if origin.pk not in known),
            *(
                between(row, later, role)
                for later, role in filing.consequences
                if (later.pk, role) not in led_to
            ),
        ],
        old=[link for link in held if link.from_register in governed and link.from_id not in said],
    )


def _change(row: Row, link: Link, old: str, new: str) -> Change:
    label = _("comes from") if link.to_id == row.pk else str(link.get_role_display())
    return Change("link", label, old, new)


def _words(row: Row, link: Link) -> str:
    """The record at the other end, by its number and title."""
    ends = {link.from_id: link.from_register, link.to_id: link.to_register}
    key, register = next((k, r) for k, r in ends.items() if k != row.pk)
    model: Any = apps.get_model("kenes", register)
    other = model.objects.filter(pk=key).first()
    return f"{other.reference} {other.title}".strip() if other else _("a line of this file")
