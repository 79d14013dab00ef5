"""The blueprint of the note in the office: its blocks are read, edited, moved, and frozen."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kenes.core import record
from kenes.core.door import may, requires
from kenes.core.refused import Refused, Stale
from kenes.core.roles import Permission
from kenes.office.note_forms import BlockForm, FreezeForm, PeriodsForm, ReasonForm, preview
from kenes.office.page import page
from kenes.portal.note_words import warned
from kenes.report import actions
from kenes.report.models import Block
from kenes.report.note import edition
from kenes.report.note.blueprint import LANGS, Plan, plan
from kenes.report.note.note import compose, warnings

HOME = "/office/note/"


def _kept(request: Any) -> Plan:
    """The council's own blueprint; one that comes with Kenes is taken over first."""
    found = plan(request.council)
    if not found.kept:
        raise Refused(_("Take the blueprint over first; then it can be edited."))
    return found


def _block(kept: Plan, key: str) -> Block:
    for block in kept.blocks:
        if str(block.pk) == key:
            return block
    raise Http404


@requires(Permission.OFFICE_ENTER)
def blueprint(request: Any) -> HttpResponse:
    """All blocks of the note in order, each as it reads now, and what is to be freed of doubt."""
    found = plan(request.council)
    lang: Any = (get_language() or "ru")[:2]
    lines = {line.position: line.plain for line in compose(found, lang).lines}
    context = {
        "title": found.title(lang),
        "kept": found.kept,
        "may_edit": may(request, Permission.NOTE_EDIT),
        "may_freeze": may(request, Permission.NOTE_FREEZE),
        "blocks": [{"block": each, "reads": lines.get(each.position)} for each in found.blocks],
        "warnings": warned(warnings(found, LANGS)),
        "periods": PeriodsForm.of(found),
        "freeze": FreezeForm(council=request.council, code=found.blueprint.code),
        "struck": _struck(found),
    }
    return page(request, "office/note.html", context, crumbs=[(_("The note"), "")])


def _struck(found: Plan) -> list[Block]:
    if not found.kept:
        return []
    struck = found.blueprint.blocks.filter(struck_at__isnull=False)
    return list(struck.order_by("-struck_at")[:20])


@requires(Permission.NOTE_EDIT)
def take_over(request: Any) -> HttpResponse:
    """Make the blueprint that comes with Kenes the council's own."""
    if request.method == "POST":
        actions.load_default(request.council, by=request.user)
        messages.success(request, _("The blueprint is now the council's own."))
    return HttpResponseRedirect(HOME)


@requires(Permission.NOTE_EDIT)
def block(request: Any, key: str) -> HttpResponse:
    """One block in three languages side by side, with a preview before it is saved."""
    kept = _kept(request)
    found = _block(kept, key)
    form = BlockForm(request.POST or None, block=found)
    context: dict[str, Any] = {"piece": found, "form": form, "save": _("Save")}
    if form.is_bound and form.is_valid():
        if request.POST.get("do") == "preview":
            context |= _previewed(kept, form, found)
        elif (answer := _saved(request, kept, found, form, context)) is not None:
            return answer
    crumbs = [(_("The note"), HOME), (_("Block %s") % found.position, "")]
    return page(request, "office/note_block.html", context, crumbs=crumbs, status=_status(form))


def _status(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200


def _previewed(kept: Plan, form: BlockForm, found: Block) -> dict[str, Any]:
    try:
        return {"previews": preview(kept, form.unsaved(kept, found))}
    except Refused as refused:
        form.refuse(refused)
        return {}


def _saved(
    request: Any, kept: Plan, found: Block, form: BlockForm, context: dict[str, Any]
) -> HttpResponse | None:
    """Save the block; when it cannot be, say why in the context and keep the person's text."""
    try:
        version = form.cleaned_data["version"]
        actions.edit(kept, found, version=version, by=request.user, **form.facts())
    except Stale as stale:
        fresh = Block.objects.get(pk=found.pk)
        context["form"] = form.again(fresh, stale)
        context["difference"] = _changed(stale)
    except Refused as refused:
        form.refuse(refused)
    else:
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(f"{HOME}#b{found.pk}")
    return None


def _changed(stale: Stale) -> dict[str, Any]:
    labels = {f.name: str(f.verbose_name) for f in Block._meta.concrete_fields}
    return {
        "caption": _("%s changed meanwhile") % (stale.who or _("A colleague")),
        "old_label": _("What you saw"),
        "new_label": _("What stands now"),
        "rows": [
            {"name": labels.get(name, name), "old": str(old), "new": str(new)}
            for name, (old, new) in stale.changes.items()
        ],
    }


@requires(Permission.NOTE_EDIT)
def add(request: Any, after: int) -> HttpResponse:
    """A new block behind the one at `after`."""
    kept = _kept(request)
    form = BlockForm(request.POST or None, after=after)
    context: dict[str, Any] = {"form": form, "save": _("Put into the note")}
    if form.is_bound and form.is_valid():
        fresh = form.unsaved(kept, None)
        if request.POST.get("do") == "preview":
            context |= _previewed(kept, form, fresh)
        else:
            try:
                made = actions.put(kept, after, by=request.user, kind=fresh.kind, **form.facts())
                return HttpResponseRedirect(f"{HOME}#b{made.pk}")
            except Refused as refused:
                form.refuse(refused)
    crumbs = [(_("The note"), HOME), (_("New block"), "")]
    return page(request, "office/note_block.html", context, crumbs=crumbs, status=_status(form))


@requires(Permission.NOTE_EDIT)
def move(request: Any, key: str) -> HttpResponse:
    """Move a block up or down past its neighbour."""
    if request.method == "POST":
        kept = _kept(request)
        up = request.POST.get("to") == "up"
        actions.move(kept, _block(kept, key), up=up, by=request.user)
    return HttpResponseRedirect(f"{HOME}#b{key}")


@requires(Permission.NOTE_EDIT)
def strike(request: Any, key: str) -> HttpResponse:
    """Take a block out of the note, saying why."""
    kept = _kept(request)
    found = _block(kept, key)
    form = ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.strike([found], reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The block is out of the note; it can be put back below."))
        return HttpResponseRedirect(HOME)
    confirm = {
        "title": _("Take this block out of the note?"),
        "text": found.title[:300],
        "action": request.path,
        "do": _("Take out"),
        "cancel_url": HOME,
    }
    context = {"confirm": confirm, "field": form["reason"]}
    return page(request, "office/note_strike.html", context, crumbs=[(_("The note"), HOME)])


@requires(Permission.NOTE_EDIT)
def restore(request: Any, key: str) -> HttpResponse:
    """Put a block back that was taken out."""
    if request.method == "POST":
        kept = _kept(request)
        struck = [each for each in _struck(kept) if str(each.pk) == key]
        if not struck:
            raise Http404
        record.restore(struck, by=request.user)
    return HttpResponseRedirect(f"{HOME}#b{key}")


@requires(Permission.NOTE_EDIT)
def periods(request: Any) -> HttpResponse:
    """Give the note its periods."""
    kept = _kept(request)
    form = PeriodsForm(request.POST or None, letters=list(kept.periods()))
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"]
        said = form.periods()
        actions.set_periods(kept.blueprint, said, version=version, by=request.user)
        messages.success(request, _("Saved."))
    elif form.is_bound:
        messages.error(request, _("Not saved: a period has two dates, the first before the last."))
    return HttpResponseRedirect(HOME)


@requires(Permission.NOTE_FREEZE)
def freeze(request: Any) -> HttpResponse:
    """Freeze the note as it reads now into a numbered edition."""
    found = plan(request.council)
    form = FreezeForm(request.POST or None, council=request.council, code=found.blueprint.code)
    if form.is_bound and form.is_valid():
        made = edition.freeze(found, by=request.user, corrects=form.corrected())
        messages.success(request, _("Edition %s is frozen.") % made.number)
        return HttpResponseRedirect(f"/{(get_language() or 'ru')[:2]}/note/editions/{made.number}/")
    return HttpResponseRedirect(f"{HOME}#freeze")


urlpatterns = [
    path("note/", blueprint, name="office_note"),
    path("note/take-over/", take_over, name="office_note_take_over"),
    path("note/periods/", periods, name="office_note_periods"),
    path("note/freeze/", freeze, name="office_note_freeze"),
    path("note/add/<int:after>/", add, name="office_note_add"),
    path("note/<str:key>/", block, name="office_note_block"),
    path("note/<str:key>/move/", move, name="office_note_move"),
    path("note/<str:key>/strike/", strike, name="office_note_strike"),
    path("note/<str:key>/restore/", restore, name="office_note_restore"),
]
