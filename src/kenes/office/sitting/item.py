"""One item of an agenda: put on, worded otherwise, taken off."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.core.door import requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.office.choosing import Directories, field_for
from kenes.office.page import page
from kenes.office.register import register_of
from kenes.office.sitting.room import sitting_of
from kenes.organs.models import Organisation
from kenes.sittings.agenda import actions
from kenes.sittings.models import AgendaItem, Sitting

ROWS = (
    ("kind", "minutes_planned"),
    ("title_ru", "title_kk"),
    ("rapporteur", "agency"),
    ("draft_ru", "draft_kk"),
)
HELP = {
    "kind": gettext_lazy("The agenda, the minutes and miscellaneous count in no figure."),
    "rapporteur": gettext_lazy("Who speaks to the question."),
    "agency": gettext_lazy("Whose report it is, or who drafted the act."),
    "draft_ru": gettext_lazy("What the council is asked to decide."),
}


class ItemForm(forms.Form):
    """The facts of one item."""

    use_required_attribute = False

    def __init__(self, council: Any, item: AgendaItem | None = None, data: Any = None) -> None:
        super().__init__(data)
        directories = Directories(council)
        for name in (name for row in ROWS for name in row):
            field = field_for(
                AgendaItem._meta.get_field(name), directories, now=getattr(item, name, None)
            )
            field.help_text = HELP.get(name, "")
            self.fields[name] = field
            self.initial[name] = self._told(name, getattr(item, name)) if item else None
        self.initial["kind"] = item.kind if item else AgendaItem.Kind.QUESTION
        if item is not None:
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)
            self.initial["version"] = item.version

    @staticmethod
    def _told(name: str, value: Any) -> Any:
        return str(value.pk) if isinstance(value, Organisation) else value

    def facts(self) -> dict[str, Any]:
        """What was stated."""
        return {name: self.cleaned_data[name] for row in ROWS for name in row}

    def refuse(self, refused: Refused) -> None:
        """Show a refusal beside the field it is about, or above the form."""
        self.add_error(refused.field if refused.field in self.fields else None, str(refused))


@requires(Permission.REGISTER_WRITE)
def new(request: Any, key: str) -> HttpResponse:
    """Put a question of one's own on the agenda."""
    sitting = sitting_of(request, key)
    form = ItemForm(request.council, data=request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.put_on(sitting, [(AgendaItem(**form.facts()), None)], by=request.user)
            messages.success(request, _("The question is on the agenda."))
            return HttpResponseRedirect(_back(sitting, request))
        except Refused as refused:
            form.refuse(refused)
    return _page(request, sitting, form, _("New question"))


@requires(Permission.REGISTER_WRITE)
def edit(request: Any, key: str, item: UUID) -> HttpResponse:
    """Word a question otherwise, name its speaker, plan its minutes, draft its decision."""
    sitting = sitting_of(request, key)
    row = found_item(sitting, item)
    form = ItemForm(request.council, row, request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            actions.reword(row, version=version, by=request.user, **form.facts())
            return HttpResponseRedirect(f"{agenda_url(sitting)}#item-{row.pk}")
        except Refused as refused:
            form.refuse(refused)
            row = found_item(sitting, item)
    return _page(request, sitting, form, _("Question %s") % row.position, row)


@requires(Permission.REGISTER_WRITE)
def take_off(request: Any, key: str, item: UUID) -> HttpResponse:
    """Ask why, then take the question off the agenda."""
    sitting = sitting_of(request, key)
    row = found_item(sitting, item)
    form = ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.take_off(row, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, _("The question is off the agenda."))
            return HttpResponseRedirect(agenda_url(sitting))
        except Refused as refused:
            form.add_error("reason", str(refused))
    confirm = {
        "title": _("Take it off the agenda?"),
        "text": row.title,
        "action": request.path,
        "do": _("Take off the agenda"),
        "cancel_url": agenda_url(sitting),
    }
    context = {"confirm": confirm, "form": form, "title": confirm["title"]}
    way = crumbs(sitting, confirm["title"])
    status = 422 if form.errors else 200
    return page(request, "office/confirm.html", context, crumbs=way, status=status)


class ReasonForm(forms.Form):
    """Why a question leaves the agenda."""

    reason = forms.CharField(
        label=gettext_lazy("Why is it taken off?"), widget=forms.Textarea(attrs={"rows": 2})
    )


def found_item(sitting: Sitting, key: UUID) -> AgendaItem:
    """The item of this agenda under a key; 404 for any other."""
    found: AgendaItem | None = actions.live_items(sitting).filter(pk=key).first()
    if found is None:
        raise Http404
    found.sitting = sitting
    return found


def agenda_url(sitting: Sitting) -> str:
    """The page of the whole agenda."""
    return register_of(Sitting).url(sitting, "agenda/")


def _back(sitting: Sitting, request: Any) -> str:
    """To the agenda, or to the next new question."""
    return f"{agenda_url(sitting)}new/" if "another" in request.POST else agenda_url(sitting)


def crumbs(sitting: Sitting, last: str) -> list[tuple[str, str]]:
    """The way to a page under the agenda."""
    register = register_of(Sitting)
    return [
        (str(register.plural), register.list_url),
        (sitting.reference, register.url(sitting)),
        (_("Agenda"), agenda_url(sitting)),
        (last, ""),
    ]


def _page(
    request: Any, sitting: Sitting, form: ItemForm, title: str, row: AgendaItem | None = None
) -> HttpResponse:
    another = {"label": _("Save and add another"), "name": "another", "value": "1"}
    context = {
        "sitting": sitting,
        "form": form,
        "item": row,
        "title": title,
        "rows": [[form[name] for name in names] for names in ROWS],
        "cancel_url": agenda_url(sitting),
        "off_url": f"{agenda_url(sitting)}{row.pk}/off/" if row else "",
        "files_url": f"{agenda_url(sitting)}{row.pk}/materials/" if row else "",
        "also": None if row else another,
    }
    status = 422 if form.errors else 200
    way = crumbs(sitting, title)
    return page(request, "office/sitting/item.html", context, crumbs=way, status=status)


urlpatterns: list[URLPattern] = [
    path("sittings/<str:key>/agenda/new/", new),
    path("sittings/<str:key>/agenda/<uuid:item>/", edit),
    path("sittings/<str:key>/agenda/<uuid:item>/off/", take_off),
]
