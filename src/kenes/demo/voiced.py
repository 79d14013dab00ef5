"""What became of problems voiced at events: the papers that came from the event they stand at."""

from typing import TYPE_CHECKING

from kenes.core import record
from kenes.core.filing import Filing
from kenes.core.link import Link, between
from kenes.events.problems.models import Problem
from kenes.recommendations.models import Recommendation

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council


def lay(council: "Council", *, by: "User") -> None:
    """Link each paper that came from an event with the problem of its own topic voiced there."""
    links = Link.objects.of(council).filter(
        from_register="event", to_register="recommendation", struck_at=None
    )
    events = dict(links.order_by("pk").values_list("to_id", "from_id"))
    papers = Recommendation.objects.of(council).live().filter(pk__in=events).order_by("pk")
    problems = Problem.objects.of(council).live().filter(event__in=events.values())
    voiced = {(each.event_id, each.topic_id): each for each in problems.order_by("-pk")}
    came = [(voiced.get((events[paper.pk], paper.topic_id)), paper) for paper in papers]
    record.register([Filing(between(one, paper)) for one, paper in came if one], by=by)
