"""Papers to agencies are prepared, sent, delivered; the ladder of pressing is prepared each day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.core import attachment, clock, outbox, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.council.models import Office
from kenes.dispatches import ladder, notices
from kenes.dispatches.models import Dispatch, DispatchedPoint
from kenes.dispatches.paper import files
from kenes.organs.models import Organisation
from kenes.recommendations import actions as recommendations
from kenes.recommendations.models import Point, Recommendation

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council

S = Dispatch.Status
K = Dispatch.Kind
PREPARED = Point.Status.PREPARED


@action
def prepare(paper: Recommendation, *, by: "User") -> list[Dispatch]:
    """The points of an adopted paper are laid out, one paper to each agency, ready to be sent.

    A point that lies in a prepared paper already is left there.
    """
    if paper.status != Recommendation.Status.ADOPTED:
        raise Refused(_("The council has not adopted %s yet.") % paper.number)
    laid = DispatchedPoint.objects.live().exclude(dispatch__status=S.DROPPED)
    points = paper.points.live().filter(status=PREPARED).exclude(pk__in=laid.values("point"))
    groups = _by_addressee(points.select_related("addressee").order_by("ordinal"))
    if not groups:
        raise Refused(_("Every point of this paper is laid out or sent already."))
    return [_lay(agency, K.RECOMMENDATION, group, by=by) for agency, group in groups.items()]


def _by_addressee(points: Iterable[Point]) -> Mapping[Organisation, Sequence[Point]]:
    """The points of each agency. One that has a successor is written to by its successor's name."""
    groups: dict[Organisation, list[Point]] = {}
    for point in points:
        groups.setdefault(point.addressee.of_today, []).append(point)
    return groups


def _lay(addressee: Organisation, kind: str, points: Sequence[Point], *, by: "User") -> Dispatch:
    council = points[0].council
    today = clock.today()
    dispatch = Dispatch(council=council, kind=kind, addressee=addressee, prepared_on=today)
    record.register([Filing(dispatch, path=[(S.PREPARED.value, today)])], by=by)
    _add(dispatch, points, by=by)
    return dispatch


def _add(dispatch: Dispatch, points: Sequence[Point], *, by: "User") -> None:
    parts = [
        DispatchedPoint(
            council=dispatch.council,
            dispatch=dispatch,
            point=point,
            awaited_on_then=getattr(point, "awaited_on", None) if point.sent_on else None,
        )
        for point in points
    ]
    record.register([Filing(part) for part in parts], by=by)


@action
def send(dispatches: Sequence[Dispatch], *, channel: str, on: date, by: "User") -> None:
    """The papers went out, each as it is now: frozen in Word and PDF, in both languages.

    Points sent for the first time count in `recommendations.sent` and their clock runs. By e-mail
    the paper goes to the agency's address and to its contacts, in office hours.
    """
    if channel not in Dispatch.Channel.values:
        raise Refused(_("Say how the paper is sent."), field="channel")
    for dispatch in dispatches:
        parts = dispatch.points.live().select_related("point__recommendation", "point__council")
        points = [part.point for part in parts.order_by("pk")]
        if dispatch.kind == K.RECOMMENDATION:
            recommendations.send(points, on=on, by=by)
        facts: dict[str, Any] = {
            "sent_on": on,
            "channel": channel,
            "signatory_then": signatory(dispatch, on),
        }
        record.move([dispatch], S.SENT, on=on, by=by, **facts)
        _freeze(dispatch, by=by)
        if channel == Dispatch.Channel.EMAIL:
            _post(dispatch, by=by)


def signatory(dispatch: Dispatch, on: date) -> str:
    """Who chairs the council on that day and signs its papers; empty where nobody is known."""
    chairs = Office.objects.of(dispatch.council).live().on(on)
    found = chairs.filter(role=Office.Role.CHAIR, body__kind="council").select_related("person")
    chair = found.first()
    return chair.person.title if chair else ""


def _freeze(dispatch: Dispatch, *, by: "User") -> None:
    """Keep the paper as it went out."""
    for name, content in files(dispatch).items():
        attachment.attach(dispatch, name, [content], public=False, by=by)


def _post(dispatch: Dispatch, *, by: "User") -> None:
    letters = notices.letters(dispatch)
    if not letters:
        sentence = _("No e-mail address is known of %s; enter it in the directory or send by post.")
        raise Refused(sentence % dispatch.addressee, field="channel")
    outbox.post(letters, by=by)


@action
def word(dispatch: Dispatch, *, opening_kk: str, opening_ru: str, by: "User") -> None:
    """The clerk words what stands above the points; the usual words stand where he leaves none."""
    if dispatch.status != S.PREPARED:
        raise Refused(_("The paper has gone out; its words stay as they were."))
    said = {"opening_kk": opening_kk.strip(), "opening_ru": opening_ru.strip()}
    record.correct(dispatch, version=dispatch.version, by=by, **said)


@action
def send_again(dispatch: Dispatch, *, channel: str, on: date, by: "User") -> None:
    """A paper that came back goes out again, maybe another way; it is the same paper."""
    facts: dict[str, Any] = {"sent_on": on, "channel": channel}
    record.move([dispatch], S.SENT, on=on, by=by, **facts)
    if channel == Dispatch.Channel.EMAIL:
        _post(dispatch, by=by)


@action
def deliver(dispatch: Dispatch, *, on: date, proof: str, by: "User") -> None:
    """It is proven that the agency has the paper since `on`: the term runs from then."""
    if not proof.strip():
        raise Refused(_("Say how the delivery is known."), field="proof")
    if dispatch.sent_on and on < dispatch.sent_on:
        raise Refused(_("It was delivered before it was sent."), field="on")
    record.move([dispatch], S.DELIVERED, on=on, by=by, delivered_on=on, proof=proof.strip()[:500])
    if dispatch.kind == K.RECOMMENDATION:
        points = Point.objects.filter(pk__in=dispatch.points.live().values("point"))
        waiting = points.filter(status=Point.Status.SENT, received_on=None)
        recommendations.receive(
            list(waiting.select_related("recommendation", "council")), on=on, by=by
        )


@action
def give_back(dispatch: Dispatch, *, on: date, reason: str, by: "User") -> None:
    """The paper came back undelivered; it is to be sent again, maybe another way."""
    record.move([dispatch], S.RETURNED, on=on, by=by, reason=reason)


@action
def drop(dispatch: Dispatch, *, on: date, reason: str, by: "User") -> None:
    """The prepared paper will not be sent; its points may be laid out anew."""
    if not reason.strip():
        raise Refused(_("Say why the paper is not sent."), field="reason")
    record.move([dispatch], S.DROPPED, on=on, by=by, reason=reason.strip())


def press(council: "Council", today: date, *, by: "User") -> int:
    """Prepare the steps whose day has come: one paper to each agency for all its silent points.

    A paper of the same step that lies unsent takes in the points that have come due since. What has
    been answered meanwhile leaves it. Says how many papers were laid or changed. Sends nothing.
    """
    due = [step for step in ladder.steps(council) if step.due_on <= today]
    groups: dict[tuple[Organisation, str], list[Point]] = {}
    for step in due:
        if step.kind == ladder.PUBLISHING or step.prepared is not None:
            continue
        agency = step.silence.point.addressee.of_today
        to = agency.parent if step.kind == K.SUPERVISOR else agency
        assert to is not None
        groups.setdefault((to, step.kind), []).append(step.silence.point)
    changed = 0
    for (to, kind), points in groups.items():
        awaited = Point.objects.filter(pk__in=[point.pk for point in points]).awaited()
        rows = list(awaited.select_related("council", "recommendation").order_by("sent_on", "pk"))
        _press(to, kind, rows, by=by)
        changed += 1
    return changed + _clear(council, today, by=by)


@action
def _press(to: Organisation, kind: str, points: Sequence[Point], *, by: "User") -> None:
    unsent = Dispatch.objects.of(points[0].council).live().filter(status=S.PREPARED)
    lying = unsent.filter(addressee=to, kind=kind).first()
    if lying is None:
        _lay(to, kind, points, by=by)
    else:
        _add(lying, points, by=by)


def _clear(council: "Council", today: date, *, by: "User") -> int:
    """Points answered meanwhile leave the prepared papers; a paper left empty is not sent."""
    lying = (
        Dispatch.objects.of(council).live().filter(status=S.PREPARED, kind__in=Dispatch.PRESSING)
    )
    silent = ladder.standing(council).values("point")
    cleared = 0
    for dispatch in lying:
        over = list(dispatch.points.live().exclude(point__in=silent))
        if over:
            _leave(dispatch, over, today, by=by)
            cleared += 1
    return cleared


@action
def _leave(dispatch: Dispatch, over: Sequence[DispatchedPoint], today: date, *, by: "User") -> None:
    record.strike(over, reason=_("it was answered meanwhile"), by=by)
    if not dispatch.points.live().exists():
        drop(dispatch, on=today, reason=_("everything in it was answered meanwhile"), by=by)
