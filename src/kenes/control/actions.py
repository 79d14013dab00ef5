"""How a form of public control goes on: agreed, told of, shown, held, put off, assigned."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kenes.control.models import Monitoring, PublicDiscussion, PublicExpertise, PublicHearing
from kenes.core import record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.events import actions as events
from kenes.events.coming import actions as coming
from kenes.events.models import Event, ReachEntry
from kenes.norms import calendar
from kenes.norms.deadline import deadline
from kenes.norms.models import Norm

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.organs.models import Organisation
    from kenes.sittings.models import Sitting

OPEN = (Event.Status.PLANNED, Event.Status.ADJOURNED)


def ahead(form: Any) -> None:
    """Refuse what comes before the day once the day is settled."""
    if form.event.status not in OPEN:
        raise Refused(_("It is over; what came before it is what it was."))


def _in_time(code: str, form: Any, on: date, exception: str, held_on: date | None = None) -> None:
    """Refuse a notice that comes too late, unless the ground of an exception is named."""
    held_on = held_on or form.event.held_on
    if on > held_on:
        raise Refused(_("It is held before that day."), field="on")
    norm = Norm.objects.nearest(code, held_on, form.council)
    due_on = deadline(norm, held_on, calendar.load()).due_on
    if on > due_on and not exception.strip():
        said = {
            "what": norm.in_language("name"),
            "due": date_format(due_on),
            "length": norm.length,
            "law": norm.citation(),
        }
        sentence = _(
            "%(what)s: the last day for it was %(due)s (%(length)s before; %(law)s). Move the day, "
            "or name the ground of the exception."
        )
        raise Refused(sentence % said, field="on")


def say(form: Any, *, by: "User", **facts: Any) -> None:
    """Keep what is now said of a form."""
    record.correct(form, version=form.version, by=by, **facts)


@action
def initiate(hearing: PublicHearing, *, initiator: str, by: "User") -> None:
    """Members of the council initiate a public hearing (PC art 21)."""
    ahead(hearing)
    if not initiator.strip():
        raise Refused(_("Name the members who initiate it."), field="initiator")
    say(hearing, by=by, initiator=initiator.strip())


@action
def agree(
    hearing: PublicHearing, *, agency: "Organisation", who: str, on: date, by: "User"
) -> None:
    """A body agreed to the date of the hearing; who said so is kept."""
    ahead(hearing)
    if not who.strip():
        raise Refused(_("Name who agreed to the date."), field="who")
    say(hearing, by=by, agreed_with=agency, agreed_by=who.strip(), agreed_on=on)


@action
def give_notice(hearing: PublicHearing, *, on: date, by: "User", exception: str = "") -> None:
    """The notice of the hearing is on the portal from the day `on`.

    Refused when that is later than the law asks, unless the ground of an exception is recorded.
    """
    ahead(hearing)
    _in_time("public_hearing.notice", hearing, on, exception)
    exception = exception.strip() or hearing.exception
    say(hearing, by=by, noticed_on=on, exception=exception)


@action
def show_materials(hearing: PublicHearing, *, on: date, by: "User", exception: str = "") -> None:
    """Drafts and materials are shown to everyone from the day `on`; ruled as a notice is."""
    ahead(hearing)
    _in_time("public_hearing.materials", hearing, on, exception)
    exception = exception.strip() or hearing.exception
    say(hearing, by=by, materials_on=on, exception=exception)


@action
def tell_media(
    discussion: PublicDiscussion, *, media: str, on: date, by: "User", exception: str = ""
) -> None:
    """The media told of the discussion (PCtl art 10(2))."""
    ahead(discussion)
    if not media.strip():
        raise Refused(_("Name the media."), field="media")
    _in_time("discussion.media", discussion, on, exception)
    exception = exception.strip() or discussion.exception
    say(discussion, by=by, noticed_on=on, media=media.strip(), exception=exception)


@action
def invite(
    discussion: PublicDiscussion,
    *,
    agency: "Organisation",
    on: date,
    by: "User",
    exception: str = "",
) -> None:
    """The object of control is invited to the discussion (PCtl art 10(3))."""
    ahead(discussion)
    _in_time("discussion.invite", discussion, on, exception)
    exception = exception.strip() or discussion.exception
    say(discussion, by=by, agency=agency, invited_on=on, exception=exception)


# What must have been done before the day, by the names of the facts and what they are called.
def _needed(form: Any) -> Mapping[str, str]:
    if isinstance(form, PublicHearing):
        return {"noticed_on": _("the notice"), "materials_on": _("the materials")}
    if isinstance(form, PublicDiscussion):
        return {"noticed_on": _("the notice in the media"), "invited_on": _("the invitation")}
    return {}


@action
def hold(form: Any, *, on: date, by: "User", people: int | None = None) -> None:
    """A hearing, a discussion or a monitoring took place; it counts in its figure from that day.

    `people` is how many came: they go into the reach ledger, where nothing stands there yet.
    Refused while a notice the law asks for was not given, unless an exception is recorded.
    """
    exception = getattr(form, "exception", "")
    lacking = [what for name, what in _needed(form).items() if getattr(form, name) is None]
    if lacking and not exception:
        sentence = _("The law asks for more before it can be held: %s.")
        raise Refused(sentence % ", ".join(lacking))
    if isinstance(form, Monitoring) and form.consent == Monitoring.Consent.REFUSED:
        raise Refused(_("The object did not agree to a visit."))
    if not (exception or isinstance(form, Monitoring)):
        _still_in_time(form, on)
    events.hold([form.event], on=on, by=by)
    if people and not form.event.reach.live().exists():
        residents = ReachEntry.Audience.RESIDENTS
        entry = ReachEntry(
            council=form.council, event=form.event, audience=residents, people=people
        )
        record.register([Filing(entry)], by=by)


def _still_in_time(form: Any, on: date) -> None:
    """Refuse an earlier day than the one told of, where the notice then came too late for it."""
    codes = {
        "public_hearing.notice": getattr(form, "noticed_on", None),
        "public_hearing.materials": getattr(form, "materials_on", None),
    }
    if isinstance(form, PublicDiscussion):
        codes = {"discussion.media": form.noticed_on, "discussion.invite": form.invited_on}
    for code, given in codes.items():
        if given is not None:
            _in_time(code, form, given, "", on)


@action
def postpone(form: Any, *, to: date, on: date, by: "User", reason: str = "") -> None:
    """On the day `on` it was put off to the day `to`; all who were told are told again.

    The new day is its notice: refused when that leaves fewer days than the law asks, unless the
    ground of an exception was recorded before.
    """
    codes = {PublicHearing: "public_hearing.notice", PublicDiscussion: "discussion.media"}
    told = getattr(form, "noticed_on", None)
    code = codes.get(type(form))
    if told and code:
        _late_is_about_the_new_day(code, form, on, to)
    coming.adjourn([form.event], to=to, on=on, by=by, reason=reason)
    if told:
        say(form, by=by, noticed_on=on)


def _late_is_about_the_new_day(code: str, form: Any, on: date, to: date) -> None:
    try:
        _in_time(code, form, on, form.exception, to)
    except Refused as late:
        late.field = "to"
        raise


@action
def cancel(form: Any, *, on: date, by: "User", reason: str = "") -> None:
    """It was called off; it counts in no figure, and all who were told are told again."""
    coming.cancel([form.event], on=on, by=by, reason=reason)


@action
def assign(expertise: PublicExpertise, *, sitting: "Sitting", association: str, by: "User") -> None:
    """A sitting assigned the expertise to a public association (PC art 22)."""
    if sitting.event.status != Event.Status.HELD:
        raise Refused(_("That sitting was not held."), field="sitting")
    if not association.strip():
        raise Refused(_("Name the association that carries it out."), field="association")
    on = sitting.held_on
    if on < expertise.petitioned_on:
        raise Refused(_("That sitting was before the petition."), field="sitting")
    facts: dict[str, Any] = {"sitting": sitting, "association": association.strip()}
    record.move([expertise], PublicExpertise.Status.ASSIGNED, on=on, by=by, **facts)


@action
def decline(expertise: PublicExpertise, *, on: date, reason: str, by: "User") -> None:
    """The expertise is not carried out, for a reason that is kept."""
    if not reason.strip():
        raise Refused(_("Say why."), field="reason")
    record.move([expertise], PublicExpertise.Status.DECLINED, on=on, by=by, reason=reason.strip())
