"""The materials of a question of the agenda: files put there, shown to the public, struck."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kenes.core import attachment, record
from kenes.core.attachment import TYPES, Attachment
from kenes.core.door import may, requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.office.page import page
from kenes.office.sitting.item import agenda_url, crumbs, found_item
from kenes.office.sitting.room import sitting_of
from kenes.sittings.models import AgendaItem, Sitting


class FileForm(forms.Form):
    """A file, and who sees it."""

    use_required_attribute = False
    file = forms.FileField(label=gettext_lazy("File"))
    public = forms.BooleanField(
        label=gettext_lazy("Seen by the public on the page of the sitting"),
        required=False,
        initial=True,
    )

    def __init__(self, *data: Any) -> None:
        super().__init__(*data)
        most = filesizeformat(settings.KENES_FILE_AT_MOST)
        said = {"most": most, "types": ", ".join(sorted(TYPES))}
        self.fields["file"].help_text = _("Up to %(most)s: %(types)s.") % said


@requires(Permission.OFFICE_ENTER)
def materials(request: Any, key: str, item: UUID) -> HttpResponse:
    """The files of a question; a new one can be put there."""
    sitting = sitting_of(request, key)
    row = found_item(sitting, item)
    if request.method != "POST":
        return _page(request, sitting, row, FileForm())
    if not may(request, Permission.REGISTER_WRITE):
        raise Http404
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        shown = form.cleaned_data["public"]
        try:
            attachment.attach(row, sent.name, sent.chunks(), public=shown, by=request.user)
            messages.success(request, _("The file is here."))
            return HttpResponseRedirect(request.path)
        except Refused as refused:
            form.add_error("file", str(refused))
    return _page(request, sitting, row, form)


def _page(request: Any, sitting: Sitting, row: AgendaItem, form: FileForm) -> HttpResponse:
    files = attachment.attached([row], public=False).get(row.pk, [])
    title = _("Materials of question %s") % row.position
    context = {
        "sitting": sitting,
        "item": row,
        "title": title,
        "form": form,
        "files": [{"file": each, "size": filesizeformat(each.size)} for each in files],
        "writes": may(request, Permission.REGISTER_WRITE),
        "back": agenda_url(sitting),
    }
    status = 422 if form.errors else 200
    template = "office/sitting/materials.html"
    return page(request, template, context, crumbs=crumbs(sitting, title), status=status)


def _file(request: Any, key: str, item: UUID, file: UUID) -> Attachment:
    row = found_item(sitting_of(request, key), item)
    found: Attachment | None = Attachment.objects.live().filter(row_id=row.pk, pk=file).first()
    if found is None:
        raise Http404
    return found


@requires(Permission.REGISTER_WRITE)
@require_POST
def show(request: Any, key: str, item: UUID, file: UUID) -> HttpResponse:
    """Let the public see a file, or not any more."""
    found = _file(request, key, item, file)
    attachment.show(found, public=request.POST.get("public") == "1", by=request.user)
    return HttpResponseRedirect("../../")


@requires(Permission.REGISTER_WRITE)
@require_POST
def strike(request: Any, key: str, item: UUID, file: UUID) -> HttpResponse:
    """Take a file away: nobody is handed it any more, and the journal remembers it."""
    found = _file(request, key, item, file)
    record.strike([found], reason=_("taken away from the materials"), by=request.user)
    messages.success(request, _("The file is taken away."))
    return HttpResponseRedirect("../../")


_BASE = "sittings/<str:key>/agenda/<uuid:item>/materials/"
urlpatterns: list[URLPattern] = [
    path(_BASE, materials),
    path(f"{_BASE}<uuid:file>/show/", show),
    path(f"{_BASE}<uuid:file>/strike/", strike),
]
