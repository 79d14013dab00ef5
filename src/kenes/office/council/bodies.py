"""Bodies of the council in time: forming and abolishing them, appointing and relieving people."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.core import clock
from kenes.core.door import may, requires
from kenes.core.filing import Filing
from kenes.core.roles import Permission
from kenes.council.bodies import actions
from kenes.council.models import Body, Mandate, Office, Person
from kenes.office.choosing import RowChoice
from kenes.office.council.deed import Deed, Fields, carry_out, one_of, text
from kenes.office.council.room import BASE, room

TAB = "bodies"
BACK = f"{BASE}bodies/"
KINDS = list(Body.Kind)
ROLES = list(Office.Role)


@requires(Permission.OFFICE_ENTER)
def bodies(request: Any) -> HttpResponse:
    """The bodies that exist today with the people in them, and those that were before."""
    today = clock.today()
    rows = Body.objects.of(request.council).live()
    held = Office.objects.of(request.council).live().on(today).select_related("person")
    roles: dict[Any, list[Office]] = {}
    for office in held.order_by("person__title_ru"):
        roles.setdefault(office.body_id, []).append(office)
    living = sorted(rows.on(today), key=lambda body: (KINDS.index(Body.Kind(body.kind)), str(body)))
    context = {
        "living": [_body(body, roles.get(body.pk, [])) for body in living],
        "gone": [_gone(body) for body in rows.filter(ended_on__lte=today).order_by("-ended_on")],
        "writes": may(request, Permission.REGISTER_WRITE),
    }
    return room(request, TAB, "office/council/bodies.html", context)


def _body(body: Body, roles: list[Office]) -> dict[str, Any]:
    ordered = sorted(roles, key=lambda office: ROLES.index(Office.Role(office.role)))
    chair = any(office.role == Office.Role.CHAIR for office in ordered)
    return {
        "body": body,
        "kind": body.get_kind_display(),
        "since": date_format(body.since_on, "DATE_FORMAT"),
        "may_end": body.kind != Body.Kind.COUNCIL,
        "missing": "" if chair else _("has no chair"),
        "roles": [
            {
                "key": office.pk,
                "name": office.person.title,
                "initials": "".join(word[0] for word in office.person.title.split()[:2]),
                "url": f"{BASE}members/{office.person.code}/",
                "second": "" if office.role == Office.Role.MEMBER else office.get_role_display(),
            }
            for office in ordered
        ],
    }


def _gone(body: Body) -> dict[str, Any]:
    ended = date_format(body.ended_on, "DATE_FORMAT") if body.ended_on else ""
    since = date_format(body.since_on, "DATE_FORMAT")
    return {"title": body.title, "kind": body.get_kind_display(), "span": f"{since} – {ended}"}


def _asked_of_body(council: Any) -> Fields:
    kinds = [kind for kind in Body.Kind.choices if kind[0] != Body.Kind.COUNCIL]
    return {
        "kind": one_of(_("Kind"), kinds),
        "title_ru": text(_("Name in Russian")),
        "title_kk": text(_("Name in Kazakh"), required=False),
        "title_en": text(_("Name in English"), required=False),
    }


def _form(council: Any, *, on: Any, by: Any, **facts: Any) -> None:
    actions.form(Body(council=council, since_on=on, **facts), by=by)


def _members(council: Any) -> Any:
    sitting = Mandate.objects.of(council).live().on(clock.today())
    return Person.objects.of(council).live().filter(pk__in=sitting.values("person"))


def _asked_of_appointing(body: Body) -> Fields:
    # An expert group takes people who are no members.
    everyone = Person.objects.of(body.council).live()
    people = everyone if body.kind == Body.Kind.EXPERTS else _members(body.council)
    return {
        "person": RowChoice(people, label=_("Whom")),
        "role": one_of(_("Role"), Office.Role.choices),
    }


def _appoint(body: Body, *, person: Person, role: str, on: Any, by: Any) -> None:
    office = Office(council=body.council, body=body, person=person, role=role, since_on=on)
    actions.appoint([Filing(office)], by=by)


def _asked_of_heir(office: Office) -> Fields:
    people = _members(office.council).exclude(pk=office.person_id)
    return {"person": RowChoice(people, label=_("Who takes it over"))}


FORM = Deed(gettext_lazy("Form a body"), _form, _asked_of_body)
ABOLISH = Deed(
    gettext_lazy("Abolish the body"),
    actions.abolish,
    follows=gettext_lazy("From that day it exists no more, and the roles in it end."),
    grave=True,
)
APPOINT = Deed(gettext_lazy("Appoint"), _appoint, _asked_of_appointing)
RELIEVE = Deed(
    gettext_lazy("Relieve"),
    actions.relieve,
    follows=gettext_lazy("From that day the person does not hold the role."),
)
SUCCEED = Deed(gettext_lazy("Hand the role over"), actions.succeed, _asked_of_heir)


@requires(Permission.REGISTER_WRITE)
def form(request: Any) -> HttpResponse:
    """A commission, a committee, an expert group or the presidium is formed."""
    return carry_out(request, FORM, request.council, tab=TAB, what="", back=BACK)


@requires(Permission.REGISTER_WRITE)
def of_body(request: Any, key: Any, word: str) -> HttpResponse:
    """Somebody is appointed in a body, or the body is abolished."""
    rows = Body.objects.of(request.council).live().select_related("council")
    body = get_object_or_404(rows, pk=key)
    deed = {"appoint": APPOINT, "abolish": ABOLISH}[word]
    return carry_out(request, deed, body, tab=TAB, what=body.title, back=BACK)


@requires(Permission.REGISTER_WRITE)
def of_role(request: Any, key: Any, word: str) -> HttpResponse:
    """Somebody is relieved of a role, or hands it over to another."""
    rows = Office.objects.of(request.council).live().select_related("body", "person", "council")
    office = get_object_or_404(rows, pk=key)
    deed = {"relieve": RELIEVE, "succeed": SUCCEED}[word]
    return carry_out(request, deed, office, tab=TAB, what=str(office), back=BACK)
