"""A deed: one act, asked on a page of its own and then done."""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from kenes.core import clock, record
from kenes.core.filing import plain
from kenes.core.refused import Refused, Stale
from kenes.core.row import Row
from kenes.core.upload import FilesField
from kenes.office.choosing import DayField
from kenes.office.history import difference, label_of
from kenes.office.lines import value_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Fields = Mapping[str, forms.Field]


class Frame(Protocol):
    """Sets the page on which a deed is asked, in the place it belongs to."""

    def __call__(
        self, template: str, context: Mapping[str, Any], *, last: str, status: int
    ) -> HttpResponse: ...


@dataclass(frozen=True)
class Deed:
    """What the button says, what is asked, the verb, and what follows from it.

    `asks` makes the fields for a row; `act` gets the row, the person and the facts. `dated` deeds
    ask the day first; it is today at the latest.
    """

    label: "_StrPromise"
    act: Callable[..., Any]
    asks: Callable[[Any], Fields] = lambda row: {}
    follows: "_StrPromise | str" = ""
    grave: bool = False
    dated: bool = True


class DeedForm(forms.Form):
    """The day of a deed and the facts it asks."""

    use_required_attribute = False

    def __init__(self, deed: Deed, row: Any, *data: Any) -> None:
        super().__init__(*data)
        self.row = row
        if isinstance(row, Row):
            hidden = forms.IntegerField(
                widget=forms.HiddenInput, initial=row.version, required=False
            )
            self.fields["version"] = hidden
        if deed.dated:
            self.fields["on"] = DayField(label=_("On which day"), initial=clock.today())
        self.fields |= deed.asks(row)

    def clean_on(self) -> Any:
        """What is recorded has happened: its day is today at the latest."""
        on = self.cleaned_data["on"]
        if on > clock.today():
            raise forms.ValidationError(_("That day is still to come."))
        return on

    def facts(self) -> dict[str, Any]:
        """What the verb is told."""
        return {name: said for name, said in self.cleaned_data.items() if name != "version"}

    def check_version(self) -> None:
        """Refuse what was asked of a row that a colleague has changed since."""
        seen = self.cleaned_data.get("version")
        if seen is not None and seen != self.row.version:
            raise record.stale(self.row, seen)

    def retold(self, stale: Stale) -> Any:
        """What to fill the form anew with: the person's text, else what the colleague wrote.

        The next time it is sent it is sent knowingly, against the row as it stands now.
        """
        said: Any = self.data.copy()  # type: ignore[attr-defined]
        said["version"] = str(self.row.version)
        for name, (old, _new) in stale.changes.items():
            if name not in self.cleaned_data:
                continue
            mine = copy(self.row)
            setattr(mine, name, self.cleaned_data[name])
            if plain(mine, name) == str(old):
                value = value_of(self.row, type(self.row)._meta.get_field(name))
                said[name] = "" if value is None else str(value)
        return said

    def refuse(self, refused: Refused) -> None:
        """Show a refusal beside the field it is about, or above the form."""
        self.add_error(refused.field if refused.field in self.fields else None, str(refused))


def carry_out(
    request: Any,
    deed: Deed,
    row: Any,
    *,
    frame: Frame,
    what: str,
    back: str,
    then: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Ask for a deed, and do it; a refusal is shown beside its field.

    `then` says where to go from what the verb returned; otherwise the way leads `back`.
    """
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form, told = DeedForm(deed, row, *data), None
    if form.is_bound and form.is_valid():
        try:
            form.check_version()
            made = deed.act(row, by=request.user, **form.facts())
            messages.success(request, _("Recorded: %s.") % deed.label)
            return HttpResponseRedirect(then(made) if then else back)
        except Stale as stale:
            row.refresh_from_db()
            form = DeedForm(deed, row, form.retold(stale))
            told = difference(stale, partial(label_of, type(row)))
            form.is_valid()
            form.refuse(stale)
        except Refused as refused:
            form.refuse(refused)
    context = {
        "title": str(deed.label),
        "what": what,
        "move": deed,
        "form": form,
        "difference": told,
        "cancel_url": back,
    }
    status = 422 if form.errors else 200
    return frame("office/move.html", context, last=str(deed.label), status=status)


def text(label: Any, *, required: bool = True, rows: int = 0, **more: Any) -> forms.Field:
    """A line of text, or a few lines of it."""
    if rows:
        more["widget"] = forms.Textarea(attrs={"rows": rows})
    else:
        more.setdefault("max_length", 300)
    return forms.CharField(label=label, required=required, **more)


def one_of(label: Any, choices: Any, **more: Any) -> forms.Field:
    """One of a few things; a choice that is required begins empty."""
    return forms.ChoiceField(label=label, choices=[("", "—"), *choices], **more)


def files(label: Any, **more: Any) -> forms.Field:
    """Any number of files; each is checked when it is kept."""
    return FilesField(label=label, required=False, **more)
