"""One record in the office: its facts, what can be done with it, its journal."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kenes.appeals.intake import suspicion
from kenes.appeals.models import Appeal
from kenes.appeals.publication.models import Publication, publication_of
from kenes.core import record
from kenes.core.attachment import attached
from kenes.core.door import may, requires
from kenes.core.frozen import why_frozen
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.core.text import capital
from kenes.events.models import Event
from kenes.office import actions
from kenes.office.appeal.terms import terms_of
from kenes.office.entries import entries
from kenes.office.history import history
from kenes.office.leading import leads
from kenes.office.looks import looked_at
from kenes.office.moves import MOVED_PARTS, moves
from kenes.office.page import page
from kenes.office.reception import receipt
from kenes.office.register import Register, register_of, registers
from kenes.office.rooms import tabs
from kenes.office.suggestions.card import suggested
from kenes.portal.card import card
from kenes.portal.files import told
from kenes.sittings.decisions.models import Decision
from kenes.sittings.models import Sitting


@requires(Permission.OFFICE_ENTER)
def shown(request: Any, code: str, key: str) -> HttpResponse:
    """The card of a record. An occasion is shown by what hangs on it."""
    register = registers()[code]
    row = register.find(request, key)
    if (home := hung_on(row)) is not None:
        return HttpResponseRedirect(register_of(type(home)).url(home))
    return page(
        request,
        "office/card.html",
        {
            **facts(register, row),
            **(doors := _may_do(request, register, row)),
            "terms": terms_of(
                row, base=register.url(row), writes=doors["writes"], strikes=doors["strikes"]
            ),
            "suggested": suggested(row, writes=doors["writes"]),
            # Those of an appeal stand with the person, where each look is remembered.
            "files": [] if row.FILES_APART or row.PERSONAL else _files(row),
            "history": history(kin(row)),
        },
        crumbs=[(str(register.plural), register.list_url), (row.reference or str(row), "")],
    )


def _files(row: Any) -> list[dict[str, str]]:
    return told(attached([row], public=False).get(row.pk, []))


def hung_on(row: Any) -> Any:
    """The sitting, the hearing or the monitoring an event is the occasion of."""
    return row.hung if isinstance(row, Event) else None


def facts(register: Register, row: Any) -> dict[str, Any]:
    """What the page of a record shows, in a register or in a directory."""
    if register.face is not None:
        return {
            "register": register,
            "face": register.face,
            **card(register.face, row, office=True),
        }
    assert register.shelf is not None
    said = [(str(cell.label), cell.says(row)) for cell in register.shelf.cells]
    told = [
        {"name": name, "value": value.get("text"), **value}
        for name, value in said
        if value.get("text") or "state" in value
    ]
    return {"register": register, "row": row, "facts": told}


def kin(row: Any) -> list[Any]:
    """The rows whose journal belongs on a record's card: itself, its occasion, its points."""
    found = [row]
    if hasattr(row, "event_id") and not row.PART_OF:
        found.append(row.event)
    for name in (
        *("points", "tasks", "items", "reviews", "problems"),
        *("matters", "inquiries", "remarks", "messages", "readings", "extensions"),
    ):
        if hasattr(row, name):
            found += getattr(row, name).all()
    if (shown := getattr(row, "publication", None)) is not None:
        found.append(shown)
    return found


def _may_do(request: Any, register: Register, row: Any) -> dict[str, Any]:
    """The doors from this card that are open to this person."""
    frozen = why_frozen([row])
    keeps = may(request, Permission.REGISTER_WRITE) and not row.struck
    writes = keeps and not frozen
    flow = register.flow(row)
    return {
        "frozen": frozen,
        "title": str(row),
        "writes": writes and type(row) in entries(),
        "strikes": may(request, Permission.REGISTER_STRIKE) and not frozen,
        "struck": struck(row) if row.struck else None,
        "moves": _moves(register.url(row, "moves/"), flow) if writes else [],
        "leads": leads(register, row) if keeps else [],
        "moved_parts": _parts(register, row, keeps),
        "sees_applicant": register.code == "appeals" and may(request, Permission.APPLICANT_SEE),
        "publication": _publication(request, row) if keeps else None,
        "publish_url": _publish_url(register, row) if writes else "",
        "base": register.url(row),
        "public_url": "" if row.struck or register.shelf else row.get_absolute_url(),
        "tabs": tabs(request, row),
        "receipt_url": receipt.url_of(row) if register.code == "appeals" else "",
        "quarantine": suspicion.told(row.quarantine_why)
        if getattr(row, "quarantined", False)
        else [],
        "hall_url": _hall_url(request, row),
    }


def _hall_url(request: Any, row: Any) -> str:
    """Where a member takes part in a sitting that is ahead or under way."""
    if not isinstance(row, Sitting) or row.struck or not may(request, Permission.SITTING_ATTEND):
        return ""
    return f"/hall/{row.reference}/" if row.ahead or row.in_session else ""


def _publication(request: Any, row: Any) -> Publication | None:
    """What is shown of an appeal to everyone, where its author agreed to it."""
    if not isinstance(row, Appeal) or not may(request, Permission.APPLICANT_SEE):
        return None
    known = publication_of(row)
    taken_back = known is not None and known.status == Publication.Status.TAKEN_BACK
    return None if taken_back else known


def _publish_url(register: Register, row: Any) -> str:
    """Where a decision that is not public yet is published."""
    waits = isinstance(row, Decision) and row.published_on is None
    return register.url(row, "publish/") if waits else ""


def _moves(base: str, flow: Any) -> list[dict[str, Any]]:
    return [
        {"label": str(move.label), "url": f"{base}{status}/", "grave": move.grave}
        for status, move in moves(flow)
    ]


def _parts(register: Register, row: Any, writes: bool) -> list[dict[str, Any]]:
    """The points of a recommendation or the tasks of a decision, each with its own moves."""
    relation, elsewhere = MOVED_PARTS.get(register.code, ("", ""))
    if not relation or elsewhere or not writes:
        return []
    return [
        {
            "part": part,
            "moves": _moves(register.url(row, f"{relation}/{part.ordinal}/moves/"), part),
        }
        for part in getattr(row, relation).live().order_by("ordinal")
        # A task left open is handed over, though the decision it follows from is frozen.
        if not why_frozen([part])
    ]


def struck(row: Any) -> dict[str, str]:
    """Who struck a row, when and why."""
    said = {"on": date_format(row.struck_at, "DATE_FORMAT"), "who": row.struck_by}
    return {"when": _("Struck on %(on)s by %(who)s.") % said, "why": row.struck_reason}


@requires(Permission.APPLICANT_SEE)
@require_POST
def applicant(request: Any, key: str) -> HttpResponse:
    """Who is behind an appeal. Each look leaves a line in the journal."""
    register = registers()["appeals"]
    row = register.find(request, key)
    crumbs = [(str(register.plural), register.list_url), (row.number, register.url(row))]
    context = {"row": row, "facts": _behind(row), "back": register.url(row)}
    context["files"] = _files(row)
    closed = row.status not in Appeal.OPEN and not row.erased_on
    context["erases"] = closed and may(request, Permission.REGISTER_STRIKE)
    crumbs.append((_("Applicant"), ""))
    answer = page(request, "office/applicant.html", context, crumbs=crumbs)
    return looked_at(row, answer, by=request.user)


def _behind(row: Any) -> list[dict[str, str]]:
    """What is sealed in an appeal: the person, and what was written from one to the other."""
    person = row.applicant
    said = (
        (_("Applicant"), person.get_kind_display()),
        (_("How many signed"), str(person.signed or "")),
        (_("Name"), person.name),
        (_("E-mail"), person.email),
        (_("Phone or e-mail"), person.contact),
        (_("Address"), person.address),
        (_("Text"), row.text),
        (_("Where it is"), row.place),
        (_("Answer to the person"), row.answer),
        (capital(_("in the person's words")), row.verdict_text),
        (capital(_("who said it")), row.verdict_by),
        *_supplied(row),
    )
    return [{"name": name, "value": value} for name, value in said if value]


def _supplied(row: Any) -> list[tuple[str, str]]:
    """What was asked of the person later, and what they supplied."""
    found = []
    for part in row.missing.live():
        found += [(_("What is missing"), part.what), (capital(_("supplied")), part.text)]
    return found


class ReasonForm(forms.Form):
    """Why a record is struck."""

    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["reason"].label = _("Why is it struck?")
        missing = _("Say why the record is struck.")
        self.fields["reason"].error_messages["required"] = missing


@requires(Permission.REGISTER_STRIKE)
def strike(request: Any, code: str, key: str) -> HttpResponse:
    """Ask for the reason, then strike the record; its occasion goes with it."""
    register = registers()[code]
    row = register.find(request, key)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            actions.strike(_together(row), reason=reason, by=request.user)
            messages.success(request, _("It is struck. It can be put back from this page."))
            return HttpResponseRedirect(register.url(row))
        except Refused as refused:
            form.add_error("reason", str(refused))
    return _confirm(request, register, row, form)


def _together(row: Any) -> Sequence[Any]:
    """A record and its occasion are struck and restored as one."""
    return [row, row.event] if hasattr(row, "event_id") and not row.PART_OF else [row]


def _confirm(request: Any, register: Register, row: Any, form: ReasonForm) -> HttpResponse:
    confirm = {
        "title": _("Strike %(what)s?") % {"what": row.reference or str(row)},
        "text": _("It stays to be seen with your reason, and counts in no figure any more."),
        "action": register.url(row, "strike/"),
        "do": _("Strike"),
        "cancel_url": register.url(row),
    }
    crumbs = [
        (str(register.plural), register.list_url),
        (row.reference or str(row), register.url(row)),
        (_("Strike"), ""),
    ]
    context = {"confirm": confirm, "form": form, "title": confirm["title"]}
    return page(request, "office/confirm.html", context, crumbs=crumbs)


@requires(Permission.REGISTER_STRIKE)
@require_POST
def restore(request: Any, code: str, key: str) -> HttpResponse:
    """Put a struck record back as if it had never been struck."""
    register = registers()[code]
    row = register.find(request, key)
    together = [each for each in _together(row) if each.struck or each is row]
    record.restore(together, by=request.user)
    messages.success(request, _("It is back in the register and counts again."))
    return HttpResponseRedirect(register.url(row))
