"""All that is kept of a person, as one file: a page to read, the same as data, and the files."""

import json
from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import override

from kenes.appeals.dossier.actions import hand_over
from kenes.appeals.dossier.dossier import Dossier, day_words, dossier, place_of
from kenes.appeals.models import Appeal
from kenes.core import clock
from kenes.core.access import console
from kenes.core.door import public
from kenes.core.text import language
from kenes.portal.appeal.own import TrackForm, asked_again, found


def handed(appeals: Sequence[Appeal], *, lang: str, by: Any) -> HttpResponse:
    """The file, once the journal knows that it leaves: its line is in the file as well."""
    hand_over(appeals, by=by)
    with override(lang):
        found = [dossier(each) for each in appeals]
        body = _packed(found, lang)
    answer = HttpResponse(body, content_type="application/zip")
    name = f"{appeals[0].number}-data.zip"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _packed(found: Sequence[Dossier], lang: str) -> bytes:
    out = BytesIO()
    said = {"format": 1, "made_on": clock.today().isoformat(), "language": lang}
    appeals = [each.as_json() for each in found]
    with ZipFile(out, "w", ZIP_DEFLATED) as pack:
        pack.writestr("data.html", _page(found, lang))
        plain = json.dumps({**said, "appeals": appeals}, ensure_ascii=False, indent=1)
        pack.writestr("data.json", plain)
        for each in found:
            # Beside several appeals each has a folder of its own.
            folder = f"{each.appeal.number}/" if len(found) > 1 else ""
            for at, file in enumerate(each.files, start=1):
                if file.path.exists():
                    pack.write(file.path, f"{folder}{place_of(at, file)}")
    return out.getvalue()


def _page(found: Sequence[Dossier], lang: str) -> str:
    """The page, which needs nothing beside it and opens without a connection."""
    council = found[0].appeal.council
    dossiers = [
        {
            "number": each.appeal.number,
            "title": each.appeal.title,
            "sections": [
                {
                    "title": section.title,
                    "things": [
                        [{"label": fact.label, "value": day_words(fact.value)} for fact in facts]
                        for facts in section.things
                    ],
                }
                for section in each.sections
            ],
        }
        for each in found
    ]
    context = {
        "lang": lang,
        "council": council.title,
        "day": date_format(clock.today(), "DATE_FORMAT"),
        "dossiers": dossiers,
    }
    return render_to_string("appeals/dossier.html", context)


@public
def own(request: Any) -> HttpResponse:
    """All that is kept of one's own appeal, for whoever has its number and code.

    Of that appeal alone: an e-mail typed on the portal proves nothing, so whoever writes with
    somebody else's would get what that person wrote.
    """
    if request.method != "POST":
        return redirect("appeal-track")
    form = TrackForm(request.POST)
    appeal = found(request, form)
    if appeal is None:
        return asked_again(request, form)
    return handed([appeal], lang=language(), by=console())


urlpatterns = [path("appeals/track/data/", own, name="appeal-data")]
