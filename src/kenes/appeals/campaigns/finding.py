"""Finding open appeals that are alike; the jobs alone load this module, for it is large below."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from numpy import ones
from scipy.sparse import csr_matrix, vstack
from scipy.sparse.csgraph import connected_components

from kenes.appeals.campaigns import actions
from kenes.appeals.campaigns.models import Campaign, CampaignAppeal
from kenes.appeals.models import Appeal
from kenes.appeals.suggestions import kept
from kenes.appeals.suggestions.features import WIDTH, counted, weighed

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council

# As like as this, two texts say the same.
ALIKE = 0.72
# A campaign has at least so many appeals; what one person wrote again, two.
LEAST, AGAIN = 3, 2
MOST = 20_000
_AT_ONCE = 1_000


def find(council: "Council", today: date, *, by: "User") -> int:
    """Gather open appeals that are alike; new ones join a group that is open. Says how many came.

    What the clerk once looked at, in whatever group, is not gathered again.
    """
    open_ones = Appeal.objects.of(council).live().filter(status__in=Appeal.OPEN)
    newest = open_ones.select_related("applicant").order_by("-received_on", "-number")[:MOST]
    rows = [row for row in reversed(newest) if row.text.strip()]
    if len(rows) < AGAIN:
        return 0
    standing = _standing(rows)
    groups = _groups(rows, _idf(council))
    return sum(_gathered(group, standing, today, by=by) for group in groups)


def _idf(council: "Council") -> Any:
    """How telling words are in the register; not among the open, where a campaign is the rule."""
    learned = kept.load(council)
    return learned.idf if learned else ones(2 * WIDTH, dtype="float32")


def _standing(rows: Sequence[Appeal]) -> dict[Any, Campaign]:
    """The group each of the appeals stands in, or stood in."""
    members = CampaignAppeal.objects.filter(appeal__in=[row.pk for row in rows])
    ordered = members.select_related("campaign").order_by("pk")
    return {each.appeal_id: each.campaign for each in ordered}


def _groups(rows: Sequence[Appeal], idf: Any) -> Iterator[list[tuple[Appeal, int]]]:
    """Appeals that hang together, each with its likeness to the nearest of the others."""
    lines = weighed(counted([row.text for row in rows]), idf)
    parts = []
    for since in range(0, len(rows), _AT_ONCE):
        likeness = lines[since : since + _AT_ONCE] @ lines.T
        likeness.data[likeness.data < ALIKE] = 0
        likeness.eliminate_zeros()
        parts.append(likeness)
    near = csr_matrix(vstack(parts))
    near.setdiag(0)
    near.eliminate_zeros()
    _n, labels = connected_components(near, directed=False)
    best = near.max(axis=1).toarray().ravel()
    found = defaultdict(list)
    for row, label, like in zip(rows, labels, best, strict=True):
        found[label].append((row, min(100, round(100 * float(like)))))
    yield from found.values()


def _gathered(
    group: list[tuple[Appeal, int]], standing: dict[Any, Campaign], today: date, *, by: "User"
) -> int:
    fresh = [(row, like) for row, like in group if row.pk not in standing]
    known = [standing[row.pk] for row, _like in group if row.pk in standing]
    open_one = next((each for each in known if each.status in Campaign.OPEN), None)
    members = [CampaignAppeal(appeal=row, percent=like) for row, like in fresh]
    if not members:
        return 0
    if open_one is not None and open_one.kind == _kind([row for row, _like in group]):
        actions.join(open_one, members, by=by)
        return len(members)
    rows = [row for row, _like in fresh]
    kind = _kind(rows)
    if len(rows) < (AGAIN if kind == Campaign.Kind.DOUBLE else LEAST):
        return 0
    topics = [row.topic_id for row in rows if row.topic_id is not None]
    if not topics:
        # The clerk has chosen a topic for none of them yet.
        return 0
    campaign = Campaign(council=rows[0].council, kind=kind, found_on=today)
    campaign.topic_id = max(topics, key=topics.count)
    actions.gather(campaign, members, on=today, by=by)
    return len(members)


def _kind(rows: Sequence[Appeal]) -> str:
    """Whether one person wrote all of them, by the sealed name; who gave none is nobody."""
    names = {row.applicant.name_index for row in rows}
    return Campaign.Kind.DOUBLE if len(names) == 1 and "" not in names else Campaign.Kind.CAMPAIGN
