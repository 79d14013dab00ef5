"""By when an appeal is to be answered, and why on that day.

The council is no administrative body (APPC 4(1)7); it answers within the terms that bind one, as a
service it promises. A complaint has a term of its own (APPC 99), and so has a request for
information (ATI 11(10)); every other kind is answered as an application is (APPC 76).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from kenes.appeals.models import Appeal
from kenes.norms.calendar import WorkingDays
from kenes.norms.deadline import Deadline, deadline
from kenes.norms.models import Norm

if TYPE_CHECKING:
    from kenes.council.models import Council

K = Appeal.Kind
ORDINARY = "appeal.answer"
ANSWER: Mapping[str, str] = {K.COMPLAINT: "complaint.answer", K.REQUEST: "info.answer"}


def terms(
    appeals: Iterable[Appeal], council: "Council", days: WorkingDays
) -> list[tuple[Appeal, Deadline]]:
    """Each appeal with the term of its answer; the rules of all are asked at once.

    A term starts the day after the appeal was registered (APPC 76(2)), by the rule that was in
    force on that day.
    """
    known = Norm.objects.for_council(council).filter(code__in=[ORDINARY, *ANSWER.values()])
    rules: dict[str, list[Norm]] = {}
    for norm in known:
        rules.setdefault(norm.code, []).append(norm)
    found = []
    for appeal in appeals:
        start = appeal.registered_on or appeal.received_on
        rule = _nearest(rules[ANSWER.get(appeal.kind, ORDINARY)], start)
        found.append((appeal, deadline(rule, start, days)))
    return found


def _nearest(versions: Iterable[Norm], day: date) -> Norm:
    """The version in force on the day, or the one closest to it; the council's own comes first."""
    return min(versions, key=lambda norm: norm.away_from(day))


def term(appeal: Appeal, days: WorkingDays) -> Deadline:
    """The term of the answer to one appeal."""
    [(_appeal, found)] = terms([appeal], appeal.council, days)
    return found
