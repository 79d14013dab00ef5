"""What the registers hold of one member: one record for portal and office; the office sees more."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kenes.appeals.models import Appeal
from kenes.core.link import Link, Role
from kenes.council.models import Body, Office, Person
from kenes.events.models import Event
from kenes.hearings.models import Hearing
from kenes.portal.face import state
from kenes.publications.models import Post
from kenes.recommendations.models import Recommendation
from kenes.sittings.ballots.models import Ballot, Vote
from kenes.sittings.presence.models import PresenceMark

SHOWN = 8


@dataclass(frozen=True)
class Section:
    """One kind of fact about a member: how many, and the newest of them."""

    code: str
    label: str
    total: int
    rows: list[dict[str, Any]] = field(default_factory=list)
    says: str = ""


def record_of(person: Person, *, office: bool) -> list[Section]:
    """Every section that has something to say; with `office`, also what is not public."""
    makers: tuple[Callable[..., Section], ...] = (
        attendance,
        votes,
        hearings_led,
        recommendations,
        appeals,
        events,
        posts,
    )
    found = [make(person, office=office) for make in makers]
    return [section for section in found if section.total]


def _day(on: Any) -> str:
    return str(date_format(on, "DATE_FORMAT"))


def _url(path: str, reference: str, *, office: bool) -> str:
    start = "/office" if office else f"/{(get_language() or 'ru')[:2]}"
    return f"{start}/{path}/{reference}/"


def attendance(person: Person, *, office: bool) -> Section:
    """The held sittings at which presence was kept, and what he was: there, excused, absent."""
    marks = PresenceMark.objects.live().filter(
        person=person, sitting__event__status="held", sitting__struck_at=None
    )
    last: dict[Any, PresenceMark] = {}
    came: set[Any] = set()
    for mark in marks.select_related("sitting__event", "sitting__body").order_by("at", "pk"):
        last[mark.sitting_id] = mark
        if mark.state in PresenceMark.THERE:
            came.add(mark.sitting_id)
    ordered = sorted(last.values(), key=lambda m: m.sitting.event.held_on, reverse=True)
    rows = [_attended(mark, mark.sitting_id in came, office=office) for mark in ordered[:SHOWN]]
    says = _("came to %(came)s of %(total)s") % {"came": len(came), "total": len(last)}
    return Section("attendance", _("Sittings"), len(last), rows, says)


def _attended(mark: PresenceMark, came: bool, *, office: bool) -> dict[str, Any]:
    sitting = mark.sitting
    excused = mark.state == PresenceMark.State.EXCUSED
    words = _("came") if came else mark.get_state_display()
    tone = "good" if came else "plain" if excused else "bad"
    second = f"{_day(sitting.event.held_on)}, {sitting.body}"
    if office and mark.reason and not came:
        second += f" · {mark.reason}"
    return {
        "title": sitting.title,
        "url": _url("sittings", sitting.number, office=office),
        "second": second,
        "state": {"label": words, "tone": tone},
    }


def votes(person: Person, *, office: bool) -> Section:
    """How he voted by name; the public sees the votes that were published."""
    seen = (Ballot.Status.CLOSED, Ballot.Status.PUBLISHED) if office else (Ballot.Status.PUBLISHED,)
    cast = Vote.objects.live().filter(person=person, ballot__status__in=seen)
    counted = Counter(cast.values_list("choice", flat=True))
    newest = cast.select_related("ballot__item__sitting__event").order_by("-at")[:SHOWN]
    tones = {"for": "good", "against": "bad", "abstain": "plain"}
    rows = [
        {
            "title": vote.ballot.in_language("question") or vote.ballot.item.in_language("title"),
            "url": _url("sittings", vote.ballot.item.sitting.number, office=office),
            "second": _day(vote.ballot.item.sitting.event.held_on),
            "state": {"label": vote.get_choice_display(), "tone": tones[vote.choice]},
        }
        for vote in newest
    ]
    says = ", ".join(f"{label}: {counted[value]}" for value, label in Vote.Choice.choices)
    return Section("votes", _("Votes by name"), sum(counted.values()), rows, says)


def _led(person: Person) -> Any:
    """The reports heard at sittings of bodies that he chaired on that day."""
    chaired = person.offices.live().filter(role=Office.Role.CHAIR)
    found: set[Any] = set()
    for office in chaired:
        heard = Hearing.objects.live().filter(
            item__sitting__body=office.body_id, heard_on__gte=office.since_on
        )
        if office.ended_on:
            heard = heard.filter(heard_on__lt=office.ended_on)
        found |= set(heard.values_list("pk", flat=True))
    return Hearing.objects.filter(pk__in=found)


def hearings_led(person: Person, *, office: bool) -> Section:
    """Reports of agencies heard under his chairmanship."""
    led = _led(person)
    rows = [
        {
            "title": each.title,
            "url": _url("hearings", each.number, office=office),
            "second": _day(each.heard_on),
            "state": state(each.verdict, each.get_verdict_display())["state"]
            if each.verdict
            else None,
        }
        for each in led.select_related("agency").order_by("-heard_on")[:SHOWN]
    ]
    return Section("hearings", _("Reports heard under his chairmanship"), led.count(), rows)


def recommendations(person: Person, *, office: bool) -> Section:
    """Recommendations that came of the reports heard under his chairmanship."""
    links = Link.objects.filter(
        from_id__in=_led(person).values("pk"),
        to_register="recommendation",
        role=Role.LED_TO,
        struck_at=None,
    )
    papers = Recommendation.objects.live().filter(pk__in=links.values("to_id"))
    rows = [
        {
            "title": paper.title,
            "url": _url("recommendations", paper.number, office=office),
            "second": _day(paper.adopted_on),
        }
        for paper in papers.order_by("-adopted_on")[:SHOWN]
    ]
    label = _("Recommendations that followed")
    return Section("recommendations", label, papers.count(), rows)


def appeals(person: Person, *, office: bool) -> Section:
    """Appeals that his commissions work on; the public counts those alone that it may read."""
    commissions = person.offices.live().filter(ended_on=None, body__kind=Body.Kind.COMMISSION)
    given = Appeal.objects.live().filter(commission__in=commissions.values("body"))
    given = given if office else given.filter(Appeal.OPENED)
    open_ = given.filter(status__in=Appeal.OPEN).select_related("topic", "district")
    rows = [
        {
            "title": each.title,
            "url": _url("appeals", each.number, office=office),
            "second": f"{each.number}, {_day(each.received_on)}",
            "state": state(each.status, each.get_status_display())["state"],
        }
        for each in open_.order_by("received_on")[:SHOWN]
    ]
    says = _("%s in work") % open_.count()
    return Section("appeals", _("Appeals of his commission"), given.count(), rows, says)


def events(person: Person, *, office: bool) -> Section:
    """Events at which he took part."""
    held = Event.objects.live().filter(status=Event.Status.HELD)
    took_part = held.filter(participants__person=person, participants__struck_at=None)
    rows = [
        {
            "title": event.title,
            "url": event.get_absolute_url(),
            "second": _day(event.held_on),
        }
        for event in took_part.order_by("-held_on")[:SHOWN]
    ]
    return Section("events", _("Took part in"), took_part.count(), rows)


def posts(person: Person, *, office: bool) -> Section:
    """What he posted on his own page, and in how many weeks."""
    own = Post.objects.live().filter(channel__member=person)
    weeks = {on.isocalendar()[:2] for on in own.values_list("posted_on", flat=True)}
    rows = [
        {
            "title": post.title,
            "url": _url("news", post.number, office=office),
            "second": f"{_day(post.posted_on)}, {post.channel}",
        }
        for post in own.select_related("channel").order_by("-posted_on")[:SHOWN]
    ]
    says = _("in %s weeks") % len(weeks)
    return Section("posts", _("Posts on the own page"), own.count(), rows, says)
