"""What becomes of a sitting: it is planned, put off or called off, and held with its quorum."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kenes.core import clock, record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.council.models import Body
from kenes.events import actions as events
from kenes.events.models import Event
from kenes.sittings.invitations import actions as invitations
from kenes.sittings.models import Sitting

if TYPE_CHECKING:
    from kenes.core.access import User


# Words of the register, in its two languages whatever the clerk reads Kenes in.
USUAL_TITLES = {
    Body.Kind.COUNCIL: {"kk": "Жалпы отырыс", "ru": "Общее заседание"},
    Body.Kind.PRESIDIUM: {"kk": "Төралқа отырысы", "ru": "Заседание президиума"},
}
OTHER_TITLE = {"kk": "%(body)s: отырыс", "ru": "%(body)s: заседание"}


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a sitting is planned with besides its day. Titles left empty are made of the body's."""

    body: Body
    form: str = Sitting.Form.REGULAR
    starts_at: time | None = None
    place: str = ""
    video_url: str = ""
    title_kk: str = ""
    title_ru: str = ""


@action
def plan(terms: Terms, *, on: date, by: "User") -> Sitting:
    """A body is to sit on the day `on`. It counts nowhere till it is held.

    Refused for a day gone by, for a body that does not exist on that day, and where the body
    sits on that day at that hour already.
    """
    return plan_series(terms, days=[on], by=by)[0]


@action
def plan_series(terms: Terms, *, days: Sequence[date], by: "User") -> list[Sitting]:
    """A body is to sit on each of these days. When one of them cannot be, none is planned."""
    if not days:
        raise Refused(_("Choose at least one day."), field="days")
    # Whoever plans for the same body at the same moment waits here.
    Body.objects.select_for_update().get(pk=terms.body.pk)
    filings = []
    for on in days:
        _refuse_day(terms, on)
        filings.append(_filing(terms, on))
    if len(set(days)) != len(days):
        raise Refused(_("One day stands twice in the series."), field="days")
    record.register(filings, by=by)
    return [filing.row for filing in filings]


def _refuse_day(terms: Terms, on: date) -> None:
    """Refuse a day on which the body cannot be planned to sit."""
    body, said = terms.body, {"day": date_format(on), "body": terms.body}
    if on < clock.today():
        raise Refused(_("A sitting is planned for a day to come."), field="first")
    if on < body.since_on or (body.ended_on is not None and on >= body.ended_on):
        sentence = _("On %(day)s there is no such body: %(body)s.")
        raise Refused(sentence % said, field="body")
    same = sitting_on(body, on).filter(event__starts_at=terms.starts_at)
    if same.exists():
        sentence = _("A sitting on %(day)s is planned already: %(body)s.")
        raise Refused(sentence % said, field="first")


def sitting_on(body: Body, on: date) -> Any:
    """The sittings of a body that were held, or are to be held, on a day."""
    standing = (*Sitting.AHEAD, Event.Status.HELD)
    rows = Sitting.objects.of(body.council).live().filter(body=body, event__held_on=on)
    return rows.filter(event__struck_at=None, event__status__in=standing)


def _filing(terms: Terms, on: date) -> Filing[Sitting]:
    body = terms.body
    event = Event(
        council=body.council,
        kind="sitting",
        title_kk=terms.title_kk or usual_title(body, "kk"),
        title_ru=terms.title_ru or usual_title(body, "ru"),
        held_on=on,
        starts_at=terms.starts_at,
        place=terms.place,
    )
    sitting = Sitting(
        council=body.council,
        event=event,
        body=body,
        form=terms.form,
        video_url=terms.video_url,
    )
    within = Filing(event, path=[(Event.Status.PLANNED, clock.today())])
    return Filing(sitting, within=within)


def usual_title(body: Body, tongue: str) -> str:
    """What a sitting of a body is called where nobody says otherwise."""
    said = {"body": body.in_language("title", tongue)}
    return USUAL_TITLES.get(Body.Kind(body.kind), OTHER_TITLE)[tongue] % said


@action
def replan(
    sitting: Sitting,
    *,
    version: int,
    by: "User",
    on: date,
    starts_at: time | None,
    place: str,
    video_url: str,
    reason: str = "",
) -> None:
    """A sitting to come gets another day, hour, place or link; those invited are told at once.

    `version` is that of the occasion the form was filled from; a stale form is refused.
    """
    _refuse_unless_ahead(sitting)
    if on != sitting.event.held_on and on < clock.today():
        raise Refused(_("A sitting is planned for a day to come."), field="on")
    event = sitting.event
    facts: dict[str, Any] = {"held_on": on, "starts_at": starts_at, "place": place}
    record.correct(event, version=version, by=by, **facts)
    if video_url != sitting.video_url:
        record.correct(sitting, version=sitting.version, by=by, video_url=video_url)
    invitations.tell_changes(sitting, by=by, reason=reason)


@action
def postpone(
    sitting: Sitting, *, to: date, on: date, by: "User", reason: str = "", at: time | None = None
) -> None:
    """On the day `on` the sitting was put off to the day `to`; those invited are told at once.

    It stays the same sitting, with its agenda and its invitations. Refused without a reason.
    """
    _refuse_unless_ahead(sitting)
    if not reason.strip():
        raise Refused(_("Say why the sitting is put off."), field="reason")
    if sitting.event.status == Event.Status.ADJOURNED:
        # Put off a second time: it is still put off, only to another day.
        if to <= on:
            raise Refused(_("It is put off to a later day."), field="to")
        record.correct(sitting.event, version=sitting.event.version, by=by, held_on=to)
    else:
        events.adjourn([sitting.event], to=to, on=on, by=by, reason=reason)
    if at is not None and at != sitting.event.starts_at:
        record.correct(sitting.event, version=sitting.event.version, by=by, starts_at=at)
    invitations.tell_changes(sitting, by=by, reason=reason)


@action
def cancel(sitting: Sitting, *, on: date, by: "User", reason: str = "") -> None:
    """The sitting was called off before its day, and counts nowhere; those invited are told."""
    if not reason.strip():
        raise Refused(_("Say why the sitting is called off."), field="reason")
    events.cancel([sitting.event], on=on, by=by, reason=reason)
    invitations.tell_cancelled(sitting, by=by, reason=reason)


def _refuse_unless_ahead(sitting: Sitting) -> None:
    if not sitting.ahead or sitting.struck:
        raise Refused(_("This sitting is not ahead any more."))


@action
def hold(
    sitting: Sitting,
    *,
    on: date,
    seats_then: int,
    quorum_then: int,
    present: int,
    by: "User",
) -> None:
    """The sitting was held on the day `on`, and so many of so many members were there.

    It counts from that day in the figure of its body (`sittings.general`, `sittings.presidium`).
    Refused without the quorum: who was there is stated first, and the occasion asks for it.
    """
    quorum = {"seats_then": seats_then, "quorum_then": quorum_then, "present": present}
    record.correct(sitting, version=sitting.version, by=by, **quorum)
    events.hold([sitting.event], on=on, by=by)
