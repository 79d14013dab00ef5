"""The gallery: every component of a page at one address, for whoever builds the next one."""

import json
from pathlib import Path
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from kenes.core.door import public

SAMPLE = Path(__file__).parents[1] / "templates" / "gallery.json"


class SampleForm(forms.Form):
    """A form of all kinds of fields. Its words are sample content, as those of gallery.json are."""

    subject = forms.CharField(label="О чём обращение", help_text="Одной строкой.")
    received_on = forms.DateField(
        label="Дата поступления", widget=forms.DateInput(attrs={"type": "date"})
    )
    district = forms.ChoiceField(
        label="Район", required=False, choices=[("", "—"), ("alatau", "Алатауский район")]
    )
    text = forms.CharField(label="Текст", required=False, widget=forms.Textarea)
    way = forms.ChoiceField(
        label="Куда прислать ответ",
        widget=forms.RadioSelect,
        choices=[("mail", "На электронную почту"), ("paper", "На бумаге")],
    )
    public = forms.BooleanField(label="Показать на портале без имени", required=False)
    file = forms.FileField(label="Приложение", required=False)


@public
def gallery(request: Any) -> HttpResponse:
    """Every component with sample content."""
    sample = json.loads(SAMPLE.read_text("utf-8"))
    form = SampleForm({"way": "mail"})
    return render(request, "gallery.html", {**sample, "form": form})


urlpatterns = [path("gallery/", gallery, name="gallery")]
