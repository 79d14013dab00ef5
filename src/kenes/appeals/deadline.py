"""By when an appeal is to be answered, and why on that day.

The council is no administrative body (APPC 4(1)7); it answers within the terms that bind one, as a
service it promises. A complaint has a term of its own (APPC 99), and so has a request for
information (ATI 11(10)); every other kind is answered as an application is (APPC 76).
"""

from datetime import date
from typing import TYPE_CHECKING

from kenes.appeals.models import Appeal
from kenes.norms.calendar import WorkingDays
from kenes.norms.deadline import Deadline, deadline
from kenes.norms.models import Norm

if TYPE_CHECKING:
    from kenes.council.models import Council

ANSWER = {Appeal.Kind.COMPLAINT: "complaint.answer", Appeal.Kind.REQUEST: "info.answer"}
ORDINARY = "appeal.answer"


def rule(kind: str, day: date, council: "Council | None") -> Norm:
    """The rule by which an appeal of the kind, registered on the day, is answered."""
    return Norm.objects.nearest(ANSWER.get(Appeal.Kind(kind), ORDINARY), day, council)


def term(appeal: Appeal, days: WorkingDays) -> Deadline:
    """The term of the answer: it starts the day after the appeal was registered (APPC 76(2))."""
    start = appeal.registered_on or appeal.received_on
    return deadline(rule(appeal.kind, start, appeal.council), start, days)
