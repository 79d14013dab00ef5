"""The receipt (талон) of an appeal taken by hand: a page to print, and a PDF."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from kenes.appeals.deadline import term
from kenes.appeals.models import Appeal
from kenes.appeals.tracking import code_of
from kenes.core import look
from kenes.core.door import requires
from kenes.core.roles import Permission
from kenes.council.address import site_of
from kenes.norms import calendar
from kenes.office.page import page
from kenes.portal.paper import handed
from kenes.report.papers.paper import Paper, Paragraph, SquareCode, Table, Text
from kenes.report.wording import Lang

C = Appeal.Channel
# Whoever sent it otherwise has the code from the page or the letter, and nobody else.
BY_HAND = (C.PAPER, C.ORAL, C.MEMBER)


def url_of(appeal: Appeal) -> str:
    """Where the receipt is given once more; nowhere for what came by another way."""
    by_hand = appeal.channel in BY_HAND and not appeal.struck
    return f"/office/reception/{appeal.number}/receipt/" if by_hand else ""


def shown(request: Any, appeal: Appeal) -> HttpResponse:
    """The receipt on a page, for who has just written the appeal down or looks at it knowingly."""
    card = f"/office/appeals/{appeal.number}/"
    context = {
        "appeal": appeal,
        "lines": _lines(appeal),
        "card": card,
        "pdf": f"/office/reception/{appeal.number}/receipt/pdf/",
    }
    crumbs = [(_("Appeals"), "/office/appeals/"), (appeal.number, card)]
    crumbs.append((_("Receipt"), ""))
    answer = page(request, "office/reception/receipt.html", context, crumbs=crumbs)
    answer["Cache-Control"] = "no-store"
    return answer


def _lines(appeal: Appeal) -> list[tuple[str, str]]:
    due = term(appeal, calendar.load()).due_on
    registered = appeal.registered_on or appeal.received_on
    return [
        (_("Number"), appeal.number),
        (_("Secret code"), code_of(appeal)),
        (_("Received on"), date_format(appeal.received_on, "DATE_FORMAT")),
        (_("Registered on"), date_format(registered, "DATE_FORMAT")),
        (_("Answer due"), date_format(due, "DATE_FORMAT")),
    ]


def paper(appeal: Appeal) -> Paper:
    """The receipt as a paper, in the language of the appeal."""
    lang: Lang = "kk" if appeal.language == Appeal.Language.KAZAKH else "ru"
    with override(lang):
        url = f"{site_of(appeal.council)}/{lang}/appeals/track/"
        keep = _("Keep the number and the code: with them you see what becomes of it.")
        head = (_("What"), _("As it was recorded"))
        return Paper(
            lang=lang,
            title=_("Receipt of an appeal"),
            council=appeal.council.title,
            date=appeal.received_on,
            number=appeal.number,
            blocks=[
                Table(_("Your appeal is received"), head, _lines(appeal)),
                Paragraph([Text(keep)]),
                SquareCode(url, _("Where to follow it") + f": {url}"),
            ],
        )


def _looked_at(request: Any, number: str) -> Appeal:
    """An appeal taken by hand; the look at its code is in the journal."""
    rows = Appeal.objects.of(request.council).live().select_related("council", "applicant")
    appeal: Appeal = get_object_or_404(rows, number=number)
    if appeal.channel not in BY_HAND:
        raise Http404
    look.see(appeal, by=request.user)
    return appeal


@requires(Permission.APPLICANT_SEE)
@require_POST
def again(request: Any, number: str) -> HttpResponse:
    """The receipt once more, for a person who lost it."""
    return shown(request, _looked_at(request, number))


@requires(Permission.APPLICANT_SEE)
@require_POST
def pdf(request: Any, number: str) -> HttpResponse:
    """The receipt as a file."""
    appeal = _looked_at(request, number)
    answer = handed(paper(appeal), "pdf", appeal.number, appeal.council)
    answer["Cache-Control"] = "no-store"
    return answer


urlpatterns = [
    path("reception/<str:number>/receipt/", again),
    path("reception/<str:number>/receipt/pdf/", pdf),
]
