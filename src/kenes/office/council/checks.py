"""Every live check of the council: those of its composition, and absences from sittings."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kenes.council import checks
from kenes.council.checks import ATTENTION, BAD, GOOD, Check, Finding
from kenes.council.models import Mandate, Person
from kenes.norms.deadline import months_after
from kenes.norms.models import Norm
from kenes.sittings.presence.models import PresenceMark

if TYPE_CHECKING:
    from kenes.council.models import Council


def unexcused(council: "Council", on: date) -> Counter[Any]:
    """Person → held sittings of the year before the day that he missed without a valid reason.

    Only what was marked counts: where no presence was kept, nobody is blamed. The last mark of a
    sitting says how it ended for him.
    """
    since = months_after(on, -12)
    marks = (
        PresenceMark.objects.of(council)
        .live()
        .filter(
            sitting__struck_at=None,
            sitting__event__status="held",
            sitting__event__held_on__gt=since,
            sitting__event__held_on__lte=on,
        )
    )
    came: set[tuple[Any, Any]] = set()
    last: dict[tuple[Any, Any], str] = {}
    for sitting, person, state in marks.order_by("at", "pk").values_list(
        "sitting_id", "person_id", "state"
    ):
        last[sitting, person] = state
        if state in PresenceMark.THERE:
            came.add((sitting, person))
    missed = (
        person
        for (sitting, person), state in last.items()
        if state == PresenceMark.State.ABSENT and (sitting, person) not in came
    )
    return Counter(missed)


def absences(council: "Council", on: date) -> Iterator[Finding]:
    """More than three absences without valid reason in a year end a mandate (PC art 15(2)5).

    The alarm is given at the third, while there is still time.
    """
    norm = Norm.objects.nearest("absence.limit", on, council)
    missed = unexcused(council, on)
    held = Mandate.objects.of(council).live().on(on).values("person")
    people = {p.pk: p for p in Person.objects.filter(pk__in=missed).filter(pk__in=held)}
    alarmed = False
    for key, times in missed.most_common():
        if key not in people or times < norm.value:
            continue
        alarmed = True
        said = {"person": people[key], "times": times}
        says = _("%(person)s missed %(times)s sittings in a year without a valid reason.")
        tone = BAD if norm.holds(times) else ATTENTION
        yield Finding("absences", tone, says % said, norm.citation(), people[key])
    if missed and not alarmed:
        yield Finding("absences", GOOD, _("Nobody is near the limit of absences."), norm.citation())


CHECKS: tuple[Check, ...] = (*checks.CHECKS, absences)
