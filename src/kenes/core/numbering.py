"""Numbers of records: one counter for each council, register and year."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection, models
from django.utils.translation import gettext as _

from kenes.core.refused import Refused
from kenes.core.row import Numbered, Row

if TYPE_CHECKING:
    from kenes.council.models import Council

# A longer number was given by another office's system; the counter does not go on from it.
COUNTED_DIGITS = 9
_SHAPE = re.compile(r"[\w-]{1,30}")


class Counter(Row):
    """The last number given in one register in one year."""

    register = models.CharField(max_length=40)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta(Row.Meta):
        constraints = (
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "register", "year"], name="counter_one_per_register_and_year"
            ),
        )


def number(rows: Sequence[Numbered]) -> None:
    """Give each row its number: "2024-0157". Comes last in a transaction, for it locks the counter.

    A row that comes with a journal number of its own keeps it behind its year, and the counter
    never gives that number again.
    """
    groups: dict[tuple[Any, str, int], list[Numbered]] = {}
    for row in rows:
        year = getattr(row, row.NUMBERED_BY).year
        groups.setdefault((row.council, row.PATH, year), []).append(row)
    for (council, register, year), members in groups.items():
        _number_group(council, register, year, members)


def _number_group(council: "Council", register: str, year: int, rows: Sequence[Numbered]) -> None:
    counted = [row for row in rows if len(row.number) <= COUNTED_DIGITS]
    taken = [int(row.number) for row in counted if row.number.isdecimal()]
    fresh = [row for row in rows if not row.number]
    last = _given(council, register, year, taken, len(fresh)) - len(fresh)
    for row in fresh:
        last += 1
        row.number = str(last)
    for row in rows:
        row.number = full_number(year, row.number)


def _given(council: "Council", register: str, year: int, taken: Sequence[int], many: int) -> int:
    """The last number given once so many more are, and which the counter then stands at.

    Putting it forward locks the counter: whoever else numbers at this moment goes on from there.
    """
    ahead = max(taken, default=0)
    key = council.pk if connection.features.has_native_uuid_field else council.pk.hex
    # One statement: nothing can come between putting the counter forward and reading it.
    sql = (
        "UPDATE kenes_counter SET last = CASE WHEN last < %s THEN %s ELSE last END + %s "
        "WHERE council_id = %s AND register = %s AND year = %s RETURNING last"
    )
    with connection.cursor() as cursor:
        while True:
            cursor.execute(sql, [ahead, ahead, many, key, register, year])
            if found := cursor.fetchone():
                return int(found[0])
            Counter.objects.get_or_create(council=council, register=register, year=year)


def number_after(occasion: Numbered, of: Numbered) -> None:
    """Give an occasion the number of what hangs on it: "2024-sitting.12" of the sitting 2024-0012.

    No counter gives a full stop and no person can, so an occasion never bears, nor takes from the
    journal of events, a number that an event of that journal may have.
    """
    year, _hyphen, short = of.number.partition("-")
    short = str(int(short)) if short.isdecimal() else short
    occasion.number = f"{year}-{of._meta.model_name}.{short}"


def full_number(year: int, short: str) -> str:
    """«157» of 2024 → «2024-0157»; «12-а» → «2024-12-а». Refused if no address could hold it."""
    if not _SHAPE.fullmatch(short):
        raise Refused(
            _("A number is made of letters, digits and hyphens, at most 30."), field="number"
        )
    return f"{year}-{int(short):04d}" if short.isdecimal() else f"{year}-{short}"
