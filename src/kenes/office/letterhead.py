"""The letterhead that papers of the council are set on: taken from Word, given back to Word."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.core import record
from kenes.core.door import requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.office.page import page
from kenes.report import actions
from kenes.report.models import Letterhead
from kenes.report.papers.file import FORMS, letterhead_of, trial
from kenes.report.papers.letterhead import KNOWN, STYLES, standard

HERE = "/office/letterhead/"
LARGEST = 5 * 1024 * 1024


class LetterheadForm(forms.Form):
    """A Word document to be the letterhead."""

    file = forms.FileField(label=gettext_lazy("Letterhead in Word (.docx)"))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 5 MB."))
        return file


@requires(Permission.NOTE_EDIT)
def shown(request: Any) -> HttpResponse:
    """Which letterhead is in use; another may be brought, or the first one taken up again."""
    form = LetterheadForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            actions.take_letterhead(
                request.council, name=file.name, content=file.read(), by=request.user
            )
            messages.success(request, _("Papers are set on this letterhead from now on."))
            return HttpResponseRedirect(HERE)
        except Refused as refused:
            form.add_error("file", str(refused))
    context = {
        "title": _("Letterhead"),
        "form": form,
        "kept": Letterhead.objects.of(request.council).live().order_by("pk").last(),
        "fields": sorted(KNOWN),
        "styles": STYLES,
    }
    status = 422 if form.errors else 200
    crumbs = [(_("Letterhead"), "")]
    return page(request, "office/letterhead.html", context, crumbs=crumbs, status=status)


@requires(Permission.NOTE_EDIT)
def given(request: Any) -> HttpResponse:
    """The letterhead in use, to be changed in Word."""
    return _word(letterhead_of(request.council) or standard(), "letterhead")


@requires(Permission.NOTE_EDIT)
def tried(request: Any) -> HttpResponse:
    """A trial page on the letterhead in use."""
    content = letterhead_of(request.council) or standard()
    return _word(trial(content, request.council), "trial")


def _word(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=FORMS["docx"])
    answer["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    return answer


@requires(Permission.NOTE_EDIT)
def dropped(request: Any) -> HttpResponse:
    """The letterhead that comes with Kenes is used again; the council's own is struck."""
    kept = Letterhead.objects.of(request.council).live()
    if request.method == "POST" and kept.exists():
        reason = _("the letterhead that comes with Kenes is used again")
        record.strike(list(kept), reason=reason, by=request.user)
        messages.success(request, _("Recorded."))
    return HttpResponseRedirect(HERE)


urlpatterns = [
    path("letterhead/", shown),
    path("letterhead/letterhead.docx", given),
    path("letterhead/trial.docx", tried),
    path("letterhead/drop/", dropped),
]
