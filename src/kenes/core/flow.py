"""A row's status, the moves it may make, and the steps it has made."""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Case, Expression, F, OuterRef, Q, Subquery, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.core import clock
from kenes.core.refused import Refused
from kenes.core.row import Numbered, Row, moment

if TYPE_CHECKING:
    from kenes.core.access import User


class Flow(Row):
    """A row whose status changes only along MOVES, each change leaving a `Step`.

    The model redeclares `status` with its choices. START holds the statuses in which a row may be
    registered; the first step is dated like the row itself.
    """

    MOVES: ClassVar[Mapping[str, Set[str]]]
    START: ClassVar[Set[str]]

    status = models.CharField(gettext_lazy("status"), max_length=20, editable=False)
    status_on = models.DateField(gettext_lazy("status since"), editable=False)

    class Meta(Row.Meta):
        abstract = True

    def told_by_course(self, path: "Path") -> Mapping[str, Any]:
        """The facts of the row that follow from the whole course it took; kept on it."""
        return {}


class NumberedFlow(Flow, Numbered):
    """A record that has both a number and a status."""

    class Meta(Numbered.Meta):
        abstract = True


class Step(Row):
    """A row came to the status `to_status` on the legal date `on`, recorded at `at` by `by`.

    Steps of one row never go back in time. They are what a state as of a past day is read from.
    """

    row_id = models.UUIDField()
    ordinal = models.PositiveIntegerField()
    from_status = models.CharField(max_length=20, blank=True)
    to_status = models.CharField(max_length=20)
    on = models.DateField()
    at = models.DateTimeField(default=moment)
    by = models.ForeignKey("kenes.User", on_delete=models.PROTECT, related_name="+")

    class Meta(Row.Meta):
        ordering = ("row_id", "ordinal")
        constraints = (
            *Row.Meta.constraints,
            # Also what stops two clerks who move one row at once.
            models.UniqueConstraint(
                fields=["council", "row_id", "ordinal"], name="step_once_per_row_and_ordinal"
            ),
        )
        indexes = (models.Index(fields=["row_id", "on"], name="step_by_row_and_day"),)


Path = Sequence[tuple[str, date]]


def check_path(row: Flow, path: Path) -> None:
    """Refuse a path of (status, legal date) that breaks MOVES or goes back in time."""
    if not path or path[0][0] not in row.START:
        raise Refused(_("A record cannot begin in this state."), field="status")
    for (old, before), (new, on) in pairwise(path):
        if new not in row.MOVES[old]:
            raise Refused(unlawful(row, old, new), field="status")
        if on < before:
            raise Refused(backwards(before), field="on")


def unlawful(row: Flow, old: str, new: str) -> str:
    """The sentence for a move that MOVES does not know."""
    return _("A record that is “%(old)s” cannot become “%(new)s”.") % {
        "old": label_of(row, old),
        "new": label_of(row, new),
    }


class _Spelt(Value):
    """A state that stands in the statement itself and not beside it."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        return f"'{self.value}'", ()


def in_states(states: Iterable[str]) -> Q:
    """In one of these states. SQLite then knows an index of the rows in these alone to suffice."""
    return Q(status__in=[_Spelt(str(each)) for each in states])


def label_of(row: Flow, status: str = "") -> str:
    """What a status is called: the one given, or the one the row has."""
    field: Any = row._meta.get_field("status")
    wanted = status or row.status
    return str(dict(field.flatchoices).get(wanted, wanted))


def backwards(before: date) -> str:
    """The sentence for a step dated before the one it follows."""
    return _("The date is earlier than the previous step, %s.") % before.strftime("%d.%m.%Y")


def begin(row: Flow, path: Path, *, by: "User") -> list[Step]:
    """Set the status a new row has after `path`, and make its steps; the caller saves both."""
    check_path(row, path)
    row.status, row.status_on = path[-1]
    for name, value in row.told_by_course(path).items():
        setattr(row, name, value)
    return steps(row, path, by=by)


def steps(row: Flow, path: Path, *, by: "User", after: int = 0) -> list[Step]:
    """The steps of a path, not yet saved, numbered from `after` + 1."""
    at = clock.now()
    old = ""
    made = []
    for ordinal, (new, on) in enumerate(path, start=after + 1):
        made.append(
            Step(
                council_id=row.council_id,
                row_id=row.pk,
                ordinal=ordinal,
                from_status=old,
                to_status=new,
                on=on,
                at=at,
                by=by,
            )
        )
        old = new
    return made


def move(row: Flow, to: str, *, on: date, by: "User", **facts: Any) -> None:
    """Bring a row to the status `to` together with the facts it requires, in one guarded UPDATE.

    When a colleague moved the row first, nothing is written and the move is refused. Stands
    inside `record.move`, which writes the journal line.
    """
    old = row.status
    if to not in row.MOVES[old]:
        raise Refused(unlawful(row, old, to))
    if on < row.status_on:
        raise Refused(backwards(row.status_on), field="on")
    same = type(row)._default_manager.filter(pk=row.pk, status=old, struck_at=None)
    changed = same.update(status=to, status_on=on, version=F("version") + 1, **facts)
    if not changed:
        raise Refused(_("A colleague changed this record a moment ago. Look at it and try again."))
    last = Step.objects.filter(row_id=row.pk).aggregate(last=models.Max("ordinal"))["last"] or 0
    Step.objects.create(
        council_id=row.council_id,
        row_id=row.pk,
        ordinal=last + 1,
        from_status=old,
        to_status=to,
        on=on,
        at=clock.now(),
        by=by,
    )
    for name, value in {"status": to, "status_on": on, "version": row.version + 1, **facts}.items():
        setattr(row, name, value)


def path_of(row: Flow) -> list[tuple[str, date]]:
    """The live steps a row has made, in order."""
    made = Step.objects.filter(row_id=row.pk, struck_at=None).order_by("ordinal")
    return list(made.values_list("to_status", "on"))


def status_as_of(day: date | datetime, path: str = "") -> Expression:
    """The status of the row at `path` at the end of `day`; NULL before its first step.

    A row that has not moved since `day` answers with its own column, without a look at steps: that
    is nearly every row, and keeps a note over a million appeals one scan.
    """
    still = Q(**{f"{path}status_on__lte": day})
    return Case(When(still, then=F(f"{path}status")), default=reached(day, path))


def reached(day: date | datetime, path: str = "") -> Subquery:
    """The status of the row at `path` by the steps it made until `day`."""
    made = Step.objects.filter(row_id=OuterRef(f"{path}pk"), struck_at=None, on__lte=day)
    return Subquery(made.order_by("-ordinal").values("to_status")[:1])


def halves(
    rows: Any, day: date | datetime, path: str = "", *, within: Q, among: Set[str] = frozenset()
) -> list[tuple[Any, Q]]:
    """`rows` in two parts, each with its status as of `day` as `stood`, and which of it to count.

    Those that stood still since are grouped by their own column: a million of them in the order
    of an index, without sorting, which the days they must lie `within` are no reason to leave;
    where only states `among` some are asked for, the others are not read. Those that moved later
    are looked up among the steps.
    """
    still = Q(**{f"{path}status_on__lte": day})
    later = Q(**{f"{path}status_on__gt": day})
    if path:
        # The row at the path may be missing; its status is then unknown on every day.
        later |= Q(**{f"{path}status_on": None})
    moved = rows.filter(later).annotate(stood=reached(day, path))
    if within:
        # Told as a case, the days do not lead away from the index of those that moved last.
        inside = Case(When(within, then=True), default=False, output_field=models.BooleanField())
        moved = moved.filter(inside)
    stood = rows.annotate(stood=F(f"{path}status"))
    if among:
        stood = stood.filter(within, stood__in=sorted(among))
    return [(stood, still if among else still & within), (moved, Q())]
