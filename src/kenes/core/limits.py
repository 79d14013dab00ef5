"""What a table would refuse of one row, said before it does: too long, too large, missing."""

from typing import Any

from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils.translation import gettext as _

from kenes.core.refused import Refused
from kenes.core.row import Row


def check_fields(row: Row) -> None:
    """Refuse a text that is longer than its column, a number that is larger, a fact left out.

    SQLite would take such a text as it is.
    """
    for field in type(row).facts():
        value = getattr(row, field.attname)
        if value is None:
            if not field.null:
                raise Refused(_("“%s” is missing.") % field.verbose_name, field=field.name)
        elif isinstance(field, models.CharField):
            _check_length(field, value)
        elif isinstance(field, models.IntegerField):
            _check_size(field, value)


def _check_length(field: Any, value: str) -> None:
    if field.max_length is not None and len(value) > field.max_length:
        sentence = _("The text has %(count)s letters; at most %(most)s fit here.")
        words = {"count": len(value), "most": field.max_length}
        raise Refused(sentence % words, field=field.name)


def _check_size(field: Any, value: int) -> None:
    # The strictest of the engines we run on, so that a row is taken alike on each of them.
    _least, most = BaseDatabaseOperations.integer_field_ranges[field.get_internal_type()]
    if value > most:
        sentence = _("%(value)s is too large; at most %(most)s fits here.")
        raise Refused(sentence % {"value": value, "most": most}, field=field.name)
