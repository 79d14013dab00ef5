"""The journal, of one record and of the whole register, in words."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q
from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kenes.appeals.erasure.kinds import Ground
from kenes.core.clock import COUNCIL_ZONE
from kenes.core.door import requires
from kenes.core.journal import Entry
from kenes.core.refused import Stale
from kenes.core.roles import ROLES, Permission
from kenes.office.page import page

PAGE = 60
LINES_OF_A_RECORD = 200


def history(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """The lines about a record and what hangs together with it, newest first."""
    known = {row.pk: row for row in rows if row is not None}
    lines = Entry.objects.filter(row_id__in=known).select_related("payload")
    found = lines.order_by("-at", "-pk")[:LINES_OF_A_RECORD]
    return [_line(line, known.get(line.row_id)) for line in found]


def _line(line: Entry, row: Any) -> dict[str, Any]:
    said = getattr(getattr(line, "payload", None), "said", None)
    return {
        "on": date_format(timezone.localtime(line.at, COUNCIL_ZONE), "DATETIME_FORMAT"),
        "on_iso": line.at.isoformat(),
        "what": what(line.verb),
        "second": _who(line),
        "said": list(_said(said, type(row) if row is not None else _model(line.verb))),
        "place": "done",
    }


def _who(line: Entry) -> str:
    role = ROLES.get(line.by_role_then)
    return f"{line.by_name_then}, {role.name}" if role else line.by_name_then


def _model(verb: str) -> Any:
    try:
        return apps.get_model("kenes", verb.partition(".")[0])
    except LookupError:
        return None


def what(verb: str) -> str:
    """A verb of the journal in words: «appeal.registered» → “Appeal: registered”."""
    noun, _dot, past = verb.partition(".")
    model = _model(verb)
    known = {
        "registered": _("registered"),
        "corrected": _("put right"),
        "struck": _("struck"),
        "restored": _("restored"),
        "retraced": _("its course put right"),
        "seen": _("looked at"),
        "searched": _("words looked for in what people wrote"),
        "erased": _("what was personal is erased"),
        "handed": _("given out as a file"),
        "taken": _("taken in"),
        "granted": _("granted"),
        "ended": _("ended"),
        "marked": _("marked"),
        "unmarked": _("mark taken off"),
        "founded": _("founded"),
        "loaded": _("loaded"),
        "posted": _("written"),
        "retried": _("to be sent again"),
        "returned": _("came back undelivered"),
        "forgotten": _("the name is erased"),
        "reminded": _("reminded"),
        "infected": _("a file with a virus was not taken"),
        "published": _("published"),
        "closed": _("closed"),
        "overridden": _("set otherwise by the council"),
        "moved": _("moved on"),
        "undone": _("taken back"),
        "answered": _("answered"),
        "reckoned": _("days of answer reckoned"),
        "resealed": _("sealed anew"),
        "chosen": _("a suggestion was taken"),
        "passed": _("no suggestion was taken"),
        "reordered": _("its agenda put in another order"),
    }
    said = known.get(past) or _status(model, past) or past
    name = _nouns().get(noun) or (str(model._meta.verbose_name) if model is not None else noun)
    return f"{name[:1].upper()}{name[1:]}: {said}"


def _nouns() -> dict[str, str]:
    return {
        "intake": _("import"),
        "applicant": _("applicant"),
        "day": _("working day"),
        "access": _("access"),
        "norms": _("rules of law"),
        "days": _("days off"),
        "edition": _("edition of the note"),
        "council": _("council"),
        "demo": _("day of the demo"),
        "norm": _("rule of law"),
        "keys": _("keys"),
    }


def _status(model: Any, past: str) -> str:
    fields = {f.name: f for f in model._meta.concrete_fields} if model is not None else {}
    status = fields.get("status")
    return str(dict(status.flatchoices).get(past, "")) if status is not None else ""


def _said(said: Any, model: Any) -> Iterable[dict[str, str]]:
    """What a line said: reason and changes. Nothing where its words were destroyed."""
    if not said:
        return
    if ground := said.get("ground"):
        yield {"name": _("Ground"), "new": str(dict(Ground.choices).get(ground, ground))}
    if reason := said.get("reason"):
        yield {"name": _("Reason"), "new": str(reason)}
    for name, pair in (said.get("changed") or {}).items():
        if isinstance(pair, Sequence) and len(pair) == 2:
            yield {"name": label_of(model, name), "old": str(pair[0]), "new": str(pair[1])}


def label_of(model: Any, name: str) -> str:
    """What a fact is called on the form."""
    fields = {f.name: f for f in model._meta.concrete_fields} if model is not None else {}
    label = str(fields[name].verbose_name) if name in fields else name
    return label[:1].upper() + label[1:]


def difference(stale: Stale, label: Callable[[str], str]) -> dict[str, Any]:
    """What a colleague changed while a form was open, for parts/difference.html."""
    rows = [
        {"name": label(name), "old": str(old), "new": str(new)}
        for name, (old, new) in stale.changes.items()
    ]
    caption = _("%s changed meanwhile") % (stale.who or _("A colleague"))
    labels = {"old_label": _("What you saw"), "new_label": _("What stands now")}
    return {"caption": caption, "rows": rows, **labels}


@requires(Permission.OFFICE_ENTER)
def journal(request: Any) -> HttpResponse:
    """Who did what in this council, newest first; without the words of each line."""
    lines = Entry.objects.filter(council=request.council).order_by("-at", "-pk")
    if before := _key(request.GET.get("before", "")):
        place = Entry.objects.filter(council=request.council, pk=before).first()
        if place is not None:
            lines = lines.filter(Q(at__lt=place.at) | Q(at=place.at, pk__lt=place.pk))
    found = list(lines[: PAGE + 1])
    older = f"?before={found[PAGE - 1].pk}" if len(found) > PAGE else ""
    columns = [
        {"label": _("When"), "kind": "date"},
        {"label": _("What"), "kind": "text"},
        {"label": _("Who"), "kind": "text"},
    ]
    rows = [_row(line, columns) for line in found[:PAGE]]
    context = {"columns": columns, "rows": rows, "pager": {"older_url": older}}
    return page(request, "office/journal.html", context, crumbs=[(_("Journal"), "")])


def _row(line: Entry, columns: list[dict[str, str]]) -> dict[str, Any]:
    at = date_format(timezone.localtime(line.at, COUNCIL_ZONE), "DATETIME_FORMAT")
    said = ({"text": at}, {"text": what(line.verb)}, {"text": _who(line)})
    cells = [{"column": c, **cell} for c, cell in zip(columns, said, strict=True)]
    return {"cells": cells}


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
