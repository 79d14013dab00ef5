"""The settings of the council: what the law leaves to it, and what no act we have read says."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.core import clock
from kenes.core.door import may, requires
from kenes.core.journal import Entry
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.norms import actions
from kenes.norms.models import Norm
from kenes.office.choosing import DayField
from kenes.office.page import page

HERE = "/office/settings/"
# What the chair's vote may be where votes are equal: it counts once, or twice.
TIE = (
    (1, gettext_lazy("Does not decide: a question with equal votes is not adopted")),
    (2, gettext_lazy("Decides, where the chair voted openly")),
)
BOUNDS = [(b.value, b.label) for b in (Norm.Bound.MORE_THAN, Norm.Bound.AT_LEAST)]


class SettingForm(forms.Form):
    """The council's own value of a rule, by which decision, from which day."""

    value = forms.IntegerField(label=gettext_lazy("Value"), min_value=1, max_value=1000)
    article = forms.CharField(
        label=gettext_lazy("Statute or decision of the council"),
        max_length=120,
        help_text=gettext_lazy("Like: decision No. 4 of 12 March 2025, item 3."),
    )
    valid_from = DayField(
        label=gettext_lazy("In force from"),
        help_text=gettext_lazy("What was voted or closed before keeps the rule of its day."),
    )

    def __init__(self, law: Norm, now: Norm, data: Any = None) -> None:
        names = ("bound", "value", "whole")
        initial = {name: getattr(now, name) for name in names} | {"valid_from": clock.today()}
        super().__init__(data, initial=initial)
        if law.unit == Norm.Unit.VOTES:
            self.fields["value"] = forms.TypedChoiceField(
                label=_("Value"), choices=TIE, coerce=int, widget=forms.RadioSelect
            )
        elif law.unit == Norm.Unit.SHARE:
            self._ask_share()
        else:
            self.fields["value"].label = _("Value, %(unit)s") % {"unit": law.get_unit_display()}

    def _ask_share(self) -> None:
        """A share is asked as people say it: more than, 1, of 2."""
        bound = forms.ChoiceField(label=_("How it binds"), choices=BOUNDS)
        whole = forms.IntegerField(label=_("Of how many"), min_value=1, max_value=1000)
        rest = dict(self.fields)
        rest["value"].label = _("How many parts")
        self.fields = {"bound": bound, "value": rest.pop("value"), "whole": whole, **rest}


def _free(request: Any) -> dict[str, tuple[Norm, Norm]]:
    """Each rule the council may set: the law, and what holds today, by code."""
    today = clock.today()
    laws = Norm.objects.law().on(today).filter(free=True).order_by("act", "code")
    rows = Norm.objects.for_council(request.council).on(today).filter(code__in=laws.values("code"))
    now: dict[str, Norm] = {}
    for norm in rows:
        now.setdefault(norm.code, norm)
    # What nobody has read in an act stands first: there the council is to look itself.
    first = sorted(laws, key=lambda law: not law.unknown)
    return {law.code: (law, now[law.code]) for law in first}


@requires(Permission.OFFICE_ENTER)
def listed(request: Any) -> HttpResponse:
    """Every setting with its value, where it comes from, since when and by whom."""
    free = _free(request)
    rows = Norm.objects.filter(council=request.council, code__in=free).order_by("-valid_from")
    past: dict[str, list[Norm]] = {code: [] for code in free}
    for norm in rows:
        past[norm.code].append(norm)
    by = _authors(request, rows)
    context = {
        "settings": [_told(*pair, past[code], by) for code, pair in free.items()],
        "appeals_mail": request.council.appeals_mail,
        "kept_for": request.council.appeals_kept_for,
        "edits": may(request, Permission.SETTING_EDIT),
    }
    crumbs = [(_("Settings"), "")]
    return page(request, "office/settings/list.html", context, crumbs=crumbs)


def _authors(request: Any, rows: Any) -> dict[Any, str]:
    """Who set each value, by the journal."""
    lines = Entry.objects.filter(council=request.council, verb="norm.overridden")
    return dict(lines.filter(row_id__in=rows.values("pk")).values_list("row_id", "by_name_then"))


def _told(law: Norm, now: Norm, past: list[Norm], by: dict[Any, str]) -> dict[str, Any]:
    return {
        "code": law.code,
        "name": law.in_language("name"),
        "base": law.in_language("base"),
        "value": _value(now),
        "source": now.citation(),
        "unknown": now.unknown,
        "since": date_format(now.valid_from) if now.council_id else "",
        "by": by.get(now.pk, ""),
        "until": date_format(now.valid_until) if now.council_id and now.valid_until else "",
        "ends": now.council_id is not None and now.valid_until is None,
        "past": [_version(norm, by) for norm in past if norm.pk != now.pk],
    }


def _value(norm: Norm) -> str:
    """The value with how it binds; of a vote alone that it decides or not."""
    if norm.unit == Norm.Unit.VOTES:
        return norm.length
    return f"{norm.get_bound_display()} {norm.length}"


def _version(norm: Norm, by: dict[Any, str]) -> dict[str, Any]:
    """One value the council had or will have."""
    since = _("from %(day)s") % {"day": date_format(norm.valid_from)}
    until = ""
    if norm.valid_until:
        until = _("until %(day)s") % {"day": date_format(norm.valid_until)}
    return {
        "value": _value(norm),
        "span": f"{since} {until}".strip(),
        "source": norm.citation(),
        "by": by.get(norm.pk, ""),
    }


def _one(request: Any, code: str) -> tuple[Norm, Norm]:
    found = _free(request).get(code)
    if found is None:
        raise Http404
    return found


@requires(Permission.SETTING_EDIT)
def change(request: Any, code: str) -> HttpResponse:
    """The council sets its own value from a day on."""
    law, now = _one(request, code)
    form = SettingForm(law, now, request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.override(law, council=request.council, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, _("The setting is changed."))
            return HttpResponseRedirect(HERE)
    title = law.in_language("name")
    context = {
        "form": form,
        "title": title,
        "told": _told(law, now, [], {}),
        "cancel_url": HERE,
    }
    crumbs = [(_("Settings"), HERE), (title, "")]
    status = 422 if form.errors else 200
    return page(request, "office/settings/form.html", context, crumbs=crumbs, status=status)


@requires(Permission.SETTING_EDIT)
def end(request: Any, code: str) -> HttpResponse:
    """The council's own value ends today, after asking; from tomorrow the default holds."""
    law, now = _one(request, code)
    if now.council_id is None or now.valid_until:
        raise Http404
    if request.method == "POST":
        actions.end_override(now, on=clock.today(), by=request.user)
        messages.success(request, _("The council's own value ends today."))
        return HttpResponseRedirect(HERE)
    title = _("End the council's own value?")
    confirm = {
        "title": title,
        "text": _("%(name)s. From tomorrow it is: %(value)s (%(source)s).")
        % {"name": law.in_language("name"), "value": _value(law), "source": law.citation()},
        "action": request.path,
        "do": _("End it"),
        "cancel_url": HERE,
    }
    crumbs = [(_("Settings"), HERE), (title, "")]
    context = {"confirm": confirm, "title": title}
    return page(request, "office/confirm.html", context, crumbs=crumbs)


urlpatterns = [
    path("settings/", listed),
    path("settings/<str:code>/", change),
    path("settings/<str:code>/end/", end),
]
