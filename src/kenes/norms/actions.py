"""Loading the law, editing the calendar, and what a council sets for itself."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _

from kenes.core import journal
from kenes.core.action import action
from kenes.core.kept import Stamp, changed
from kenes.core.refused import Refused
from kenes.norms import held
from kenes.norms.kinds import LANGUAGES, OWN, days_of_law, norms_of_law
from kenes.norms.models import DayMark, Norm

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council
    from kenes.norms.models import NormQuerySet

DAY = timedelta(days=1)


def load_law(*, by: "User") -> int:
    """Enter the rules and the days off that the program was shipped with. Says how many rows.

    Runs at every start and adds only what is not there: versions of rules not yet known, and the
    days of years that have no mark at all, so that a day an administrator took out stays out.
    """
    known = set(Norm.objects.law().values_list("code", "valid_from"))
    norms = [Norm(**n) for n in norms_of_law() if (n["code"], n["valid_from"]) not in known]
    years = {on.year for on in DayMark.objects.values_list("on", flat=True)}
    marks = [DayMark(**day) for day in days_of_law() if day["on"].year not in years]
    if norms or marks:
        _load(norms, marks, by=by)
    elif not Stamp.objects.filter(pk=Stamp.RULES).exists():
        changed()
    return len(norms) + len(marks)


@action
def _load(norms: Sequence[Norm], marks: Sequence[DayMark], *, by: "User") -> None:
    Norm.objects.bulk_create(norms)
    DayMark.objects.bulk_create(marks)
    changed()
    for verb, rows in (("norms.loaded", norms), ("days.loaded", marks)):
        if rows:
            journal.write(verb, rows[0], by=by, rows=[str(row) for row in rows])
    if marks:
        held.reckon_anew(by=by)


@action
def mark_day(
    *,
    on: date,
    kind: str,
    names: dict[str, str],
    source: str,
    by: "User",
    paired_on: date | None = None,
    status: str = DayMark.Status.OFFICIAL,
) -> DayMark:
    """A day became a holiday, a day off, or a worked Saturday; or what was said of it changed.

    Open deadlines are reckoned anew, each with its journal line; closed ones stay as they were.
    """
    mark = _mark(
        on=on, kind=kind, names=names, source=source, by=by, paired_on=paired_on, status=status
    )
    held.reckon_anew(by=by)
    return mark


def _mark(
    *,
    on: date,
    kind: str,
    names: dict[str, str],
    source: str,
    by: "User",
    paired_on: date | None = None,
    status: str = DayMark.Status.OFFICIAL,
) -> DayMark:
    if missing := [tongue for tongue in LANGUAGES if not names.get(tongue)]:
        raise Refused(_("The name is missing in a language."), field=f"name_{missing[0]}")
    if not source:
        raise Refused(_("Name the act that says so."), field="source")
    _check_kind(on, kind, paired_on)
    mark = DayMark.objects.filter(on=on).first() or DayMark(on=on)
    before = _facts(mark) if not mark._state.adding else None
    for tongue in LANGUAGES:
        setattr(mark, f"name_{tongue}", names[tongue])
    mark.kind, mark.paired_on, mark.status, mark.source = kind, paired_on, status, source
    mark.save()
    changed()
    journal.write("day.marked", mark, by=by, before=before, now=_facts(mark))
    return mark


def _check_kind(on: date, kind: str, paired_on: date | None) -> None:
    if kind not in DayMark.Kind.values:
        raise Refused(_("Choose what kind of day it is."), field="kind")
    if (kind == DayMark.Kind.HOLIDAY) == (paired_on is not None):
        raise Refused(
            _("A moved day names the day it was exchanged with; a holiday names none."),
            field="paired_on",
        )
    if paired_on == on:
        raise Refused(_("A day cannot be exchanged with itself."), field="paired_on")
    if kind == DayMark.Kind.WORKING_MOVED and on.weekday() < 5:
        raise Refused(_("Only a Saturday or a Sunday can be worked in exchange."), field="on")


@action
def exchange_days(
    *, worked_on: date, off_on: date, source: str, by: "User"
) -> tuple[DayMark, DayMark]:
    """The day of rest `worked_on` is worked and `off_on` is off instead (Labour Code, 85(3))."""
    names = {
        "kk": "Демалыс күнін ауыстыру",
        "ru": "Перенос дня отдыха",
        "en": "Exchange of days of rest",
    }
    worked, off = DayMark.Kind.WORKING_MOVED, DayMark.Kind.DAY_OFF_MOVED
    said: dict[str, Any] = {"names": names, "source": source, "by": by}
    marks = (
        _mark(on=worked_on, kind=worked, paired_on=off_on, **said),
        _mark(on=off_on, kind=off, paired_on=worked_on, **said),
    )
    held.reckon_anew(by=by)
    return marks


@action
def unmark_day(mark: DayMark, *, by: "User") -> None:
    """The day is again what its weekday says. What stood there stays in the journal.

    Open deadlines are reckoned anew, as when a day is marked.
    """
    journal.write("day.unmarked", mark, by=by, before=_facts(mark))
    DayMark.objects.filter(pk=mark.pk).delete()
    changed()
    held.reckon_anew(by=by)


def _facts(mark: DayMark) -> dict[str, Any]:
    return {f.name: getattr(mark, f.name) for f in mark._meta.concrete_fields if f.editable}


@action
def override(
    law: Norm,
    *,
    council: "Council",
    value: int,
    article: str,
    valid_from: date,
    by: "User",
    whole: int = 0,
    bound: str = "",
) -> Norm:
    """The council set its own value of a rule that the law leaves free, by the decision `article`.

    A value the council had set before ends the day before. Terms that began earlier keep theirs.
    Of a share that no act we have read states, `whole` and `bound` too are the council's: at least
    2 of 3 where the rule was more than 1 of 2.
    """
    whole, bound = whole or law.whole, bound or law.bound
    _check_override(law, value, article)
    _check_share(law, value, whole, bound)
    _end_before(Norm.objects.filter(code=law.code, council=council), valid_from)
    words = {
        f"{name}_{t}": getattr(law, f"{name}_{t}") for name in ("name", "base") for t in LANGUAGES
    }
    norm = Norm.objects.create(
        code=law.code,
        council=council,
        direction=law.direction,
        bound=bound,
        value=value,
        whole=whole,
        unit=law.unit,
        act=OWN,
        article=article,
        valid_from=valid_from,
        **words,
    )
    changed()
    journal.write(
        "norm.overridden", norm, by=by, code=law.code, value=value, was=law.value, decision=article
    )
    return norm


def _end_before(own: "NormQuerySet", valid_from: date) -> None:
    """The value set before gives way to the new one; a later one stands in its way."""
    if own.filter(valid_from__gte=valid_from).exists():
        raise Refused(_("A value of this day or a later one is already set."), field="valid_from")
    own.filter(Q(valid_until=None) | Q(valid_until__gte=valid_from)).update(
        valid_until=valid_from - DAY
    )


def _check_override(law: Norm, value: int, article: str) -> None:
    """A council may be stricter than the law where the law says so, and never laxer."""
    if law.council_id or not law.free:
        raise Refused(_("The law leaves no choice here: %(act)s.") % {"act": law.citation()})
    if not article:
        raise Refused(_("Name the council's decision."), field="article")
    if value < 1:
        raise Refused(_("The value must be at least 1."), field="value")
    if law.unit == Norm.Unit.VOTES and value > 2:
        raise Refused(_("A vote counts once or twice."), field="value")
    if law.knowledge != Norm.Knowledge.CONFIRMED:
        return
    least = law.bound == Norm.Bound.AT_LEAST and value < law.value
    most = law.bound == Norm.Bound.AT_MOST and value > law.value
    if least or most:
        raise Refused(
            _("The law says: %(bound)s %(length)s.")
            % {"bound": law.get_bound_display(), "length": law.length},
            field="value",
        )


def _check_share(law: Norm, value: int, whole: int, bound: str) -> None:
    """A share is of one whole, and somebody can reach it."""
    if (whole, bound) != (law.whole, law.bound) and (
        law.unit != Norm.Unit.SHARE or law.knowledge == Norm.Knowledge.CONFIRMED
    ):
        raise Refused(_("Here only the value is for the council to set."), field="whole")
    if law.unit != Norm.Unit.SHARE:
        return
    if value > whole or (value == whole and bound == Norm.Bound.MORE_THAN):
        raise Refused(_("Nobody can reach that share."), field="value")


@action
def end_override(norm: Norm, *, on: date, by: "User") -> None:
    """The council's own value ends with the day `on`; after it the law's value holds again."""
    if norm.council_id is None:
        raise Refused(_("This is the law, not a value of the council."))
    if on < norm.valid_from:
        raise Refused(_("It cannot end before it began."), field="on")
    Norm.objects.filter(pk=norm.pk).update(valid_until=on)
    norm.valid_until = on
    changed()
    journal.write("norm.ended", norm, by=by, code=norm.code, on=on)
