"""People follow by e-mail: asked, confirmed, told, ended, forgotten.

Nobody learns whether an address follows anything: whoever asks sees the same page, and what there
is to say goes by letter to the address itself. Nobody can have an address flooded with letters.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kenes.core import clock, outbox, record
from kenes.core.access import console
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.letter import Letter
from kenes.core.refused import Refused
from kenes.core.secret import blind
from kenes.core.text import owner_of
from kenes.core.trace import seen
from kenes.norms import calendar
from kenes.norms.calendar import office_hour
from kenes.subscriptions import notices
from kenes.subscriptions.models import Subscription

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council

S = Subscription.Status
# So many letters about its wishes an address gets in a day, and so many wishes a council takes.
LETTERS_A_DAY = 3
WISHES_A_DAY = 500
# How long an address that nobody confirmed is kept.
UNCONFIRMED_FOR = timedelta(days=14)


def ask(wish: Subscription, *, by: "User") -> None:
    """Somebody wishes to follow something: a letter asks the address whether that is so.

    Who follows it already is told that by letter. Refused when the address is none, or when the
    council has had more wishes today than people could have.
    """
    today = clock.today()
    wish.check_facts()
    wishes = Subscription.objects.of(wish.council).live()
    if wishes.filter(asked_on=today).count() >= WISHES_A_DAY:
        raise Refused(_("So many people asked today that no more are taken. Come back tomorrow."))
    own = wishes.filter(address_key=blind(wish.address)).exclude(status=S.ENDED)
    letters = Letter.objects.filter(about_id__in=own.values("pk"), posted_on=today)
    same = own.filter(recommendation=wish.recommendation, agency=wish.agency).first()
    if same and letters.filter(about_id=same.pk, purpose__in=notices.ASKING).exists():
        return
    to = f"wishes {wish.council_id} {today} {owner_of(wish.address)}"
    if seen(to, clock.midnight()) > LETTERS_A_DAY:
        return
    if same is None:
        _begin(wish, today, by=by)
    else:
        _answer(same, by=by)


@action
def _begin(wish: Subscription, today: date, *, by: "User") -> None:
    """The wish is kept until its address confirms it, or for two weeks."""
    wish.asked_on = today
    record.register([Filing(wish, path=[(S.ASKED, today)])], by=by)
    outbox.post([notices.asking(wish)], by=by)


@action
def _answer(same: Subscription, *, by: "User") -> None:
    """The address is asked once more, or told that it follows this already."""
    outbox.post([notices.asking(same)], by=by)


@action
def confirm(wish: Subscription, *, by: "User") -> None:
    """The address said yes: from now on it is told what is new, at most once a working day."""
    now = clock.now()
    record.move([wish], S.CONFIRMED, on=clock.today(), by=by, told_at=now)


@action
def end(rows: Sequence[Subscription], *, by: "User") -> None:
    """These are followed no more; the address is erased at once, also from the letters kept."""
    for row in rows:
        key = row.address_key
        record.move([row], S.ENDED, on=clock.today(), by=by, address="", address_key="")
        others = Subscription.objects.of(row.council).live().filter(address_key=key)
        letters = Letter.objects.filter(about_id=row.pk)
        if (other := others.exclude(status=S.ENDED).first()) is not None:
            # One letter tells of all that an address follows; the rest still stands.
            letters.filter(purpose=notices.NEWS).update(about_id=other.pk)
        unsent = letters.filter(status__in=[Letter.Status.WAITING, Letter.Status.FAILED])
        outbox.cancel(list(unsent), by=by)
        letters.update(recipient="", name="", text="", stop_url="")


def of_one_address(row: Subscription) -> Sequence[Subscription]:
    """Everything that the address of this subscription follows."""
    same = Subscription.objects.of(row.council).live().filter(address_key=row.address_key)
    return list(same.exclude(status=S.ENDED).order_by("pk"))


def forget(council: "Council", today: date) -> int:
    """Erase the addresses that nobody confirmed in two weeks. Says how many they were."""
    wishes = Subscription.objects.of(council).live().filter(status=S.ASKED)
    old = list(wishes.filter(asked_on__lte=today - UNCONFIRMED_FOR))
    if old:
        end(old, by=console())
    return len(old)


def tell(council: "Council", today: date) -> int:
    """Write to each follower what is new since the last letter: one letter on a working day.

    Nothing is written outside office hours. Says to how many it wrote.
    """
    now = clock.now()
    if office_hour(now, calendar.load()) > now:
        return 0
    rows = Subscription.objects.of(council).live().filter(status=S.CONFIRMED)
    rows = rows.select_related("council", "recommendation", "agency")
    waiting = [row for row in rows.order_by("address_key", "pk") if not _told_on(row, today)]
    news = notices.news(waiting, now)
    told = 0
    for _key, group in groupby(waiting, key=lambda row: row.address_key):
        own = [row for row in group if news[row.pk]]
        if own:
            _write(own, news, by=console())
            told += 1
    return told


def _told_on(row: Subscription, today: date) -> bool:
    assert row.told_at is not None
    return row.told_at.astimezone(clock.COUNCIL_ZONE).date() >= today


@action
def _write(rows: Sequence[Subscription], news: notices.News, *, by: "User") -> None:
    """One letter with all that is new to one address; each subscription remembers until when."""
    outbox.post([notices.letter(rows, news)], by=by)
    for row in rows:
        record.correct(row, version=row.version, by=by, told_at=clock.now())
