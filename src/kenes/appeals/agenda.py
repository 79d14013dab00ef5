"""Topics on which so many appeals are open that a sitting should look into them."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from kenes.appeals.models import Appeal
from kenes.control.models import Monitoring
from kenes.core.agenda_source import AgendaSource, Waiting
from kenes.core.link import Link, Role
from kenes.norms.models import Norm
from kenes.organs.models import Topic
from kenes.recommendations.models import Recommendation
from kenes.sittings.models import AgendaItem

if TYPE_CHECKING:
    from kenes.council.models import Council

THRESHOLD = "agenda.appeals"


def untaken(council: "Council") -> Any:
    """Open appeals of which neither a recommendation nor a monitoring came yet."""
    led = Link.objects.filter(from_id=OuterRef("pk"), role=Role.LED_TO, struck_at=None)
    came = Q()
    for model in (Recommendation, Monitoring):
        came |= Q(to_id__in=model.objects.of(council).live().values("pk"))
    open_ones = Appeal.objects.of(council).live().filter(status__in=Appeal.OPEN)
    return open_ones.exclude(Exists(led.filter(came)))


def _waiting(council: "Council", today: date) -> Iterator[Waiting]:
    norm = Norm.objects.nearest(THRESHOLD, today, council)
    counted = untaken(council).order_by().values("topic")
    counted = counted.annotate(many=Count("pk"), oldest=Min("received_on"))
    reached = {line["topic"]: line for line in counted if norm.holds(line["many"])}
    topics = [each for each in Topic.objects.of(council).live() if each.pk in reached]
    for topic in sorted(topics, key=lambda each: -reached[each.pk]["many"]):
        line = reached[topic.pk]
        said = ngettext("%(many)d open appeal", "%(many)d open appeals", line["many"])
        since = date_format(line["oldest"], "DATE_FORMAT")
        yield Waiting(
            origin=topic,
            kind=AgendaItem.Kind.APPEAL,
            title_kk=_title("kk", topic),
            title_ru=_title("ru", topic),
            why=_("%(appeals)s, the oldest of %(day)s")
            % {"appeals": said % {"many": line["many"]}, "day": since},
        )


def _title(tongue: str, topic: Topic) -> str:
    with override(tongue):
        return _("Appeals of citizens: %(topic)s") % {"topic": topic.in_language("title", tongue)}


SOURCE = AgendaSource(
    code="appeals", wording=gettext_lazy("Appeals past the threshold"), waiting=_waiting
)
