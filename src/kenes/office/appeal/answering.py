"""Templates for the answer to a person, where a move asks for one."""

from collections.abc import Sequence

from django.db.models import Q

from kenes.appeals.answers.models import AnswerTemplate
from kenes.appeals.matters.models import Matter
from kenes.appeals.models import Appeal
from kenes.core.flow import Flow
from kenes.core.text import fold
from kenes.office.move import Move


def answered_in(flow: Flow) -> Appeal:
    """The appeal that an answer goes to: the one that is moved, or that of the question."""
    if isinstance(flow, Matter):
        return flow.appeal
    assert isinstance(flow, Appeal)
    return flow


def offered(flow: Flow, move: Move) -> Sequence[AnswerTemplate]:
    """The templates for an answer about this topic, and those for every topic, by their names."""
    if "answer" not in move.asks:
        return []
    topic = (flow.topic_id if isinstance(flow, Matter) else None) or answered_in(flow).topic_id
    rows = AnswerTemplate.objects.filter(council_id=flow.council_id).live()
    return sorted(
        rows.filter(Q(topic=None) | Q(topic=topic)),
        key=lambda row: (row.topic_id is None, fold(row.title)),
    )
