"""What was found in the field, question by question, on one page."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kenes.control.checklists import actions
from kenes.control.checklists.models import CheckQuestion, FieldEntry
from kenes.control.models import Monitoring
from kenes.core import clock
from kenes.core.action import action
from kenes.core.door import requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.core.row import uuid7
from kenes.office.control.room import form_of, room, room_of, url

K = CheckQuestion.Kind


class FieldForm(forms.Form):
    """Each question with a control of its kind; what is left empty is no entry.

    Beside each stands the key of the entry it may become: sent twice, it is one entry.
    """

    use_required_attribute = False

    def __init__(self, questions: Sequence[CheckQuestion], *data: Any, who: str = "") -> None:
        super().__init__(*data)
        self.questions = questions
        self.fields["who"] = forms.CharField(label=_("Who found it"), max_length=300, initial=who)
        for row in questions:
            key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7())
            self.fields[f"key-{row.pk}"] = key
            if row.kind != K.PHOTO:
                self.fields[f"said-{row.pk}"] = _control(row)
            self.fields[f"photo-{row.pk}"] = _photo(row)

    def lines(self) -> list[dict[str, Any]]:
        """The questions with their controls, for the page."""
        return [
            {
                "row": row,
                "key": self[f"key-{row.pk}"],
                "said": self[f"said-{row.pk}"] if row.kind != K.PHOTO else None,
                "photo": self[f"photo-{row.pk}"],
            }
            for row in self.questions
        ]

    def entries(self) -> list[tuple[FieldEntry, Any]]:
        """The entries that were made, each with its photo."""
        now = clock.now()
        found = []
        for row in self.questions:
            said = self.cleaned_data.get(f"said-{row.pk}")
            photo = self.cleaned_data.get(f"photo-{row.pk}")
            if said in (None, "") and not photo:
                continue
            entry = FieldEntry(
                pk=self.cleaned_data[f"key-{row.pk}"],
                council_id=row.council_id,
                question=row,
                who=self.cleaned_data["who"],
                found_at=now,
                yes=said == "yes" if row.kind == K.YES_NO and said else None,
                amount=said if row.kind == K.NUMBER else None,
                text=said or "" if row.kind == K.TEXT else "",
            )
            found.append((entry, photo))
        return found


def _control(row: CheckQuestion) -> forms.Field:
    label = str(row)
    if row.kind == K.YES_NO:
        choices = [("", "—"), ("yes", _("yes")), ("no", _("no"))]
        return forms.ChoiceField(label=label, choices=choices, required=False)
    if row.kind == K.NUMBER:
        return forms.DecimalField(
            label=label, required=False, max_digits=14, decimal_places=3, localize=True
        )
    area = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, required=False, max_length=2000, widget=area)


def _photo(row: CheckQuestion) -> forms.Field:
    label = str(row) if row.kind == K.PHOTO else _("Photo: %s") % row
    taken = forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png"})
    return forms.FileField(label=label, required=False, widget=taken)


@requires(Permission.REGISTER_WRITE)
def filled(request: Any, key: str) -> HttpResponse:
    """The field work is entered: nothing twice, and with one mistake nothing at all."""
    form = form_of(request, Monitoring, key)
    checklist = actions.checklist_of(form)
    if checklist is None or not room_of(form).may_write(request, form):
        raise Http404
    questions = list(checklist.questions.live().select_related("checklist__monitoring"))
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    asked = FieldForm(questions, *data, who=str(request.user))
    if asked.is_bound and asked.is_valid():
        try:
            made = _take(asked.entries(), by=request.user)
            words = ngettext("%s answer is entered.", "%s answers are entered.", made)
            messages.success(request, words % made)
            return HttpResponseRedirect(url(form, "checklist"))
        except Refused as refused:
            asked.add_error(None, str(refused))
    context = {"form": asked, "lines": asked.lines(), "cancel_url": url(form, "checklist")}
    status = 422 if asked.errors else 200
    template = "office/control/field.html"
    return room(request, form, "checklist", context, template=template, status=status)


def _take(entries: Sequence[tuple[FieldEntry, Any]], *, by: Any) -> int:
    """Enter those that are new, with their photos; how many they were."""
    if not entries:
        raise Refused(_("Answer at least one question."))
    rows = [entry for entry, _photo in entries]
    if FieldEntry.objects.filter(pk__in=[row.pk for row in rows]).count() == len(rows):
        # All of it came before: it is compared, and nothing is written.
        return len(actions.enter(rows, by=by))
    return _enter(entries, by=by)


@action
def _enter(entries: Sequence[tuple[FieldEntry, Any]], *, by: Any) -> int:
    fresh = actions.enter([entry for entry, _photo in entries], by=by)
    for entry, photo in entries:
        if photo and entry in fresh:
            actions.add_photo(entry, photo.name, photo.chunks(), by=by)
    return len(fresh)
