"""How a deadline is told to a person: why this day, what is uncertain, how long is left."""

from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kenes.norms.calendar import WorkingDays
from kenes.norms.deadline import Deadline, Extension
from kenes.norms.models import Norm


def sentence(deadline: Deadline, language: str = "") -> str:
    """Why the term ends that day, in plain words that can be put into a letter."""
    with translation.override(language or translation.get_language()):
        return " ".join([*_reckoning(deadline), *_notes(deadline)])


def notes(deadline: Deadline, language: str = "") -> list[str]:
    """What is not certain about it. Whoever shows a due date shows these beside it."""
    with translation.override(language or translation.get_language()):
        return _notes(deadline)


def _reckoning(deadline: Deadline) -> list[str]:
    norm = deadline.norm
    due = (
        _("%(day)s is the last day for it.") if deadline.backward else _("%(day)s is the last day.")
    )
    said = [
        f"{norm.in_language('name')}: {norm.length}.",
        _("Counted from: %(event)s, %(day)s; that day is not counted.")
        % {"event": norm.in_language("base"), "day": date_format(deadline.start)},
        *(_extension(extension) for extension in deadline.extensions),
        due % {"day": date_format(deadline.due_on)},
    ]
    if left_out := _left_out(deadline):
        said.append(_("Not counted: %(days)s.") % {"days": left_out})
    if deadline.backward and deadline.act_by != deadline.due_on:
        said.append(
            _("That is a day off; %(day)s is the last working day before it.")
            % {"day": date_format(deadline.act_by)}
        )
    return [*said, f"{norm.citation()}."]


def _extension(extension: Extension) -> str:
    norm = extension.norm
    length = Norm(unit=norm.unit, value=extension.length).length
    return _("Extended by %(length)s from %(day)s (%(citation)s).") % {
        "length": length,
        "day": date_format(extension.since),
        "citation": norm.citation(),
    }


def _left_out(deadline: Deadline) -> str:
    """The skipped days: ordinary weekends by their number, every other day by date and reason."""
    skipped = [day for day in deadline.days if not day.counted]
    plain = [d for d in skipped if not d.pause and deadline.calendar.mark(d.on) is None]
    said = []
    if plain:
        weekend = ngettext("%(n)d Saturday or Sunday", "%(n)d Saturdays and Sundays", len(plain))
        said.append(weekend % {"n": len(plain)})
    ordinary = {day.on for day in plain}
    said += [f"{date_format(on)} ({why})" for on, why in deadline.skipped if on not in ordinary]
    return "; ".join(said)


def _notes(deadline: Deadline) -> list[str]:
    norm, said = deadline.norm, []
    if deadline.beyond:
        last = max(deadline.calendar.years, default=None)
        said.append(
            _("Forecast: holidays are entered up to %(year)d; later only Saturdays and Sundays.")
            % {"year": last}
            if last and deadline.due_on.year > last
            else _("Forecast: the holidays of that year are not entered, only weekends are known.")
        )
    elif deadline.forecast:
        said.append(_("Forecast: the calendar it rests on is not official yet."))
    if norm.away_from(deadline.start):
        said.append(
            _("This version of the rule is in force from %(day)s; the term began outside its life.")
            % {"day": date_format(norm.valid_from)}
        )
    if norm.knowledge != Norm.Knowledge.CONFIRMED:
        said.append(_("The rule itself: %(known)s.") % {"known": norm.get_knowledge_display()})
    return said


@dataclass(frozen=True)
class Remaining:
    """How a due date stands on a day: working days left, or working days gone by since."""

    due_on: date
    today: date
    working_days: int

    @property
    def overdue(self) -> bool:
        return self.today > self.due_on

    def __str__(self) -> str:
        n = abs(self.working_days)
        if self.today == self.due_on:
            return _("due today")
        if self.overdue:
            if not n:
                return _("overdue since %(day)s") % {"day": date_format(self.due_on)}
            words = ngettext("overdue by %(n)d working day", "overdue by %(n)d working days", n)
        else:
            words = ngettext("%(n)d working day left", "%(n)d working days left", n)
        return words % {"n": n}


def left(due_on: date, today: date, days: WorkingDays) -> Remaining:
    """How much is left until the due date kept on a row."""
    return Remaining(due_on, today, days.between(today, due_on))


def remaining(deadline: Deadline, today: date) -> Remaining:
    """How much is left of a term that was just reckoned."""
    return left(deadline.due_on, today, deadline.calendar)
