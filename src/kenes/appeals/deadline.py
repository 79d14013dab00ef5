"""By when an appeal is to be answered, forwarded or returned, and why on that day.

The council is no administrative body (APPC 4(1)7); it answers within the terms that bind one, as a
service it promises. A complaint has a term of its own (APPC 99), and so has a request for
information (ATI 11(10)); every other kind is answered as an application is (APPC 76).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.utils.translation import gettext as _

from kenes.core.kept import kept
from kenes.core.prepared import Prepared
from kenes.core.refused import Refused
from kenes.norms import calendar
from kenes.norms.calendar import WorkingDays
from kenes.norms.deadline import Deadline, Extension, deadline
from kenes.norms.models import Norm

if TYPE_CHECKING:
    from kenes.appeals.extensions.models import AppealExtension
    from kenes.appeals.models import Appeal
    from kenes.council.models import Council

REQUEST, COMPLAINT = "request", "complaint"
ORDINARY = "appeal.answer"
ANSWER: Mapping[str, str] = {COMPLAINT: "complaint.answer", REQUEST: "info.answer"}
FORWARDING, RETURN = "appeal.forward", "appeal.return"
FORWARDED: Mapping[str, str] = {REQUEST: "info.forward"}
# A complaint is extended by nothing (APPC 99).
EXTENDED: Mapping[str, str] = {REQUEST: "info.extend", COMPLAINT: ""}
EXTENDED_ORDINARY = "appeal.extend"
EXTENSION_TOLD: Mapping[str, str] = {REQUEST: "info.extend_notice"}
EXTENSION_TOLD_ORDINARY = "appeal.extend_notice"
_CODES = (
    *(ORDINARY, *ANSWER.values()),
    *(FORWARDING, *FORWARDED.values(), RETURN),
    *(EXTENDED_ORDINARY, *filter(None, EXTENDED.values())),
    *(EXTENSION_TOLD_ORDINARY, *EXTENSION_TOLD.values()),
)


@dataclass(frozen=True)
class Terms:
    """The rules of a council for appeals and the calendar, asked once for many appeals."""

    rules: Mapping[str, Sequence[Norm]]
    days: WorkingDays

    @classmethod
    def of(cls, council: "Council", days: WorkingDays | None = None) -> "Terms":
        """The rules as they stand now."""
        rules = kept(("appeals", council.pk), lambda: _rules(council))
        return cls(rules, days or calendar.load())

    def rule(self, code: str, day: date) -> Norm | None:
        """The version in force on the day, or the one closest to it; the council's own first."""
        return min(self.rules.get(code, ()), key=lambda norm: norm.away_from(day), default=None)

    def answer(self, appeal: "Appeal", extensions: Iterable[Any] = ()) -> Deadline | None:
        """The term of the answer with its extensions; None where no rule is known.

        It starts the day after the appeal was registered (APPC 76(2)), by the rule that was in
        force on that day.
        """
        start = appeal.starts_on
        rule = self.rule(ANSWER.get(appeal.kind, ORDINARY), start)
        if rule is None:
            return None
        found, granted = deadline(rule, start, self.days), []
        for each in extensions:
            more = self.rule(extended_by(appeal.kind), each.decided_on)
            if more is not None:
                granted.append(_extension(appeal, found, more, each))
                found = deadline(rule, start, self.days, extensions=granted)
        return found

    def deed(self, code: str, start: date) -> Deadline | None:
        """The term of something else that is done about an appeal; None where no rule is known."""
        rule = self.rule(code, start)
        return deadline(rule, start, self.days) if rule else None

    def running_since(self, code: str, today: date) -> date | None:
        """The earliest start from which that term is not over today; None where there is none."""
        first, day = None, today
        while (found := self.deed(code, day)) and found.due_on >= today:
            first, day = day, day - timedelta(days=1)
        return first


def _rules(council: "Council") -> Mapping[str, Sequence[Norm]]:
    rules: dict[str, list[Norm]] = {}
    for norm in Norm.objects.for_council(council).filter(code__in=_CODES):
        rules.setdefault(norm.code, []).append(norm)
    return rules


def granted(appeal: "Appeal") -> "list[AppealExtension]":
    """The decisions to take more time for an appeal that stand, in order."""
    # Where many appeals are looked at, their extensions were read with them.
    at_hand = "extensions" in getattr(appeal, "_prefetched_objects_cache", ())
    made = appeal.extensions.all() if at_hand else _EXTENSIONS(appeal.pk)
    return [each for each in made if not each.struck]


# Every receipt asks it.
_EXTENSIONS: Prepared[Any] = Prepared(
    UUID, question=lambda key: apps.get_model("kenes", "AppealExtension").objects.filter(appeal=key)
)


def extended_by(kind: str) -> str:
    """The rule by which the answer to an appeal of that kind is extended; none for a complaint."""
    return EXTENDED.get(kind, EXTENDED_ORDINARY)


def told_of_extension_by(kind: str) -> str:
    """The rule by which the person is told of an extension."""
    return EXTENSION_TOLD.get(kind, EXTENSION_TOLD_ORDINARY)


def forwarded_by(kind: str) -> str:
    """The rule by which an appeal of that kind is forwarded."""
    return FORWARDED.get(kind, FORWARDING)


def _extension(appeal: "Appeal", found: Deadline, more: Norm, granted: Any) -> Extension:
    """One extension: of a request the new days follow the old ones, else the decision (76(3)).

    The calendar may have moved the old end before the decision since; the decision stands.
    """
    since = found.due_on
    if appeal.kind != REQUEST:
        since = max(min(granted.decided_on, found.due_on), found.start)
    return Extension(more, since, min(granted.length, more.value))


def terms(
    appeals: Iterable["Appeal"], council: "Council", days: WorkingDays
) -> list[tuple["Appeal", Deadline]]:
    """Each appeal with the term of its answer; the rules of all are asked at once."""
    asked = Terms.of(council, days)
    found = [(each, asked.answer(each, each.granted())) for each in appeals]
    return [(each, due) for each, due in found if due is not None]


def term(appeal: "Appeal", days: WorkingDays) -> Deadline:
    """The term of the answer to one appeal. Refused where no rule is known."""
    for _appeal, found in terms([appeal], appeal.council, days):
        return found
    code = ANSWER.get(appeal.kind, ORDINARY)
    raise Refused(_("There is no rule “%(code)s”.") % {"code": code}, field="norm")
