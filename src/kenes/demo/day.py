"""The demo register's own day, which the visitor moves."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kenes.core import clock, journal
from kenes.core.action import action
from kenes.core.refused import Refused
from kenes.council.models import Council
from kenes.jobs import duties

if TYPE_CHECKING:
    from kenes.core.access import User


def let_pass(council: Council, *, days: int, by: "User") -> None:
    """So many days go by in a demo register, and the duties of the day are done."""
    move(council, days=days, by=by)
    with clock.standing(council.demo_now):
        duties.of_the_day(council)


@action
def move(council: Council, *, days: int, by: "User") -> datetime:
    """Let so many days go by in a demo register. Refused in a real one."""
    if council.demo_now is None:
        raise Refused(_("This register is no demo."))
    council.demo_now += timedelta(days=days)
    council.save(update_fields=["demo_now"])
    journal.write("demo.moved", council, by=by, council=council, days=days)
    return council.demo_now
