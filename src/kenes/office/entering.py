"""Registering a record and putting one right."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from kenes.core import record
from kenes.core.door import may, requires
from kenes.core.filing import plain
from kenes.core.refused import Refused, Stale
from kenes.core.roles import Permission
from kenes.office import actions, doubts
from kenes.office.cards import hung_on
from kenes.office.entries import entries
from kenes.office.entry import Doubt
from kenes.office.form import RecordForm
from kenes.office.history import difference, label_of
from kenes.office.leading import begun, origin_of, origins, told
from kenes.office.lines import value_of
from kenes.office.looks import looked_at
from kenes.office.page import page
from kenes.office.register import Register, register_of, registers
from kenes.office.sections import sections


@requires(Permission.REGISTER_WRITE)
def register(request: Any, code: str) -> HttpResponse:
    """A new record. The same form sent twice makes one."""
    here = registers()[code]
    origin = origin_of(request, here)
    form = _form(request, here, None, {**_opened(request, here), **begun(origin)})
    said = form.initial.get(form.entry.opened_by, "")
    title = _("New: %s") % form.entry.openings().get(said, here.noun)
    if form.is_bound and form.is_valid() and form.draft is not None:
        form.draft.origins = origins(origin)
        found = [] if actions.entered(form.draft) else form.entry.doubts(form.draft.row)
        if doubts.unseen(found, request.POST.get("despite", "")):
            return _page(request, here, form, title, here.list_url, origin=origin, found=found)
        try:
            row = actions.enter(form.draft, by=request.user)
            messages.success(request, _("Registered: %s.") % (row.reference or row))
            return HttpResponseRedirect(here.url(row))
        except Refused as refused:
            form.refuse(refused)
    return _page(request, here, form, title, here.list_url, origin=origin)


def _opened(request: Any, here: Register) -> dict[str, str]:
    """What the address of a new record says of it beforehand; nonsense says nothing."""
    entry = entries().get(here.model)
    name = entry.opened_by if entry is not None else ""
    said = request.GET.get(name, "")
    return {name: said} if entry is not None and said in entry.openings() else {}


@requires(Permission.REGISTER_WRITE)
def correct(request: Any, code: str, key: str) -> HttpResponse:
    """Put right what was stated wrongly; a colleague's change meanwhile is shown, not lost."""
    here = registers()[code]
    row = here.find(request, key)
    if (home := hung_on(row)) is not None:
        return HttpResponseRedirect(register_of(type(home)).url(home, "correct/"))
    _may_open(request, here, row)
    form, changed = _form(request, here, row), None
    if form.is_bound and form.is_valid() and form.draft is not None:
        try:
            actions.put_right(form.draft, by=request.user)
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(here.url(row))
        except Stale as stale:
            form, changed = _retold(request, here, here.find(request, key), stale)
        except Refused as refused:
            form.refuse(refused)
    title = _("Put right: %s") % (row.reference or row)
    answer = _page(request, here, form, title, here.url(row), changed)
    return looked_at(row, answer, by=request.user) if here.code == "appeals" else answer


def _may_open(request: Any, here: Register, row: Any) -> None:
    """The form of an appeal shows who wrote, so opening it is a look and is remembered as one."""
    if row.struck:
        raise Refused(_("A struck record is put back first, then put right."))
    record.refuse_frozen([row])
    if here.code != "appeals":
        return
    if not may(request, Permission.APPLICANT_SEE):
        raise PermissionDenied


def _form(
    request: Any, here: Register, row: Any, begun: Mapping[str, Any] | None = None
) -> RecordForm:
    entry = entries().get(here.model)
    if entry is None:
        raise Http404
    if request.method != "POST":
        return RecordForm(entry, request.council, row=row, begun=begun)
    if request.POST.get("more"):
        return RecordForm(entry, request.council, row=row, kept=request.POST)
    return RecordForm(entry, request.council, row=row, data=request.POST)


def _retold(
    request: Any, here: Register, row: Any, stale: Stale
) -> tuple[RecordForm, dict[str, Any]]:
    """The form anew: the person's text kept, the colleague's changes taken where he had none.

    The next time it is sent it is sent knowingly, against the record as it stands now.
    """
    entry = entries()[here.model]
    before = RecordForm(entry, request.council, row=row, data=request.POST)
    before.is_valid()
    mine = before.draft
    said = request.POST.copy()
    said["version"] = str(row.version)
    if entry.within:
        said["within_version"] = str(getattr(row, entry.within).version)
    places = {
        name: next((n for n in (name, f"{entry.within}__{name}") if n in before.fields), "")
        for name in stale.changes
    }
    for name, (old, _new) in stale.changes.items():
        if (place := places[name]) and mine is not None:
            owner = mine.within if entry.inner(place) else mine.row
            standing = getattr(row, entry.within) if entry.inner(place) else row
            if plain(owner, name) == str(old):
                value = value_of(standing, entry.model_field(place))
                said[place] = "" if value is None else str(value)
    form = RecordForm(entry, request.council, row=row, data=said)
    form.is_valid()
    form.add_error(None, str(stale))

    def label(name: str) -> str:
        return label_of(entry.model_field(places[name]).model if places[name] else type(row), name)

    return form, difference(stale, label)


def _page(
    request: Any,
    here: Register,
    form: RecordForm,
    title: str,
    back: str,
    difference: dict[str, Any] | None = None,
    origin: Any = None,
    found: Sequence[Doubt] = (),
) -> HttpResponse:
    context = {
        "doubts": (doubted := doubts.told(found) if found else None),
        "also": doubted["also"] if doubted else None,
        "origin": told(origin) if origin is not None else None,
        "title": title,
        "register": here,
        "form": form,
        "sections": sections(form),
        "hidden": [field for field in form.hidden_fields() if not field.name.endswith("-lines")],
        "save": _("Register") if form.row is None else _("Save"),
        "cancel_url": back,
        "difference": difference,
    }
    crumbs = [(str(here.plural), here.list_url), (title, "")]
    status = 409 if difference or found else 422 if form.is_bound and form.errors else 200
    return page(request, "office/form.html", context, crumbs=crumbs, status=status)
