"""Changes in the council: it is founded, a person takes a seat, somebody gets access."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.core import journal, record
from kenes.core.access import Access, User
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.core.roles import ROLES
from kenes.council.models import Council, Mandate
from kenes.council.span import overlap

if TYPE_CHECKING:
    from datetime import datetime

    from kenes.council.models import Person
    from kenes.organs.models import Organisation


@action
def found(
    *,
    by: "User",
    slug: str,
    title_kk: str,
    title_ru: str,
    title_en: str = "",
    hosts: str = "",
    demo_now: "datetime | None" = None,
) -> Council:
    """Open a register for a council. Refused when another bears the short name."""
    if Council.objects.filter(slug=slug).exists():
        raise Refused(_("There is already a council called “%s”.") % slug, field="slug")
    council = Council.objects.create(
        slug=slug,
        title_kk=title_kk,
        title_ru=title_ru,
        title_en=title_en,
        hosts=hosts,
        demo_now=demo_now,
    )
    journal.write("council.founded", council, by=by, council=council, slug=slug)
    return council


@action
def seat(filings: Sequence[Filing[Any]], *, by: "User") -> None:
    """People take seats. Refused when a seat would have two holders on one day.

    A mandate entered from the reserve list counts in `council.rotated`.
    """
    for filing in filings:
        held = Mandate.objects.live().filter(seat=filing.row.seat_id)
        others = [each.row for each in filings if each is not filing]
        refuse_overlap(filing.row, [*held, *others])
    record.register(filings, by=by)


def refuse_overlap(mandate: Mandate, others: Sequence[Mandate]) -> None:
    """Refuse a mandate of a seat that one of the others holds on one of its days."""
    for other in others:
        if other.seat_id == mandate.seat_id and overlap(mandate, other):
            sentence = _("The seat is held by %(person)s on those days.")
            raise Refused(sentence % {"person": other.person}, field="seat")


@action
def grant(
    council: Council,
    *,
    email: str,
    name: str,
    role: str,
    since_on: date,
    by: User,
    agency: "Organisation | None" = None,
    person: "Person | None" = None,
    language: str = "ru",
) -> Access:
    """A person may act in the council in a role from a day on; he gets an account if he has none.

    A new account has no password: its owner sets one by a link. Only an agency's contact person
    is of an agency, and he always is. A member's account names the `person` it is of: his votes,
    his presence, his own page; nobody has two of them. `language` is that of a new account: its
    pages and letters speak it.
    """
    if role not in ROLES:
        raise Refused(_("Choose a role."), field="role")
    if (role == "agency") != (agency is not None):
        raise Refused(
            _("Name the agency of its contact person, and of nobody else."), field="agency"
        )
    taken = Access.objects.of(council).live().filter(ended_on=None, person__isnull=False)
    if taken.filter(person=person).exists():
        raise Refused(_("Another account is of this member already."), field="person")
    user = User.objects.filter(email=email.casefold()).first()
    if user is None:
        user = User(email=email.casefold(), name=name, language=language)
        user.set_unusable_password()
        user.save()
    held = Access.objects.of(council).live().filter(user=user, ended_on=None)
    if held.exists():
        raise Refused(_("This person has access already; end it first."), field="email")
    access = Access.objects.create(
        council=council, user=user, role=role, agency=agency, person=person, since_on=since_on
    )
    journal.write("access.granted", access, by=by, role=role, user=str(user), since_on=since_on)
    return access


@action
def end_access(access: Access, *, on: date, by: User) -> None:
    """From the day `on` the person may no longer act in the council. Nobody ends his own access."""
    if access.user_id == by.pk:
        raise Refused(_("Your own access is ended by another administrator."))
    if access.ended_on is not None:
        raise Refused(_("This access has ended already."))
    if on < access.since_on:
        raise Refused(_("It cannot end before it began."), field="on")
    record.correct(access, version=access.version, by=by, ended_on=on)
    journal.write("access.ended", access, by=by, on=on, user=str(access.user))
