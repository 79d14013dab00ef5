"""How the day of an appeal's answer stands, and the filters by which the office works."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.appeals.models import Appeal
from kenes.appeals.publication.models import shown_of
from kenes.core import clock
from kenes.core.dimension import Related
from kenes.core.flow import in_states
from kenes.core.having import Having
from kenes.core.kept import kept_rows
from kenes.core.period import Scope
from kenes.core.text import alphabetical
from kenes.council.models import Mandate, Person
from kenes.council.span import holds
from kenes.norms import calendar
from kenes.norms.calendar import WorkingDays
from kenes.norms.wording import left
from kenes.portal.face import Offered, Order, Said, day, words

OPEN = in_states(Appeal.OPEN)
# So many working days before its last one an answer is pressing.
PRESSING = 3
BY_DUE_DAY = Order(
    code="due", by="due_on", ascending=True, among=OPEN & Q(due_on__isnull=False, struck_at=None)
)


def gather(rows: Sequence[Any], office: bool) -> None:
    """How each answer stands, by one calendar for the whole page; for everyone the first words."""
    if not office:
        for row in rows:
            row.begins = begins(row)
        return
    days, today = calendar.load(), clock.today()
    for row in rows:
        row.answer_stands = _stands(row, days)
        row.is_late = row.status in Appeal.OPEN and row.due_on is not None and row.due_on < today


def begins(row: Any) -> str:
    """How the text goes that everyone may read; nothing where there is none."""
    shown = shown_of(row)
    return Truncator(shown.text).chars(120) if shown else ""


def is_late(row: Any) -> bool:
    """Whether a row of the office's list is overdue."""
    return bool(getattr(row, "is_late", False))


def due(row: Any) -> Said:
    """The last day of the answer, and how much is left of it or how it was kept."""
    stands = getattr(row, "answer_stands", None)
    if stands is None:
        stands = _stands(row, calendar.load())
    return {**day(row.due_on), "second": stands}


def _stands(row: Any, days: WorkingDays) -> str:
    if row.due_on is None:
        return ""
    if row.status in Appeal.OPEN:
        return str(left(row.due_on, clock.today(), days))
    if row.answered_on is None:
        return ""
    on = str(day(row.answered_on)["text"])
    if row.answered_on <= row.due_on:
        return _("answered in time, %s") % on
    return _("answered late, %s") % on


def topic(row: Any) -> Said:
    """What it is about; below it, for everyone how it begins, for the office where and what."""
    said = words(row.topic)
    second = getattr(row, "begins", "")
    if hasattr(row, "answer_stands"):
        parts = (words(row.district)["text"], row.get_kind_display())
        second = ", ".join(str(part) for part in parts if part)
    return {**said, "second": second} if second else said


def in_charge(row: Any) -> Said:
    """The commission that takes it up, and the member; nobody yet, nothing."""
    commission, member = words(row.commission), words(row.member)
    if not commission["text"]:
        return member
    return {**commission, "second": member["text"]} if member["text"] else commission


def grave(row: Any) -> Said:
    """That it tells of a crime or of danger; of any other, nothing."""
    return {"text": _("yes") if row.grave else ""}


def _offers(scope: Scope) -> Sequence[tuple[str, str]]:
    return [
        ("late", _("overdue")),
        ("soon", _("three working days or less")),
        ("extended", _("extended")),
        ("missing", _("something is asked of the person")),
    ]


def _leaves(scope: Scope, key: str) -> Q:
    today = clock.today()
    if key == "late":
        return OPEN & Q(due_on__lt=today)
    if key == "soon":
        return OPEN & Q(due_on__range=(today, _pressing_until()))
    if key == "extended":
        return Having("extensions").on(Appeal)
    if key == "missing":
        return OPEN & Having("missing", {"status": "asked"}).on(Appeal)
    return Q(pk__in=[])


NOBODY = "nobody"


def _members(scope: Scope) -> Sequence[tuple[str, str]]:
    """Nobody yet, and those who are members today."""
    people: dict[str, str] = {}
    known = kept_rows(Person, scope.council.pk)
    for each in kept_rows(Mandate, scope.council.pk).values():
        if not each.struck and holds(each, clock.today()):
            person = known[each.person_id]
            people[person.code] = person.title
    named = sorted(people.items(), key=lambda pair: alphabetical(pair[1]))
    return [(NOBODY, _("nobody yet")), *named]


def _of_member(scope: Scope, key: str) -> Q:
    if key == NOBODY:
        return OPEN & Q(commission=None, member=None)
    return Q(member__council=scope.council, member__code=key)


def _pressing_until() -> Any:
    days, on = calendar.load(), clock.today()
    for _n in range(PRESSING):
        on = days.next_working(on)
    # A last day may stand on days off that follow.
    return days.next_working(on) - timedelta(days=1)


FILTERS = (
    Related(code="commission", wording=gettext_lazy("by commission"), path="commission"),
    Offered(
        code="member",
        wording=gettext_lazy("by who is in charge"),
        offers=_members,
        leaves=_of_member,
    ),
    Offered(
        code="term",
        wording=gettext_lazy("by term of the answer"),
        offers=_offers,
        leaves=_leaves,
    ),
)
