"""What is done about the terms of an appeal, each asked on a page of its own."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.appeals import actions as appeals
from kenes.appeals.deadline import REQUEST, Terms, told_of_extension_by
from kenes.appeals.extensions import actions as extensions
from kenes.appeals.extensions.models import AppealExtension
from kenes.appeals.merging.together import merged_into, of_others
from kenes.appeals.missing import actions as missing
from kenes.appeals.models import Appeal
from kenes.core import clock
from kenes.core.door import requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.office.choosing import DayField
from kenes.office.deed import Deed, Fields, carry_out, one_of, text
from kenes.office.page import page
from kenes.office.register import registers


def _found(request: Any, key: str) -> Any:
    row = registers()["appeals"].find(request, key)
    if row.struck:
        raise Http404
    return row


def _carry_out(request: Any, deed: Deed, row: Appeal, about: Any = None) -> HttpResponse:
    """Ask for the deed in its place under the appeal, and lead back to its card."""
    register = registers()["appeals"]
    here = register.url(row)

    def frame(template: str, context: Mapping[str, Any], *, last: str, status: int) -> HttpResponse:
        crumbs = [(str(register.plural), register.list_url), (row.number, here), (last, "")]
        return page(request, template, context, crumbs=crumbs, status=status)

    what = f"{row.number} · {row.title}"
    return carry_out(request, deed, about or row, frame=frame, what=what, back=here)


def _asks_extension(row: Appeal) -> Fields:
    rule = extensions.rule_of(row, clock.today())
    request = row.kind == REQUEST
    told = Terms.of(row.council).rule(told_of_extension_by(row.kind), clock.today())
    at_most = _("At most %s.") % rule.length
    length = forms.IntegerField(
        label=_("For how many days") if request else _("For how many months"),
        min_value=1,
        max_value=rule.value,
        initial=rule.value if request else 1,
        help_text=f"{at_most} {rule.citation()}.",
    )
    reason = text(_("Why more time is needed"), rows=4)
    reason.help_text = _("The person reads it.")
    if of_others(row, merged_into([row])):
        too = _("So do the authors of the appeals merged into this one: name nobody.")
        reason.help_text = f"{reason.help_text} {too}"
    if told is not None:
        said = {"length": told.length, "citation": told.citation()}
        by_law = _("A letter goes at once; by law within %(length)s (%(citation)s).") % said
        reason.help_text = f"{reason.help_text} {by_law}"
    return {
        "official": one_of(_("Who decided"), AppealExtension.Official.choices),
        "length": length,
        "reason": reason,
    }


def _why_struck() -> forms.Field:
    reason = text(_("Why is it struck?"), rows=3)
    reason.help_text = _("The person reads it.")
    return reason


def _asks_missing(row: Appeal) -> Fields:
    what = text(_("What is missing"), rows=4)
    what.help_text = _("In the person's language: it goes into a letter as it stands.")
    until = DayField(label=_("Until which day it may be supplied"))
    until.help_text = _("The law asks for a reasonable time (art. 64(6)).")
    return {"what": what, "until_on": until}


def _asks_repeated(row: Appeal) -> Fields:
    number = text(_("Number of the other appeal"))
    number.help_text = _("Like 2025-0141.")
    return {"repeats": number}


def _repeat(row: Appeal, *, repeats: str, by: Any) -> None:
    known = Appeal.objects.filter(council=row.council_id, number=repeats.strip())
    found = known.live().first()
    if found is None:
        raise Refused(_("There is no appeal with this number."), field="repeats")
    appeals.repeat(row, of=found, by=by)


EXTEND = Deed(
    gettext_lazy("Extend the term"),
    extensions.extend,
    _asks_extension,
    follows=gettext_lazy("The day of the answer moves, and the person gets a letter at once."),
)
NOT_EXTENDED = Deed(
    gettext_lazy("Strike the extension"),
    extensions.strike,
    lambda extension: {"reason": _why_struck()},
    follows=gettext_lazy("The day of the answer is reckoned anew, and the person gets a letter."),
    grave=True,
    dated=False,
)
ASK = Deed(
    gettext_lazy("Ask for what is missing"),
    missing.ask,
    _asks_missing,
    follows=gettext_lazy(
        "A letter goes, and it stands on the page of the appeal, where it can be supplied."
    ),
)
DROP = Deed(
    gettext_lazy("Ask for it no longer"),
    missing.drop,
    lambda part: {"reason": text(_("Reason"), required=False)},
)
REPEATS = Deed(
    gettext_lazy("It repeats another one"),
    _repeat,
    _asks_repeated,
    follows=gettext_lazy("Where that one stood resolved, it counts among those repeated after it."),
    dated=False,
)


@requires(Permission.REGISTER_WRITE)
def extend(request: Any, key: str) -> HttpResponse:
    """More time is taken for the answer, by a reasoned decision."""
    return _carry_out(request, EXTEND, _found(request, key))


@requires(Permission.REGISTER_STRIKE)
def not_extended(request: Any, key: str, extension: UUID) -> HttpResponse:
    """More time was recorded by mistake."""
    row = _found(request, key)
    found = get_object_or_404(row.extensions.live(), pk=extension)
    return _carry_out(request, NOT_EXTENDED, row, found)


@requires(Permission.REGISTER_WRITE)
def ask(request: Any, key: str) -> HttpResponse:
    """The person is asked for what the appeal lacks."""
    return _carry_out(request, ASK, _found(request, key))


@requires(Permission.REGISTER_WRITE)
def drop(request: Any, key: str, part: UUID) -> HttpResponse:
    """What was asked of the person is not needed any more."""
    row = _found(request, key)
    found = get_object_or_404(row.missing.live(), pk=part)
    return _carry_out(request, DROP, row, found)


@requires(Permission.REGISTER_WRITE)
def repeats(request: Any, key: str) -> HttpResponse:
    """The appeal says again what an earlier one said."""
    return _carry_out(request, REPEATS, _found(request, key))


urlpatterns = [
    path("appeals/<str:key>/extend/", extend),
    path("appeals/<str:key>/extensions/<uuid:extension>/strike/", not_extended),
    path("appeals/<str:key>/missing/", ask),
    path("appeals/<str:key>/missing/<uuid:part>/drop/", drop),
    path("appeals/<str:key>/repeats/", repeats),
]
