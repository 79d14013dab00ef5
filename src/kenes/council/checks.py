"""Live checks of the composition: what the law asks of it, and how it stands on a day."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kenes.council.contest.models import Contest
from kenes.council.models import Body, Convocation, Mandate, Office, Seat
from kenes.norms.deadline import months_after
from kenes.norms.models import Norm
from kenes.organs.models import Organisation

if TYPE_CHECKING:
    from kenes.council.models import Council

GOOD, ATTENTION, BAD = "good", "attention", "bad"
K = Organisation.Kind
OF_THE_STATE = (K.AKIMAT, K.STATE_BODY, K.MASLIKHAT)


@dataclass(frozen=True)
class Finding:
    """What one check says on a day: how grave, in one sentence, by which act and article.

    `row` is the person, seat or convocation it is about, where it is about one.
    """

    code: str
    tone: str
    says: str
    law: str
    row: Any = None


Check = Callable[["Council", date], Iterator[Finding]]


def _sitting(council: "Council", on: date) -> list[Mandate]:
    held = Mandate.objects.of(council).live().on(on)
    return list(held.select_related("person", "seat__convocation", "nominated_by"))


def civil_share(council: "Council", on: date) -> Iterator[Finding]:
    """Civil society holds at least two thirds (PC art 1(7))."""
    held = _sitting(council, on)
    if not held:
        return
    civil = sum(mandate.seat.quota == Seat.Quota.CIVIL for mandate in held)
    norm = Norm.objects.nearest("council.civil_share", on, council)
    said = {"civil": civil, "total": len(held), "needed": norm.length}
    says = _("%(civil)s of %(total)s members are from civil society; at least %(needed)s needed.")
    tone = GOOD if norm.holds(civil, len(held)) else BAD
    yield Finding("civil_share", tone, says % said, norm.citation())


def one_seat_each(council: "Council", on: date) -> Iterator[Finding]:
    """One legal entity has one representative in civil society's seats (PC art 9(4))."""
    held = [m for m in _sitting(council, on) if m.seat.quota == Seat.Quota.CIVIL]
    senders = Counter(m.nominated_by for m in held if m.nominated_by is not None)
    law = Norm.objects.nearest("council.ngo_seats", on, council)
    twice = [(sender, seats) for sender, seats in senders.items() if not law.holds(seats)]
    for sender, seats in twice:
        said = {"sender": sender, "seats": seats}
        says = ngettext(
            "%(sender)s has %(seats)s representative.",
            "%(sender)s has %(seats)s representatives.",
            seats,
        )
        yield Finding("one_seat_each", BAD, says % said, law.citation(), sender)
    if senders and not twice:
        yield Finding(
            "one_seat_each", GOOD, _("Every organisation has one representative."), law.citation()
        )


def terms_in_a_row(council: "Council", on: date) -> Iterator[Finding]:
    """Nobody is elected more than twice in a row (PC art 9(5))."""
    held = _sitting(council, on)
    norm = Norm.objects.nearest("council.reelection", on, council)
    rows = Mandate.objects.of(council).live().filter(person__in={m.person_id for m in held})
    terms: dict[Any, set[int]] = {}
    for person, ordinal in rows.values_list("person_id", "seat__convocation__ordinal"):
        terms.setdefault(person, set()).add(ordinal)
    last = 0
    for mandate in held:
        ordinal = mandate.seat.convocation.ordinal
        row = 1
        while ordinal - row in terms[mandate.person_id]:
            row += 1
        last += row == norm.value
        if not norm.holds(row):
            said = {"person": mandate.person, "terms": row}
            says = _("%(person)s sits for the %(terms)s. convocation in a row.")
            yield Finding("terms_in_a_row", BAD, says % said, norm.citation(), mandate.person)
    if last:
        says = ngettext(
            "%(n)s member sits for the last time in a row.",
            "%(n)s members sit for the last time in a row.",
            last,
        )
        yield Finding("terms_in_a_row", GOOD, says % {"n": last}, norm.citation())


def chair(council: "Council", on: date) -> Iterator[Finding]:
    """The council has a chair, who is not in public service (PC art 12(1))."""
    if not Convocation.objects.of(council).live().on(on).exists():
        return
    law = Norm.objects.nearest("council.chair", on, council).citation()
    roles = Office.objects.of(council).live().on(on).filter(body__kind=Body.Kind.COUNCIL)
    office = roles.filter(role=Office.Role.CHAIR).select_related("person").first()
    if office is None:
        yield Finding("chair", BAD, _("The council has no chair."), law)
        return
    held = [m for m in _sitting(council, on) if m.person_id == office.person_id]
    if not held:
        says = _("The chair, %s, is not a member.") % office.person
        yield Finding("chair", BAD, says, law, office.person)
    elif any(_of_the_state(mandate) for mandate in held):
        says = _("The chair, %s, was sent by a state body.") % office.person
        yield Finding("chair", BAD, says, law, office.person)
    else:
        says = _("The chair, %s, is from civil society.") % office.person
        yield Finding("chair", GOOD, says, law, office.person)


def _of_the_state(mandate: Mandate) -> bool:
    sent = mandate.nominated_by is not None and mandate.nominated_by.kind in OF_THE_STATE
    return sent or mandate.seat.quota == Seat.Quota.STATE


def vacancies(council: "Council", on: date) -> Iterator[Finding]:
    """Seats that nobody holds, and for how many days."""
    law = Norm.objects.nearest("council.vacancy", on, council).citation()
    empty = Seat.objects.of(council).vacant(on).select_related("convocation")
    for seat in empty.order_by("vacant_since", "ordinal"):
        days = (on - seat.vacant_since).days
        says = ngettext(
            "Seat %(seat)s is vacant for %(days)s day.",
            "Seat %(seat)s is vacant for %(days)s days.",
            days,
        )
        yield Finding(
            "vacancies", ATTENTION, says % {"seat": seat.ordinal, "days": days}, law, seat
        )


def forming(council: "Council", on: date) -> Iterator[Finding]:
    """The next convocation begins to be formed two months before the term ends (PC art 9(2))."""
    now = Convocation.objects.of(council).sitting(on)
    if now is None:
        return
    term = Norm.objects.nearest("council.term", on, council)
    notice = Norm.objects.nearest("form.start", on, council)
    ends = months_after(now.since_on, term.value)
    begins = months_after(ends, -notice.value)
    next_ = (
        Contest.objects.of(council)
        .live()
        .filter(kind=Contest.Kind.FORMING, convocation__ordinal__gt=now.ordinal)
    )
    said = {"ends": date_format(ends), "begins": date_format(begins)}
    says = _("The term ends on %(ends)s; the forming of the next composition begins on %(begins)s.")
    if next_.exclude(status__in=("prepared", "cancelled")).exists():
        tone = GOOD
        says = _("The term ends on %(ends)s; the contest for the next composition is announced.")
    else:
        tone = BAD if on > begins else ATTENTION if on > months_after(begins, -1) else GOOD
    yield Finding("forming", tone, says % said, notice.citation(), now)


CHECKS: tuple[Check, ...] = (
    civil_share,
    one_seat_each,
    terms_in_a_row,
    chair,
    vacancies,
    forming,
)
