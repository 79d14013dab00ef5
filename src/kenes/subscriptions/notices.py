"""The letters followers get, in their own language: is it you, and what is new."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from kenes.core import clock, outbox
from kenes.core.filing import Filing
from kenes.core.journal import Entry
from kenes.core.letter import Letter
from kenes.council.address import site_of
from kenes.dispatches.course import AHEAD, Happening, course
from kenes.norms import calendar
from kenes.norms.calendar import office_hour
from kenes.recommendations import tracking
from kenes.subscriptions.models import Subscription

News = Mapping[UUID, Sequence[Happening]]
ASK, KNOWN, NEWS = "subscription.ask", "subscription.known", "subscription.news"
ASKING = (ASK, KNOWN)
# What the journal calls the acts that followers are told of.
_ACTS = ("point.", "pointanswer.", "claim.", "verification.", "silence.", "deferral.", "dispatch.")
# So many events of one thing stand in a letter; more are counted.
LINES = 30
# A register taken in from journals has more changes than a query can name.
NAMED_AT_MOST = 5000


def asking(row: Subscription) -> Filing[Letter]:
    """The letter that asks an address whether it wishes to follow, or says that it does."""
    known = row.status == Subscription.Status.CONFIRMED
    with override(row.language):
        subject = _("You follow this already") if known else _("Please confirm")
        said = _("You follow “%s”.") % row.title if known else _asked(row)
        lines = [said, _("To stop: %s") % link(row, Subscription.STOP)]
        return _letter(row, KNOWN if known else ASK, subject, lines, Subscription.STOP)


def _asked(row: Subscription) -> str:
    paragraphs = [
        _("Somebody, perhaps you, asked us to write to this address about “%s”.") % row.title,
        _("If it was you, open this page and press the button: %s")
        % link(row, Subscription.CONFIRM),
        _("If it was not you, do nothing: the address is erased in two weeks."),
    ]
    return "\n\n".join(paragraphs)


def letter(rows: Sequence[Subscription], news: News) -> Filing[Letter]:
    """One letter with everything that is new to one address."""
    first = rows[0]
    with override(first.language):
        lines = [text for row in rows for text in _told(row, news[row.pk])]
        if len(rows) > 1:
            lines.append(_("To stop all letters: %s") % link(first, Subscription.STOP_ALL))
        subject = _("What is new in the council's recommendations")
        return _letter(first, NEWS, subject, lines, Subscription.STOP_ALL)


def _told(row: Subscription, happenings: Sequence[Happening]) -> list[str]:
    """What is new about one thing, its page, and how to be told of it no more."""
    site = site_of(row.council)
    lines = [f"{row.title}\n{site}/{row.language}/{row.path}"]
    lines += [_line(each, site) for each in happenings[:LINES]]
    if (more := len(happenings) - LINES) > 0:
        lines.append(_("And %s more.") % more)
    lines.append(_("To stop letters about this: %s") % link(row, Subscription.STOP))
    return lines


def _line(each: Happening, site: str) -> str:
    on = date_format(each.on, "DATE_FORMAT")
    said = f"{on}. {each.point.reference}: {each.what}"
    if each.second:
        said = f"{said}. {each.second}"
    return f"{said}\n{site}{each.point.get_absolute_url()}"


def _letter(
    row: Subscription, purpose: str, subject: str, lines: Sequence[str], stop: str
) -> Filing[Letter]:
    return outbox.letter(
        row,
        recipient=row.address,
        language=row.language,
        subject=f"{subject}. {row.council.title}"[:300],
        text="\n\n".join(lines),
        purpose=purpose,
        sequence=clock.today().toordinal(),
        # No search finds it, and only those may read it who may know the people of appeals.
        personal=True,
        stop_url=link(row, stop),
        next_attempt_at=office_hour(clock.now(), calendar.load()) if purpose == NEWS else None,
    )


def link(row: Subscription, word: str) -> str:
    """The address that does what a letter offers; its key is known from the letter alone."""
    return f"{site_of(row.council)}/{row.language}/follow/{word}/{row.key(word)}/"


def news(rows: Sequence[Subscription], now: datetime) -> News:
    """What each follower does not know yet, the oldest first, in the follower's language."""
    found: dict[UUID, list[Happening]] = {row.pk: [] for row in rows}
    moments = [row.told_at for row in rows if row.told_at]
    if not moments:
        return found
    changed = _changed(rows[0].council, min(moments))
    for row in rows:
        # A little is new each day, so most followers end here with one query.
        points = list(row.points().filter(changed).select_related("recommendation", "addressee"))
        with override(row.language):
            told = [each for each in _all(points) if row.told_at and row.told_at < each.at <= now]
        found[row.pk] = sorted(told, key=lambda each: (each.at, each.on))
    return found


def _all(points: Sequence[Any]) -> list[Happening]:
    happened = course(points).values() if points else ()
    return [each for course_ in happened for each in course_ if each.code not in AHEAD]


def _changed(council: Any, since: datetime) -> Q:
    """The points that something was done to since that moment, or to what hangs on them."""
    acts = Q()
    for word in _ACTS:
        acts |= Q(verb__startswith=word)
    lines = Entry.objects.filter(acts, council=council, at__gt=since)
    keys = list(lines.values_list("row_id", flat=True).distinct()[: NAMED_AT_MOST + 1])
    if len(keys) > NAMED_AT_MOST:
        return Q()
    hanging = (
        "answers",
        "claims",
        "verifications",
        "silences",
        "deferrals",
        "dispatched__dispatch",
    )
    changed = Q(pk__in=keys)
    for name in hanging:
        changed |= Q(pk__in=tracking.seen().filter(**{f"{name}__in": keys}).values("pk"))
    return changed
