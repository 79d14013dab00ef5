"""A member's page as the office sees it, and the facts on it that the member disputes."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.core import clock
from kenes.core.door import may, requires
from kenes.core.roles import Permission
from kenes.council.disputes import actions
from kenes.council.disputes.models import Dispute
from kenes.council.models import Person
from kenes.office.council.checks import unexcused
from kenes.office.council.deed import Deed, Fields, carry_out, one_of, text
from kenes.office.council.room import BASE, room
from kenes.office.history import history
from kenes.portal.members import told

S = Dispute.Status
BACK = f"{BASE}disputes/"
TONE = {"open": "attention", "upheld": "good", "dismissed": "gone"}


def member_url(person: Person) -> str:
    """The inner page of a member."""
    return f"{BASE}members/{person.code}/"


def _person(request: Any, code: str) -> Person:
    found: Person = get_object_or_404(Person.objects.of(request.council).live(), code=code)
    return found


def is_own(request: Any, person: Person) -> bool:
    """Whether the page is of the very person who looks at it."""
    return request.access is not None and request.access.person_id == person.pk


@requires(Permission.OFFICE_ENTER)
def member(request: Any, code: str) -> HttpResponse:
    """Everything the registers hold of a member; his own page lets him dispute it."""
    person = _person(request, code)
    record = told(person, office=True)
    own = is_own(request, person)
    for section in record["sections"]:
        for row in section.rows:
            fact = f"{section.label}: {row['title']}, {row['second']}"
            row["asked"] = urlencode({"fact": fact[:400], "at": row["url"][:300]})
    disputes = person.disputes.live().order_by("status", "-opened_on")
    missed = unexcused(request.council, clock.today())[person.pk]
    context = {
        **record,
        "title": person.title,
        "public_url": person.get_absolute_url(),
        "disputes_at": "dispute/" if own else "",
        "own": own,
        "missed": missed,
        "disputes": [_dispute(each) for each in disputes],
        "history": history([person, *person.mandates.all(), *person.offices.all()])[:30],
    }
    crumbs = [(person.title, "")]
    return room(request, "", "office/council/member.html", context, crumbs=crumbs)


def _dispute(each: Dispute) -> dict[str, Any]:
    return {
        "url": f"{BACK}{each.pk}/",
        "who": each.person.title,
        "who_url": member_url(each.person),
        "fact": each.fact_then,
        "address": each.address,
        "text": each.text,
        "answer": each.answer,
        "on": date_format(each.opened_on, "DATE_FORMAT"),
        "open": each.status == S.OPEN,
        "state": {"label": each.get_status_display(), "tone": TONE[each.status]},
    }


@requires(Permission.OFFICE_ENTER)
def disputes(request: Any) -> HttpResponse:
    """What members dispute: the open ones first. Members see their own alone."""
    rows = Dispute.objects.of(request.council).live().select_related("person")
    writes = may(request, Permission.REGISTER_WRITE)
    if not writes:
        rows = rows.filter(person=request.access.person_id)
    ordered = sorted(rows, key=lambda each: (each.status != S.OPEN, -each.opened_on.toordinal()))
    context = {"disputes": [_dispute(each) for each in ordered], "writes": writes}
    return room(request, "disputes", "office/council/disputes.html", context)


def _asked_of_dispute(request: Any) -> Fields:
    fact = text(_("What is disputed"), max_length=500, initial=request.GET.get("fact", "")[:500])
    return {"fact_then": fact, "text": text(_("What is true"), rows=4)}


def _raise(request: Any, *, by: Any, **facts: Any) -> None:
    dispute = Dispute(
        council=request.council,
        person=request.access.person,
        opened_on=clock.today(),
        address=_own_page(request.GET.get("at", "")),
        **facts,
    )
    actions.raise_(dispute, by=by)


def _own_page(address: str) -> str:
    """An address of this register alone; a link may not lead elsewhere."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address[:300] if inside else ""


def _asked_of_settling(dispute: Dispute) -> Fields:
    answers = (("yes", _("the member was right")), ("no", _("the record stands")))
    return {
        "who": one_of(_("What you found"), answers),
        "answer": text(
            _("Answer"), rows=4, help_text=_("The member reads it. Put the record right first.")
        ),
    }


def _settle(dispute: Dispute, *, who: str, **said: Any) -> None:
    actions.settle(dispute, upheld=who == "yes", **said)


RAISE = Deed(
    gettext_lazy("Dispute a fact"),
    _raise,
    _asked_of_dispute,
    gettext_lazy("It stands on the secretary's desk until it is settled; no figure changes."),
    dated=False,
)
SETTLE = Deed(gettext_lazy("Settle"), _settle, _asked_of_settling)
INSIST = Deed(
    gettext_lazy("Insist"), actions.insist, lambda row: {"reason": text(_("What is true"), rows=3)}
)


@requires(Permission.OFFICE_ENTER)
def dispute(request: Any, code: str) -> HttpResponse:
    """A member disputes a fact about himself; nobody does it for another."""
    person = _person(request, code)
    if not is_own(request, person):
        raise Http404
    back = member_url(person)
    what = person.title
    crumbs = [(what, back)]
    return carry_out(request, RAISE, request, tab="", what=what, back=back, crumbs=crumbs)


@requires(Permission.REGISTER_WRITE)
def settle(request: Any, key: Any) -> HttpResponse:
    """The secretary settles a dispute."""
    rows = Dispute.objects.of(request.council).live().select_related("person")
    here = get_object_or_404(rows, pk=key)
    what = f"{here.person}: {here.fact_then}"
    return carry_out(request, SETTLE, here, tab="disputes", what=what, back=BACK)


@requires(Permission.OFFICE_ENTER)
def insist(request: Any, key: Any) -> HttpResponse:
    """The member does not agree with the answer."""
    rows = Dispute.objects.of(request.council).live().select_related("person")
    here = get_object_or_404(rows, pk=key)
    if not is_own(request, here.person):
        raise Http404
    return carry_out(request, INSIST, here, tab="disputes", what=here.fact_then, back=BACK)
