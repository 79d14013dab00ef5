"""What was found in the field, question by question, on one page.

The page works without a connection: the phone keeps what is typed, and sends it when it can. What
it needs for that is kenes/js/field.js and, below it, kenes/js/field-worker.js.
"""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kenes.control.checklists import actions
from kenes.control.checklists.models import CheckQuestion, FieldEntry
from kenes.control.models import Monitoring
from kenes.core import clock
from kenes.core.action import action
from kenes.core.door import public, requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.core.row import uuid7
from kenes.office.control.room import form_of, room, room_of, url

K = CheckQuestion.Kind
WORKER = "kenes/js/field-worker.js"
# A phone that says it kept an answer for longer has lost its clock.
KEPT_AT_MOST = timedelta(days=90)
# What the phone says of an answer beside the answer: seconds since it was found, and where.
SAID_BY_THE_PHONE = ("ago", "latitude", "longitude")


class FieldForm(forms.Form):
    """Each question with a control of its kind; what is left empty is no entry.

    Beside each stands the key of the entry it may become: sent twice, it is one entry. A phone
    counts how long ago the answer was given, because its clock may show any moment.
    """

    use_required_attribute = False

    def __init__(self, questions: Sequence[CheckQuestion], *data: Any, who: str = "") -> None:
        super().__init__(*data)
        self.questions = questions
        self.fields["who"] = forms.CharField(label=_("Who found it"), max_length=300, initial=who)
        for row in questions:
            key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7())
            self.fields[f"key-{row.pk}"] = key
            for name, field in _beside():
                self.fields[f"{name}-{row.pk}"] = field
            if row.kind != K.PHOTO:
                self.fields[f"said-{row.pk}"] = _control(row)
            self.fields[f"photo-{row.pk}"] = _photo(row)

    def lines(self) -> list[dict[str, Any]]:
        """The questions with their controls, for the page."""
        return [
            {
                "row": row,
                "hidden": [self[f"{name}-{row.pk}"] for name in ("key", *SAID_BY_THE_PHONE)],
                "said": self[f"said-{row.pk}"] if row.kind != K.PHOTO else None,
                "photo": self[f"photo-{row.pk}"],
            }
            for row in self.questions
        ]

    def entries(self) -> list[tuple[FieldEntry, Any]]:
        """The entries that were made, each with its photo."""
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
                **self._when_and_where(row),
                yes=said == "yes" if row.kind == K.YES_NO and said else None,
                amount=said if row.kind == K.NUMBER else None,
                text=said or "" if row.kind == K.TEXT else "",
            )
            found.append((entry, photo))
        return found

    def _when_and_where(self, row: CheckQuestion) -> dict[str, Any]:
        ago, *place = (self.cleaned_data.get(f"{name}-{row.pk}") for name in SAID_BY_THE_PHONE)
        past = min(timedelta(seconds=ago or 0), KEPT_AT_MOST)
        latitude, longitude = place if None not in place else (None, None)
        return {"found_at": clock.now() - past, "latitude": latitude, "longitude": longitude}


def _beside() -> list[tuple[str, forms.Field]]:
    """What the phone says of an answer; without a script it says nothing."""
    seconds = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    return list(zip(SAID_BY_THE_PHONE, (seconds, _angle(90), _angle(180)), strict=True))


def _angle(most: int) -> forms.Field:
    return forms.DecimalField(
        min_value=-most,
        max_value=most,
        max_digits=9,
        decimal_places=6,
        required=False,
        widget=forms.HiddenInput,
    )


def _control(row: CheckQuestion) -> forms.Field:
    label = str(row)
    if row.kind == K.YES_NO:
        choices = [("", "—"), ("yes", _("yes")), ("no", _("no"))]
        return forms.ChoiceField(label=label, choices=choices, required=False)
    if row.kind == K.NUMBER:
        typed = forms.TextInput(attrs={"inputmode": "decimal"})
        return forms.DecimalField(
            label=label,
            required=False,
            max_digits=14,
            decimal_places=3,
            localize=True,
            widget=typed,
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
            if request.accepts("text/html"):
                return HttpResponseRedirect(url(form, "checklist"))
            return JsonResponse({"url": url(form, "checklist")})
        except Refused as refused:
            asked.add_error(None, str(refused))
    context = {
        "form": asked,
        "lines": asked.lines(),
        "cancel_url": url(form, "checklist"),
        "worker_url": reverse("field-worker"),
    }
    status = 422 if asked.errors else 200
    template = "office/control/field.html"
    return room(request, form, "checklist", context, template=template, status=status)


@public
def worker(request: Any) -> HttpResponse:
    """The script that opens the page where there is no connection; it rules what is below it."""
    script = Path(str(finders.find(WORKER))).read_bytes()
    answer = HttpResponse(script, content_type="text/javascript")
    answer["Cache-Control"] = "no-cache"
    return answer


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
