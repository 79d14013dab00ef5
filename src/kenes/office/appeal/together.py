"""What the clerk is told of the appeals merged into one, before anything is done about it."""

from django.utils.translation import ngettext

from kenes.appeals.matters.models import Matter
from kenes.appeals.merging.together import merged_into
from kenes.appeals.models import Appeal
from kenes.core.flow import Flow
from kenes.office.appeal.answering import answered_in

_ANSWERS = frozenset(Appeal.ANSWERED)
_MERGED = Appeal.Status.MERGED
_ENDS = frozenset(Appeal.NOT_TAKEN_UP) - {_MERGED}


def follows_for_merged(flow: Flow, status: str) -> str:
    """What a move means for them, in a sentence; nothing where nobody's appeal is merged in."""
    if not isinstance(flow, Appeal | Matter) or status not in {*_ANSWERS, *_ENDS, _MERGED}:
        return ""
    many = len(merged_into([answered_in(flow)]))
    if not many:
        return ""
    if status in _ANSWERS:
        return _answers(many)
    if status == _MERGED:
        return ngettext(
            "%(many)s appeal is merged into this one, and goes along with it.",
            "%(many)s appeals are merged into this one, and go along with it.",
            many,
        ) % {"many": many}
    return ngettext(
        "%(many)s appeal is merged into this one: it comes back to work, and its author is told.",
        "%(many)s appeals are merged into this one: they come back to work, and their authors are "
        "told.",
        many,
    ) % {"many": many}


def _answers(many: int) -> str:
    return ngettext(
        "%(many)s appeal is merged into this one, and its author gets the same answer: name nobody "
        "in it, nor the number.",
        "%(many)s appeals are merged into this one, and their authors get the same answer: name "
        "nobody in it, nor the number.",
        many,
    ) % {"many": many}
