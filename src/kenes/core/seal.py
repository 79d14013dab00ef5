"""Seals over the journal: what was written can no longer be changed unseen."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db import models, transaction
from django.utils.translation import gettext as _

from kenes.core import clock
from kenes.core.journal import Entry, commitment
from kenes.core.row import uuid7

# A line may be committed a little after its moment; a seal waits until none can be late.
SETTLED_AFTER = timedelta(minutes=10)
AT_MOST = 50_000


class Seal(models.Model):
    """A root over a batch of journal lines and over the seal before it.

    Made by the jobs, outside any action: it adds nothing to what the journal says.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField()
    ordinal = models.PositiveIntegerField(unique=True)
    lines = models.PositiveIntegerField()
    first = models.UUIDField()
    last = models.UUIDField()
    root = models.CharField(max_length=64)

    class Meta:
        ordering = ("ordinal",)

    def __str__(self) -> str:
        return f"{self.ordinal}: {self.root}"


def root(previous: str, commitments: Iterable[str]) -> str:
    """The Merkle root of the commitments, bound to the root of the seal before."""
    level = [hashlib.sha256(f"\0{each}".encode()).digest() for each in commitments]
    while len(level) > 1:
        pairs = [level[at : at + 2] for at in range(0, len(level), 2)]
        level = [hashlib.sha256(b"\1" + b"".join(pair)).digest() for pair in pairs]
    return hashlib.sha256(previous.encode() + b"".join(level)).hexdigest()


def seal() -> Seal | None:
    """Seal the settled lines that no seal covers yet; None where there are none."""
    with transaction.atomic():
        before = Seal.objects.order_by("ordinal").last()
        lines = Entry.objects.filter(at__lte=clock.now() - SETTLED_AFTER).order_by("pk")
        if before:
            lines = lines.filter(pk__gt=before.last)
        batch = list(lines.values_list("pk", "commitment")[:AT_MOST])
        if not batch:
            return None
        return Seal.objects.create(
            at=clock.now(),
            ordinal=before.ordinal + 1 if before else 1,
            lines=len(batch),
            first=batch[0][0],
            last=batch[-1][0],
            root=root(before.root if before else "", [each for _pk, each in batch]),
        )


def faults() -> Sequence[str]:
    """What is wrong with the journal: lines that do not match their seal or their payload."""
    found = []
    previous = ""
    for each in Seal.objects.order_by("ordinal"):
        lines = Entry.objects.filter(pk__gte=each.first, pk__lte=each.last).order_by("pk")
        if root(previous, lines.values_list("commitment", flat=True)) != each.root:
            found.append(_("Seal %s does not match the lines it covers.") % each.ordinal)
        previous = each.root
    for line in Entry.objects.select_related("payload").iterator(chunk_size=2000):
        payload = getattr(line, "payload", None)
        if payload and commitment(payload.salt, payload.said) != line.commitment:
            found.append(_("The journal line %s was changed.") % line.pk)
    return found
