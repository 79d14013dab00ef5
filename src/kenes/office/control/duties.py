"""What is due at the council of its forms of public control."""

from collections.abc import Sequence
from datetime import timedelta

from kenes.control.running import steps_due
from kenes.norms.wording import left
from kenes.office.control.room import url
from kenes.office.due import SHOWN, Asked, Due

SOON = timedelta(days=14)


def steps(asked: Asked) -> Sequence[Due]:
    """Steps whose day is within two weeks or has gone by, the oldest first."""
    found = []
    for form, step, on in steps_due(asked.council, asked.today, asked.days, asked.today + SOON):
        remaining = left(on, asked.today, asked.days)
        soon = "attention" if remaining.working_days <= 3 else "plain"
        tone = "bad" if remaining.overdue else soon
        second = f"{form.number} · {form.title}"
        page = url(form, "course")
        found.append(Due(form, on, step.label, second, str(remaining), tone, url=page))
    return found[: SHOWN + 1]
