"""Confirmed groups of so many open appeals that a sitting should look into them."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kenes.appeals.agenda import THRESHOLD, untaken
from kenes.appeals.campaigns.models import Campaign, CampaignAppeal
from kenes.core.agenda_source import AgendaSource, Waiting
from kenes.norms.models import Norm
from kenes.sittings.models import AgendaItem

if TYPE_CHECKING:
    from kenes.council.models import Council


def of_group(campaign: Campaign) -> Any:
    """Those of a group that wait for the council: open, and nothing came of them yet."""
    return untaken(campaign.council).filter(pk__in=campaign.open_appeals().values("pk"))


def _waiting(council: "Council", today: date) -> Iterator[Waiting]:
    norm = Norm.objects.nearest(THRESHOLD, today, council)
    rows = Campaign.objects.of(council).live().filter(status=Campaign.Status.CONFIRMED)
    inside = CampaignAppeal.objects.of(council).filter(struck_at=None, appeal__in=untaken(council))
    counts = dict(inside.order_by().values_list("campaign").annotate(Count("pk")))
    for campaign in rows.select_related("topic", "council").order_by("found_on", "pk"):
        many = counts.get(campaign.pk, 0)
        if not norm.holds(many):
            continue
        said = ngettext("%(many)d open appeal", "%(many)d open appeals", many) % {"many": many}
        since = date_format(campaign.found_on, "DATE_FORMAT")
        yield Waiting(
            origin=campaign,
            kind=AgendaItem.Kind.APPEAL,
            title_kk=campaign.title_kk,
            title_ru=campaign.title_ru,
            why=_("%(appeals)s, noticed on %(day)s") % {"appeals": said, "day": since},
        )


SOURCE = AgendaSource(
    code="campaigns",
    wording=gettext_lazy("Groups of appeals past the threshold"),
    waiting=_waiting,
)
