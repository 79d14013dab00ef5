"""The same advice to many agencies at once: each gets points of its own."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kenes.core.door import requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.office.choosing import Directories, RowsChoice
from kenes.office.recommendation.room import ROOM, points_url
from kenes.organs.models import Organisation
from kenes.recommendations import actions

KINDS = (Organisation.Kind.AKIMAT, Organisation.Kind.STATE_BODY, Organisation.Kind.SUBORDINATE)


class SpreadForm(forms.Form):
    """Pieces of advice, parted by an empty line, and the agencies they go to."""

    use_required_attribute = False

    def __init__(self, council: Any, data: Any = None) -> None:
        super().__init__(data)
        for name, label in (
            ("text_ru", _("What is advised, in Russian")),
            ("text_kk", _("What is advised, in Kazakh")),
            ("done_when_ru", _("What would count as done, in Russian")),
            ("done_when_kk", _("What would count as done, in Kazakh")),
        ):
            area = forms.Textarea(attrs={"rows": 5 if name.startswith("text") else 2})
            self.fields[name] = forms.CharField(label=label, required=False, widget=area)
            self.fields[name].widget.attrs["lang"] = name[-2:]
        self.fields["text_ru"].help_text = _(
            "An empty line parts one piece of advice from the next; each becomes a point of its "
            "own for each agency."
        )
        rows = Directories(council).rows(Organisation)
        for kind in KINDS:
            of_kind = [row for row in rows if row.kind == kind and row.ended_on is None]
            if of_kind:
                self.fields[kind.value] = RowsChoice(of_kind, label=kind.label, required=False)

    def texts(self) -> list[Any]:
        """The fields of the text."""
        return [self[name] for name in ("text_ru", "text_kk", "done_when_ru", "done_when_kk")]

    def boxes(self) -> list[Any]:
        """The agencies by their kinds, each with a box to tick."""
        return [self[kind.value] for kind in KINDS if kind.value in self.fields]

    def agencies(self) -> Sequence[Organisation]:
        """Those that were ticked."""
        return [row for kind in KINDS for row in self.cleaned_data.get(kind.value) or []]


@requires(Permission.REGISTER_WRITE)
def spread(request: Any, key: str) -> HttpResponse:
    """Ask for the advice and the agencies; forty points are made as easily as one."""
    paper = ROOM.of(request, key)
    form = SpreadForm(request.council, request.POST or None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        texts = {
            name: said[name] for name in ("text_kk", "text_ru", "done_when_kk", "done_when_ru")
        }
        try:
            made = actions.spread(paper, form.agencies(), by=request.user, **texts)
            n = len(made)
            messages.success(request, ngettext("%s point is added.", "%s points are added.", n) % n)
            return HttpResponseRedirect(points_url(paper))
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    title = _("Add points for many agencies")
    context = {
        "title": title,
        "form": form,
        "texts": form.texts(),
        "boxes": form.boxes(),
        "cancel_url": points_url(paper),
    }
    status = 422 if form.errors else 200
    setter = ROOM.frame(request, paper, "points")
    return setter("office/recommendation/spread.html", context, last=title, status=status)


urlpatterns: list[URLPattern] = [path("recommendations/<str:key>/spread/", spread)]
