"""Vacant seats, the rotations under way, and who replaced whom before."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.core import clock
from kenes.core.door import may, requires
from kenes.core.roles import Permission
from kenes.council.models import Mandate, Seat
from kenes.council.rotation import actions
from kenes.council.rotation.models import Rotation
from kenes.office.choosing import RowChoice
from kenes.office.council.deed import Deed, Fields, carry_out, one_of, text
from kenes.office.council.overview import inner_url
from kenes.office.council.room import BASE, room
from kenes.portal.face import state
from kenes.portal.succession import successions

TONE = {"open": "attention", "consented": "work", "contest": "work", "dropped": "gone"}


def rotation_url(rotation: Rotation) -> str:
    """The page of one rotation."""
    return f"{BASE}rotations/{rotation.pk}/"


@requires(Permission.OFFICE_ENTER)
def vacancies(request: Any) -> HttpResponse:
    """The seats nobody holds, how far each is, and every seat that passed on before."""
    today = clock.today()
    under_way = {r.seat_id: r for r in _under_way(request.council)}
    empty = Seat.objects.of(request.council).vacant(today).select_related("convocation")
    context = {
        "vacancies": [
            _vacancy(seat, under_way.get(seat.pk), today)
            for seat in empty.order_by("vacant_since", "ordinal")
        ],
        "passed": [_passed(each) for each in successions(request.council, today)],
        "writes": may(request, Permission.REGISTER_WRITE),
    }
    return room(request, "vacancies", "office/council/vacancies.html", context)


def _under_way(council: Any) -> Any:
    rows = Rotation.objects.of(council).live().filter(status__in=Rotation.UNDER_WAY)
    return rows.select_related("left__person")


def _vacancy(seat: Any, rotation: Rotation | None, today: Any) -> dict[str, Any]:
    said = {
        "seat": seat.ordinal,
        "key": seat.pk,
        "quota": seat.get_quota_display(),
        "since": date_format(seat.vacant_since, "DATE_FORMAT"),
        "days": (today - seat.vacant_since).days,
    }
    if rotation is None:
        return said
    mark = {"label": rotation.get_status_display(), "tone": TONE[rotation.status]}
    left = rotation.left.person.title if rotation.left else ""
    return {**said, "url": rotation_url(rotation), "state": mark, "left": left}


def _passed(each: Any) -> dict[str, Any]:
    decision = each.decision
    return {
        "seat": each.entered.seat.ordinal,
        "left": each.left.person.title,
        "left_url": inner_url(each.left),
        "ground": each.left.get_ground_display(),
        "paper": each.left.left_paper,
        "entered": each.entered.person.title,
        "entered_url": inner_url(each.entered),
        "how": state(each.entered.entered, each.entered.get_entered_display())["state"],
        "on": date_format(each.entered.decided_on, "DATE_FORMAT"),
        "decision": decision.reference if decision else "",
        "decision_url": decision.get_absolute_url() if decision and decision.published_on else "",
        "url": rotation_url(each.rotation) if each.rotation else "",
    }


def _sitting_members(council: Any) -> list[Mandate]:
    held = Mandate.objects.of(council).live().on(clock.today())
    return list(held.select_related("person", "seat__convocation"))


class MandateChoice(RowChoice):
    """A member who sits, by name and seat."""

    def __init__(self, rows: Any, **kwargs: Any) -> None:
        super().__init__(rows, **kwargs)
        named = [(key, f"{row.person}, {row.seat}") for key, row in self.rows.items()]
        self.choices = [("", "—"), *sorted(named, key=lambda pair: pair[1])]


def _asked_of_leaving(council: Any) -> Fields:
    grounds = [g for g in Mandate.Ground.choices if g[0] != Mandate.Ground.TERM]
    return {
        "mandate": MandateChoice(_sitting_members(council), label=_("Who leaves")),
        "ground": one_of(_("Ground of leaving"), grounds),
        "paper": text(_("Paper"), help_text=_("Like: application of 3 March, decision No. 12.")),
    }


def _leave(council: Any, *, mandate: Mandate, by: Any, **said: Any) -> Rotation:
    return actions.leave(mandate, by=by, **said)


LEAVE = Deed(
    gettext_lazy("A member leaves"),
    _leave,
    _asked_of_leaving,
    gettext_lazy("The mandate and the roles in bodies end that day; the seat is vacant."),
    grave=True,
)
BEGIN = Deed(
    gettext_lazy("Seek a successor"),
    lambda seat, *, by: actions.begin(seat, left=_last(seat), on=seat.vacant_since, by=by),
    dated=False,
)


def _last(seat: Any) -> Mandate | None:
    held = Mandate.objects.live().filter(seat=seat).order_by("since_on")
    return held.last()


@requires(Permission.REGISTER_WRITE)
def leave(request: Any) -> HttpResponse:
    """A member leaves before the term: who, when, on what ground, by which paper."""
    back = f"{BASE}vacancies/"
    council = request.council
    return carry_out(
        request, LEAVE, council, tab="vacancies", what="", back=back, then=rotation_url
    )


@requires(Permission.REGISTER_WRITE)
def begin(request: Any, key: Any) -> HttpResponse:
    """A successor is sought for a seat that stands vacant."""
    empty = Seat.objects.of(request.council).vacant(clock.today())
    seat = get_object_or_404(empty.select_related("convocation", "council"), pk=key)
    back = f"{BASE}vacancies/"
    what = _("Seat %s") % seat.ordinal
    return carry_out(request, BEGIN, seat, tab="vacancies", what=what, back=back, then=rotation_url)
