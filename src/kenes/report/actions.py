"""Changes to the blueprint of a note, block by block; the letterhead that papers are set on."""

import hashlib
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.core import record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.period import Period
from kenes.core.refused import Refused
from kenes.report.models import Block, Blueprint, Letterhead
from kenes.report.note.blueprint import DEFAULT, STEP, Plan, ours, plan
from kenes.report.note.note import check
from kenes.report.papers.file import trial

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kenes.core.access import User
    from kenes.council.models import Council


def load_default(council: "Council", *, by: "User", code: str = DEFAULT) -> Plan:
    """Give a council the blueprint that comes with Kenes; one it already keeps stays as it is."""
    found = plan(council, code)
    if found.kept:
        return found
    _take_over(ours(council, code), by=by)
    return plan(council, code)


@action
def _take_over(fresh: Plan, *, by: "User") -> None:
    record.register([Filing(fresh.blueprint, parts=fresh.blocks)], by=by)


@action
def put(kept: Plan, after: int, *, by: "User", kind: str, **facts: Any) -> Block:
    """Put a new block behind the one that stands at `after`; at zero it comes first."""
    position = _between(kept, after, by=by)
    block = Block(
        council=kept.blueprint.council,
        blueprint=kept.blueprint,
        position=position,
        kind=kind,
        **facts,
    )
    check(kept, block)
    record.register([Filing(block)], by=by)
    return block


@action
def edit(kept: Plan, block: Block, *, version: int, by: "User", **facts: Any) -> None:
    """Change the words of a block, or what it shows. Refused when they cannot be evaluated."""
    changed = Block(
        council=kept.blueprint.council,
        blueprint=kept.blueprint,
        position=block.position,
        kind=block.kind,
        **facts,
    )
    check(kept, changed)
    record.correct(block, version=version, by=by, **facts)


@action
def move(kept: Plan, block: Block, *, up: bool, by: "User") -> None:
    """Move a block past its neighbour. Refused at the end of the note."""
    order = [each.pk for each in kept.blocks]
    at = order.index(block.pk)
    past = at - 1 if up else at + 1
    if not 0 <= past < len(order):
        raise Refused(_("The block already stands at the end of the note."))
    behind = past - 1 if up else past
    after = kept.blocks[behind].position if behind >= 0 else 0
    position = _between(kept, after, by=by)
    block.refresh_from_db()
    record.correct(block, version=block.version, by=by, position=position)


def _between(kept: Plan, after: int, *, by: "User") -> int:
    """A free position behind `after`; when there is none, all blocks are spaced out anew."""
    positions = [block.position for block in kept.blocks]
    following = min((each for each in positions if each > after), default=None)
    if following is None:
        return after + STEP
    if following - after > 1:
        return (after + following) // 2
    rank = positions.index(after) + 1 if after else 0
    for start in (max(positions), 0):
        for at, block in enumerate(kept.blocks, start=1):
            fresh = start + at * STEP
            record.correct(block, version=block.version, by=by, position=fresh)
    return rank * STEP + STEP // 2


@action
def strike(blocks: "list[Block]", *, reason: str, by: "User") -> None:
    """Take blocks out of the note; they stay to be seen and can be put back."""
    record.strike(blocks, reason=reason, by=by)


@action
def set_periods(
    blueprint: Blueprint, periods: "Mapping[str, Period]", *, version: int, by: "User"
) -> None:
    """Give the note its periods; every figure of it is for one of them."""
    said = {
        letter: [period.since.isoformat(), period.until.isoformat()]
        for letter, period in sorted(periods.items())
    }
    record.correct(blueprint, version=version, by=by, periods=said)


@action
def take_letterhead(council: "Council", *, name: str, content: bytes, by: "User") -> Letterhead:
    """From now on papers of the council are set on its own letterhead.

    Refused when a trial page cannot be set on it: a field nobody knows, a style that is missing.
    """
    trial(content, council)
    digest = hashlib.sha256(content).hexdigest()
    kept = Letterhead(council=council, name=name[:200], content=content, digest=digest)
    record.register([Filing(kept)], by=by)
    return kept
