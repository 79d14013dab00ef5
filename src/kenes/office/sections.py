"""How a form is laid out: its groups one after another, short fields side by side."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from kenes.office.form import RecordForm
from kenes.office.lines import Line, PartsForm

SHORT = (forms.DateField, forms.TimeField, forms.IntegerField, forms.ChoiceField)


def sections(form: RecordForm) -> list[dict[str, Any]]:
    """The sections of a page: groups of facts, then each kind of part."""
    groups = [
        {
            "label": str(group.label),
            "help": str(group.help),
            "rows": paired([form[name] for name in group.names]),
        }
        for group in form.groups
    ]
    first = [form[name] for name in ("number", "state") if name in form.fields]
    if first and groups:
        groups.append({"label": _("In the register"), "help": "", "rows": [first]})
    return groups + [_parts(form, each) for each in form.parts]


def paired(fields: list[Any]) -> list[list[Any]]:
    """Fields in rows: two short ones that follow each other share a row."""
    rows: list[list[Any]] = []
    for field in fields:
        short = isinstance(field.field, SHORT)
        last = rows[-1] if rows else []
        if short and len(last) == 1 and isinstance(last[0].field, SHORT):
            last.append(field)
        else:
            rows.append([field])
    return rows


def _rows(line: Line, fields: list[Any]) -> list[list[Any]]:
    """A line of a ledger is one row; any other line is laid out like a group."""
    return [fields] if line.key else paired(fields)


def _parts(form: RecordForm, each: PartsForm) -> dict[str, Any]:
    for line in each.lines:
        for place in line.names.values():
            # The line is optional as a whole; to say so beside each of its fields would be noise.
            form.fields[place].required = True
    said: dict[str, Any] = {
        "label": str(each.parts.label),
        "help": str(each.parts.help),
        "relation": each.relation,
    }
    if each.parts.many:
        boxes = form[each.relation]
        chosen = len(boxes.value() or [])
        return {**said, "boxes": boxes, "chosen": chosen, "open": bool(boxes.errors)}
    lines = [
        {
            "label": line.label,
            "old": line.old,
            "rows": _rows(line, [form[place] for place in line.names.values()]),
            "remove": form[line.remove] if line.remove else None,
        }
        for line in each.lines
    ]
    said["ledger"] = bool(each.parts.fixed)
    more = "" if each.parts.fixed else each.relation
    return {**said, "lines": lines, "more": more, "count": form[f"{each.relation}-lines"]}
