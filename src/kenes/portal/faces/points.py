"""The tracker: every point of advice that was sent, and how it stands."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kenes.core import clock
from kenes.core.dimension import Choice
from kenes.core.kept import in_order
from kenes.core.link import Link
from kenes.core.period import Period, Scope, span
from kenes.core.text import alphabetical, capital, language
from kenes.organs.models import Organisation, Topic
from kenes.portal.face import Cell, Face, Offered, Order, Said, day, state, words
from kenes.recommendations import tracking
from kenes.recommendations.models import Point

SHORT = 150
ADDRESSEE = _("Addressee")
# What a recommendation may come from, by register, in the order in which it is offered.
ORIGINS = (
    "hearing",
    "monitoring",
    "publichearing",
    "publicexpertise",
    "publicdiscussion",
    "sitting",
    "event",
    "problem",
    "draftact",
    "appeal",
    "survey",
)
OWN = "own"


def _advised(point: Point) -> Said:
    said = words(point, "text")
    return {**said, "text": Truncator(said["text"]).chars(SHORT)}


def _addressee(point: Point) -> Said:
    agency = point.addressee
    url = f"/{language()}/agencies/{agency.code}/"
    return {**words(agency), "url": url}


def standing(point: Any) -> Said:
    """How a point stands; that it is overdue, and was published as unanswered, is said with it."""
    said = dict(state(point.status, capital(point.get_status_display())))
    if tracking.is_overdue(point, clock.today()):
        said = {"state": {"label": gettext("No answer in time"), "tone": "bad"}}
    if point.published_on:
        on = date_format(point.published_on, "DATE_FORMAT")
        said["second"] = gettext("published as unanswered on %s") % on
    return said


def waited(point: Any) -> Said:
    """How many days a point waits, or how many its answer took."""
    days = tracking.days_waited(point, clock.today())
    if days is None:
        return {"text": ""}
    waits = point.days_to_answer is None
    text = ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
    return {"text": text, "second": gettext("so far") if waits else gettext("till the answer")}


def awaited(point: Any) -> Said:
    """The day an answer is awaited by; a later one that the council agreed to is said so."""
    if point.awaited_on is None:
        return {"text": gettext("no term known for that day")}
    said = dict(day(point.awaited_on))
    if point.awaited_on != point.due_on:
        said["second"] = gettext("put off; by law %s") % date_format(point.due_on, "DATE_FORMAT")
    return said


def _agencies(scope: Scope) -> Sequence[tuple[str, str]]:
    asked = tracking.seen().filter(council=scope.council).values("addressee")
    rows = Organisation.objects.of(scope.council).live().filter(pk__in=asked)
    return sorted(((row.code, row.title) for row in rows), key=lambda pair: alphabetical(pair[1]))


def _of_agency(scope: Scope, code: str) -> Q:
    """Its own points, and those of the agencies whose work it has taken over."""
    row = Organisation.objects.of(scope.council).live().filter(code=code).first()
    return Q(addressee__in=row.with_predecessors()) if row else Q(pk__in=[])


def _topics(scope: Scope) -> Sequence[tuple[str, str]]:
    return [(row.code, row.title) for row in in_order(Topic, scope.council.pk)]


def _origins(scope: Scope) -> Sequence[tuple[str, str]]:
    named = [(code, capital(apps.get_model("kenes", code)._meta.verbose_name)) for code in ORIGINS]
    return [*named, (OWN, gettext("the council's own mind"))]


def _from_origin(scope: Scope, code: str) -> Q:
    links = Link.objects.filter(to_id=OuterRef("recommendation_id"), struck_at=None)
    return ~Q(Exists(links)) if code == OWN else Q(Exists(links.filter(from_register=code)))


def _years(scope: Scope) -> Sequence[tuple[str, str]]:
    days = tracking.seen().filter(council=scope.council).dates("sent_on", "year", "DESC")
    return [(str(on.year), str(on.year)) for on in days]


def _of_year(scope: Scope, key: str) -> Q:
    year = int(key) if key.isdecimal() and len(key) == 4 and key > "0000" else 0
    if not year:
        return Q(pk__in=[])
    return Q(sent_on__range=(date(year, 1, 1), date(year, 12, 31)))


def _answers(scope: Scope) -> Sequence[tuple[str, str]]:
    return [
        ("overdue", gettext("overdue, still waiting")),
        ("in_time", gettext("answered in time")),
        ("late", gettext("answered late")),
        ("none", gettext("not answered")),
        ("promise", gettext("promised, and the day has gone by")),
    ]


def _answered(scope: Scope, key: str) -> Q:
    today = clock.today()
    asked = {
        "overdue": tracking.overdue(today),
        "in_time": tracking.IN_TIME,
        "late": tracking.LATE,
        "none": tracking.unanswered(today),
        "promise": tracking.promise_over(today),
    }
    return asked.get(key, Q(pk__in=[]))


def _due(scope: Scope, key: str) -> Q:
    """Awaited by a day of the period «2024-01-01_2024-12-31», as a comparison asks."""
    period = _period(key)
    return Q(awaited_on__range=(period.since, period.until)) & ~tracking.NOT_ASKED


def _period(key: str) -> Period:
    since, _mark, until = key.partition("_")
    return span(since, until)


def _period_words(key: str) -> str:
    period = _period(key)
    return " – ".join(date_format(on, "DATE_FORMAT") for on in (period.since, period.until))


POINTS = Face(
    code="recommendations",
    model=Point,
    plural=_("Recommendations"),
    lead=_("What the council advised, to whom, how long it has waited and what came of it."),
    by="sent_on",
    where=Q(recommendation__status="adopted"),
    words=("words", "recommendation__words"),
    reads=tracking.tracked,
    late=lambda point: tracking.is_overdue(point, clock.today()),
    orders=(Order(code="waiting", by="waits_since", ascending=True),),
    cells=(
        Cell(label=_("Point"), says=lambda point: {"text": point.reference}, kind="code"),
        Cell(label=_("What is advised"), says=_advised),
        Cell(label=ADDRESSEE, says=_addressee),
        Cell(label=_("State"), says=standing),
        Cell(label=_("Waiting"), says=waited, order="waiting"),
        Cell(label=_("Answer awaited by"), says=awaited, kind="date"),
    ),
    filters=(
        Offered(code="agency", wording=_("by agency"), offers=_agencies, leaves=_of_agency),
        Choice(code="state", wording=_("by state"), path="status"),
        Offered(
            code="topic",
            wording=_("by topic"),
            offers=_topics,
            leaves=lambda scope, key: Q(recommendation__topic__code=key),
        ),
        Offered(code="origin", wording=_("by origin"), offers=_origins, leaves=_from_origin),
        Offered(code="year", wording=_("by year sent"), offers=_years, leaves=_of_year),
        Offered(code="answer", wording=_("by answer"), offers=_answers, leaves=_answered),
        Offered(
            code="paper",
            wording=_("of recommendation"),
            leaves=lambda scope, key: Q(recommendation__number__in=key.split()),
        ),
        Offered(code="due", wording=_("answer due"), leaves=_due, names=_period_words),
    ),
    select=("recommendation", "addressee"),
    icon="file-text",
)
