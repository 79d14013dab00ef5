"""The journal: who did what to which row, provable after what was personal in it is destroyed."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from kenes.core import clock
from kenes.core.action import journalled
from kenes.core.insertion import insert
from kenes.core.row import uuid7

if TYPE_CHECKING:
    from kenes.core.access import User


class Entry(models.Model):
    """One line: an act, its author as he was then, and a commitment to what was said.

    No foreign keys but the council: the line outlives the account and the row it speaks of. The
    payload lies beside it and may be destroyed; the commitment still proves that it was there.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    council = models.ForeignKey(
        "kenes.Council", on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(_("at"))
    by_id = models.UUIDField()
    by_name_then = models.CharField(_("by"), max_length=200)
    by_role_then = models.CharField(_("in the role"), max_length=60, blank=True)
    verb = models.CharField(_("verb"), max_length=60)
    row_id = models.UUIDField(db_index=True)
    commitment = models.CharField(max_length=64)

    class Meta:
        indexes = (models.Index(fields=["council", "at"], name="journal_by_moment"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.by_name_then}"


class Payload(models.Model):
    """What a line of the journal said, with the salt that keeps its commitment from guessing."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, primary_key=True)
    salt = models.CharField(max_length=32)
    said = models.JSONField(encoder=DjangoJSONEncoder)


def commitment(salt: str, said: Mapping[str, Any]) -> str:
    """SHA-256 over the salt and the canonical JSON of what was said."""
    text = json.dumps(
        said, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()


def write(verb: str, row: Any, *, by: "User", council: Any = None, **said: Any) -> None:
    """Add one line about `row`. Must stand inside an action."""
    write_all(verb, [(row, said)], by=by, council=council)


def write_all(
    verb: str,
    rows: Iterable[tuple[Any, Mapping[str, Any]]],
    *,
    by: "User",
    council: Any = None,
) -> None:
    """Add a line for each row, with what is said of it."""
    journalled()
    entries, payloads, at = [], [], clock.now()
    for row, said in rows:
        plain = json.loads(json.dumps(said, cls=DjangoJSONEncoder))
        salt = secrets.token_hex(16)
        entry = Entry(
            council_id=council.pk if council else getattr(row, "council_id", None),
            at=at,
            by_id=by.pk,
            by_name_then=by.name,
            by_role_then=by.acting_as,
            verb=verb,
            row_id=row.pk,
            commitment=commitment(salt, plain),
        )
        entries.append(entry)
        payloads.append(Payload(entry=entry, salt=salt, said=plain))
    insert(entries)
    insert(payloads)
