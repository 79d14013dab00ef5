"""Figures of publications."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import TruncWeek
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

from kenes.core.dimension import Choice, Related
from kenes.core.indicator import Indicator
from kenes.core.measure import Distinct
from kenes.core.period import Scope
from kenes.council.models import Mandate
from kenes.organs.indicators import by_month
from kenes.publications.models import Channel, Post

BY_CHANNEL = Related(code="channel", wording=_("by channel"), path="channel")
BY_MEMBER = Related(code="member", wording=_("by member"), path="channel__member")

POSTED = Indicator(
    code="publications.posted",
    model=Post,
    wording=_("publications"),
    definition=_(
        "Posts on the council's own channels, by their date; one link is one post. Posts on "
        "members' pages and stories never count."
    ),
    unit=_("publications"),
    counted_on="posted_on",
    where={"own channels": Q(channel__member=None), "not stories": Q(form=Post.Form.POST)},
    dimensions=(
        BY_CHANNEL,
        Choice(code="subject", wording=_("by subject"), path="subject"),
        by_month("posted_on"),
    ),
)


def weeks_of_members(scope: Scope) -> int:
    """How many pairs of an author and a whole week of his mandate the period holds."""
    authors = Channel.objects.of(scope.council).live().filter(member__isnull=False)
    mandates = Mandate.objects.of(scope.council).live()
    pairs: set[tuple[Any, Any]] = set()
    weeks = scope.period.weeks()
    posting = {group["channel__member"] for group in MEMBER_AUTHORS.groups(scope)}
    for mandate in mandates.filter(person__in=authors.values("member")):
        if mandate.person_id not in posting:
            continue
        pairs |= {
            (mandate.person_id, monday)
            for monday in weeks
            if mandate.since_on <= monday
            and (mandate.ended_on is None or mandate.ended_on > monday + timedelta(days=6))
        }
    return len(pairs)


def _whole_weeks(scope: Scope) -> Q:
    """The week of the post lies whole inside the period."""
    last_monday = scope.period.until - timedelta(days=6)
    return Q(week_on__gte=scope.period.since, week_on__lte=last_monday)


def _mandate_all_week(scope: Scope) -> Q:
    """The member held a mandate from the Monday of that week to its Sunday."""
    held = Mandate.objects.live().filter(
        Q(ended_on=None) | Q(GreaterThan(TruncWeek("ended_on"), OuterRef("week_on"))),
        person=OuterRef("channel__member"),
        since_on__lte=OuterRef("week_on"),
    )
    return Q(Exists(held))


MEMBER_AUTHORS = Indicator(
    code="publications.member_authors",
    model=Post,
    wording=_("members who post on their own pages"),
    definition=_("Different members with a post on their own page during their mandate."),
    unit=_("members"),
    counted_on="posted_on",
    where={
        "members' pages": Q(channel__member__isnull=False),
        "not stories": Q(form=Post.Form.POST),
        "mandate": _mandate_all_week,
    },
    measure=Distinct(("channel__member",)),
    dimensions=(BY_MEMBER, by_month("posted_on").overlaps()),
)

MEMBER_WEEKS = Indicator(
    code="publications.member_weeks",
    model=Post,
    wording=_("weeks in which members posted on their own pages"),
    definition=_(
        "Pairs of a member and a whole week, inside the period and the member's mandate, with a "
        "post on the member's own page; out of all such weeks of the members who post."
    ),
    unit=_("weeks"),
    counted_on="posted_on",
    where={
        "members' pages": Q(channel__member__isnull=False),
        "not stories": Q(form=Post.Form.POST),
        "whole weeks": _whole_weeks,
        "mandate": _mandate_all_week,
    },
    measure=Distinct(("channel__member", "week_on")),
    dimensions=(BY_MEMBER, by_month("posted_on").overlaps()),
    of=weeks_of_members,
)

INDICATORS = [POSTED, MEMBER_WEEKS, MEMBER_AUTHORS]
