"""Choosing a row of a directory: the rows of one council, each directory read once for a form."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _

from kenes.core.cell import see_year
from kenes.core.refused import Refused
from kenes.core.row import Row
from kenes.core.text import fold

if TYPE_CHECKING:
    from kenes.council.models import Council

# Loaded with the rows, where their words need it.
TOLD_WITH = {"Seat": ("convocation",), "AgendaItem": ("sitting__event",)}
# A list longer than this is of the newest rows alone.
AT_MOST = 600


class RowChoice(forms.TypedChoiceField):
    """A select of rows whose value is the row itself, or None."""

    def __init__(self, rows: Iterable[Any], **kwargs: Any) -> None:
        self.rows = {str(row.pk): row for row in rows}
        named = sorted(((key, told(row)) for key, row in self.rows.items()), key=_by_name)
        super().__init__(
            choices=[("", "—"), *named], coerce=self.rows.get, empty_value=None, **kwargs
        )


class RowsChoice(forms.TypedMultipleChoiceField):
    """Several rows, each with a box to tick."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, rows: Iterable[Any], **kwargs: Any) -> None:
        self.rows = {str(row.pk): row for row in rows}
        named = sorted(((key, told(row)) for key, row in self.rows.items()), key=_by_name)
        super().__init__(choices=named, coerce=self.rows.get, **kwargs)


def _by_name(pair: tuple[str, str]) -> str:
    return fold(pair[1])


def told(row: Any) -> str:
    """A row in the words of a list of choices."""
    if type(row).__name__ == "AgendaItem":
        said = {"number": row.sitting.number, "position": row.position}
        return _("%(number)s, item %(position)s") % said + f": {row.in_language('title')}"
    return str(row) or row.reference


class Directories:
    """The rows a form of one council may choose from."""

    def __init__(self, council: "Council") -> None:
        self.council = council
        self._read: dict[tuple[Any, str], list[Any]] = {}

    def rows(self, model: type[Row], limit: Q | None = None, besides: Any = None) -> list[Any]:
        """The live rows, and the one chosen long ago, which may have been struck since."""
        key = (model, str(limit))
        if key not in self._read:
            rows = model.objects.of(self.council).live().filter(limit or Q())
            rows = rows.select_related(*TOLD_WITH.get(model.__name__, ()))
            self._read[key] = list(rows.order_by("-pk")[:AT_MOST])
        found = self._read[key]
        missing = besides is not None and besides not in found
        return [*found, besides] if missing else found


DATES = ["%Y-%m-%d", "%d.%m.%Y"]


class DayField(forms.DateField):
    """A day by the calendar of the browser or typed; within the years a journal may hold.

    `ever` lets any year pass: people are born before the journals begin.
    """

    def __init__(self, *, ever: bool = False, **said: Any) -> None:
        self.ever = ever
        calendar = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(input_formats=DATES, widget=calendar, **said)

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day is not None and not self.ever:
            try:
                see_year(day)
            except Refused as refused:
                raise forms.ValidationError(str(refused)) from None
        return day


def field_for(
    field: Any, directories: Directories, *, limit: Q | None = None, now: Any = None
) -> forms.Field:
    """The control by which a fact is stated: real dates, whole numbers, rows of this council."""
    required = not field.blank and not field.null
    said: dict[str, Any] = {"label": capital(field.verbose_name), "required": required}
    if field.is_relation:
        rows = directories.rows(field.related_model, limit, now)
        return RowChoice(rows, **said)
    if field.has_default():
        said["initial"] = field.get_default()
    made: forms.Field = field.formfield(**said) if not field.choices else _choice(field, said)
    kind = field.get_internal_type()
    if kind == "BooleanField":
        # A box left empty says no.
        made.required = False
    if kind == "DateField":
        return DayField(**said)
    if kind == "TimeField":
        clock = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        return forms.TimeField(widget=clock, **said)
    if kind == "TextField":
        made.widget.attrs["rows"] = 4
    if field.name in {"name", "contact", "address"}:
        made.widget = forms.TextInput(attrs={"autocomplete": "off"})
    for tongue in ("kk", "ru", "en"):
        if field.name.endswith(f"_{tongue}"):
            made.widget.attrs["lang"] = tongue
    return made


def _choice(field: Any, said: dict[str, Any]) -> forms.Field:
    empty = [] if field.has_default() and field.default else [("", "—")]
    return forms.ChoiceField(choices=[*empty, *field.flatchoices], **said)


def capital(words: Any) -> str:
    """A label begins with a capital, whatever the rest of it."""
    text = str(words)
    return text[:1].upper() + text[1:]
