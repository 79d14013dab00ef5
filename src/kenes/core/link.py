"""`Link`: the only relation of origin and consequence between records of different registers."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from kenes.core.row import Row


class Role(models.TextChoices):
    """What the later record is to the earlier one."""

    LED_TO = "led_to", _("led to")
    MERGED_INTO = "merged_into", _("merged into")
    PART_OF = "part_of", _("held within")
    REPEATS = "repeats", _("repeats")


class Link(Row):
    """The record `from_id` led to the record `to_id`; indexed both ways.

    Keys without foreign keys, for either end may stand in any register.
    """

    from_id = models.UUIDField()
    from_register = models.CharField(max_length=40)
    to_id = models.UUIDField()
    to_register = models.CharField(max_length=40)
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.LED_TO)

    class Meta(Row.Meta):
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "from_id", "to_id", "role"],
                name="link_once",
                condition=models.Q(struck_at=None),
            ),
        )
        indexes = (
            models.Index(fields=["from_id", "role"], name="link_forwards"),
            models.Index(fields=["to_id", "role"], name="link_backwards"),
        )


def between(origin: Row, consequence: Row, role: Role = Role.LED_TO) -> Link:
    """The link from one record to another, not yet saved."""
    return Link(
        council_id=consequence.council_id,
        from_id=origin.pk,
        from_register=str(origin._meta.model_name),
        to_id=consequence.pk,
        to_register=str(consequence._meta.model_name),
        role=role,
    )


def origins(row: Row) -> Any:
    """The links that say what a record came from."""
    return Link.objects.filter(to_id=row.pk, struck_at=None)


def consequences(row: Row) -> Any:
    """The links that say what became of a record."""
    return Link.objects.filter(from_id=row.pk, struck_at=None)


def ends(links: Iterable[Link], end: str) -> dict[Any, Row]:
    """The records at one end of the links, `from` or `to`, that are not struck, by their keys."""
    keys: dict[str, set[Any]] = {}
    for link in links:
        keys.setdefault(getattr(link, f"{end}_register"), set()).add(getattr(link, f"{end}_id"))
    found: dict[Any, Row] = {}
    for register, wanted in keys.items():
        model: Any = apps.get_model("kenes", register)
        rows = model.objects.live().filter(pk__in=wanted)
        if model.TITLED_BY:
            rows = rows.select_related(*model.TITLED_BY)
        found |= {row.pk: row for row in rows}
    return found
