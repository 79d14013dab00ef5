"""People join an appeal of somebody else: asked, confirmed, counted, told of the answer, left.

Nobody learns whether an address has joined anything: whoever asks sees the same page.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from kenes.appeals.models import Appeal
from kenes.appeals.publication.models import shown_of
from kenes.appeals.supports import notices
from kenes.appeals.supports.models import Support, by_device
from kenes.core import clock, outbox, record
from kenes.core.access import console
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.letter import Letter
from kenes.core.refused import Refused

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council

S = Support.Status
# So many letters that ask an address go to it in a day, and so many join a council's appeals.
LETTERS_A_DAY = 3
A_DAY = 2_000
# How long an address that nobody confirmed is kept.
UNCONFIRMED_FOR = timedelta(days=14)


def join_by_device(appeal: Appeal, token: str, *, language: str, by: "User") -> None:
    """Somebody joins without an address: counted at once, and once for this device."""
    _refuse_closed(appeal)
    row = Support(council=appeal.council, appeal=appeal, language=language)
    row.whose = by_device(token)
    if not _standing(row).exists():
        _begin(row, S.COUNTED, by=by)


def join_by_email(appeal: Appeal, address: str, *, language: str, by: "User") -> None:
    """Somebody joins with an address: a letter asks it first, and only then it counts.

    An address that has joined already gets no other letter, and the page says the same.
    """
    _refuse_closed(appeal)
    row = Support(council=appeal.council, appeal=appeal, address=address, language=language)
    row.check_facts()
    own = Support.objects.of(appeal.council).live().filter(whose=row.whose)
    asked = Letter.objects.filter(about_id__in=own.values("pk"), purpose=notices.ASK)
    if asked.filter(posted_on=clock.today()).count() >= LETTERS_A_DAY:
        return
    if not _standing(row).exists():
        _begin(row, S.ASKED, by=by)


def _standing(row: Support) -> Any:
    same = Support.objects.of(row.council).live().filter(appeal=row.appeal, whose=row.whose)
    return same.exclude(status=S.LEFT)


@action
def _begin(row: Support, status: str, *, by: "User") -> None:
    row.joined_on = clock.today()
    joined = Support.objects.of(row.council).filter(joined_on=row.joined_on)
    if joined.count() >= A_DAY:
        raise Refused(_("So many people joined today that no more are taken. Come back tomorrow."))
    record.register([Filing(row, path=[(status, row.joined_on)])], by=by)
    if status == S.ASKED:
        outbox.post([notices.asking(row)], by=by)


def _refuse_closed(appeal: Appeal) -> None:
    if shown_of(appeal) is None:
        raise Refused(_("This appeal is not shown to everyone, so nobody can join it."))


@action
def confirm(row: Support, *, by: "User") -> None:
    """The address said yes: from now on it is counted, and told of the answer."""
    record.move([row], S.COUNTED, on=clock.today(), by=by)


@action
def leave(rows: Iterable[Support], *, by: "User") -> None:
    """These count no more; who they were is erased at once, also from the letters kept."""
    for row in rows:
        record.move([row], S.LEFT, on=clock.today(), by=by, address="", whose="")
        letters = Letter.objects.filter(about_id=row.pk)
        unsent = letters.filter(status__in=[Letter.Status.WAITING, Letter.Status.FAILED])
        outbox.cancel(list(unsent), by=by)
        letters.update(recipient="", name="", text="", stop_url="")


def of_device(appeal: Appeal, token: str) -> Support | None:
    """How this device has joined an appeal, if it has."""
    if not token:
        return None
    rows = Support.objects.of(appeal.council).live().filter(appeal=appeal)
    found: Support | None = rows.filter(whose=by_device(token), status=S.COUNTED).first()
    return found


def counted(appeals: Iterable[Appeal]) -> Mapping[UUID, int]:
    """How many have joined each of the appeals."""
    rows = Support.objects.live().filter(appeal__in=list(appeals), status=S.COUNTED)
    return dict(rows.values_list("appeal").annotate(Count("pk")))


def forget(council: "Council", today: date) -> int:
    """Erase the addresses that nobody confirmed in two weeks. Says how many they were."""
    rows = Support.objects.of(council).live().filter(status=S.ASKED)
    old = list(rows.filter(joined_on__lte=today - UNCONFIRMED_FOR))
    if old:
        leave(old, by=console())
    return len(old)


def tell(council: "Council", today: date) -> int:
    """Tell those who joined with an address that the appeal is answered, once for each answer.

    Says to how many it wrote. An appeal that is not shown to everyone is told of no more.
    """
    rows = Support.objects.of(council).live().filter(status=S.COUNTED).exclude(address="")
    rows = rows.filter(appeal__status__in=Appeal.ANSWERED, appeal__publication__status="published")
    rows = rows.select_related("council", "appeal__topic", "appeal__district")
    waiting = [row for row in rows if row.told_on is None or row.told_on < row.appeal.status_on]
    if waiting:
        _tell(waiting, by=console())
    return len(waiting)


@action
def _tell(rows: list[Support], *, by: "User") -> None:
    outbox.post([notices.answered(row) for row in rows], by=by)
    for row in rows:
        record.correct(row, version=row.version, by=by, told_on=row.appeal.status_on)
