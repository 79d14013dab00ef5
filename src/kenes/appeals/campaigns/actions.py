"""What becomes of appeals that are alike: confirmed as a group, answered together, merged."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kenes.appeals import actions as appeals
from kenes.appeals.campaigns.models import Campaign, CampaignAppeal
from kenes.appeals.merging import actions as merging
from kenes.appeals.models import Appeal
from kenes.core import record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused

if TYPE_CHECKING:
    from kenes.core.access import User

S = Campaign.Status
# What appeals of a group may be answered with; each counts as if it were answered alone.
OUTCOMES = {
    Appeal.Status.RESOLVED: appeals.resolve,
    Appeal.Status.EXPLAINED: appeals.explain,
    Appeal.Status.REFUSED: appeals.refuse,
}


@action
def gather(
    campaign: Campaign, members: Sequence[CampaignAppeal], *, on: date, by: "User"
) -> Campaign:
    """Appeals that are alike were found; the group waits for the clerk and changes nothing yet."""
    for member in members:
        member.campaign, member.council_id = campaign, campaign.council_id
    record.register([Filing(campaign, path=[(S.WAITING, on)], parts=list(members))], by=by)
    return campaign


@action
def join(campaign: Campaign, members: Sequence[CampaignAppeal], *, by: "User") -> None:
    """Further appeals that are alike came; they belong to the group from now on."""
    for member in members:
        member.campaign, member.council_id = campaign, campaign.council_id
    record.register([Filing(member) for member in members], by=by)


@action
def confirm(
    campaign: Campaign, *, on: date, by: "User", title_kk: str = "", title_ru: str = ""
) -> None:
    """The clerk says that these appeals are one matter, and what it is called."""
    for name, said in (("title_kk", title_kk), ("title_ru", title_ru)):
        if not said.strip():
            raise Refused(_("A group has a name in both languages."), field=name)
    record.move(
        [campaign],
        S.CONFIRMED,
        on=on,
        by=by,
        title_kk=title_kk.strip(),
        title_ru=title_ru.strip(),
    )


@action
def dismiss(campaign: Campaign, *, on: date, by: "User", reason: str = "") -> None:
    """The appeals are no group; they are not proposed as one again."""
    record.move([campaign], S.DISMISSED, on=on, by=by, reason=reason)


@action
def leave_out(member: CampaignAppeal, *, by: "User", reason: str = "") -> None:
    """An appeal does not belong to the group; it is looked into by itself."""
    if member.campaign.status not in Campaign.OPEN:
        raise Refused(_("The group is closed."))
    record.strike([member], reason=reason or _("does not belong to the group"), by=by)


@action
def answer(
    campaign: Campaign, *, outcome: str, answer: str, on: date, by: "User", reason: str = ""
) -> int:
    """All open appeals of the group are answered with one text; each person gets a letter.

    Each counts by its own in the figures of its outcome from `on`. Says how many there were.
    """
    if outcome not in OUTCOMES:
        raise Refused(_("Choose what became of it."), field="outcome")
    if not answer.strip():
        raise Refused(_("Write the answer that everyone gets."), field="answer")
    rows = _open(campaign)
    more = {"reason": reason} if outcome == Appeal.Status.REFUSED else {}
    OUTCOMES[Appeal.Status(outcome)](rows, on=on, by=by, answer=answer, **more)
    record.move([campaign], S.ANSWERED, on=on, by=by)
    return len(rows)


@action
def merge(campaign: Campaign, *, on: date, by: "User") -> Appeal:
    """The doubles are merged into the earliest of them, which is answered for all.

    From `on` the others leave `appeals.considered`. Refused for a campaign: whoever writes for the
    first time is answered.
    """
    if campaign.kind != Campaign.Kind.DOUBLE:
        raise Refused(_("Only what one person wrote again is merged; others are each answered."))
    earliest, *others = _open(campaign)
    if not others:
        raise Refused(_("Only one of them is open; there is nothing to merge."))
    merging.merge(others, into=earliest, on=on, by=by)
    record.move([campaign], S.JOINED, on=on, by=by)
    return earliest


def _open(campaign: Campaign) -> list[Appeal]:
    rows = list(campaign.open_appeals().select_related("applicant", "council", "topic", "district"))
    if not rows:
        raise Refused(_("None of its appeals is open."))
    return rows
