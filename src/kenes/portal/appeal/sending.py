"""An appeal is written without an account, and received with its number and its code."""

import logging
from datetime import date
from functools import partial
from typing import Any
from uuid import uuid4

from django.db import InterfaceError, OperationalError
from django.db.transaction import atomic
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.formats import date_format

from kenes.appeals.applicants.models import Applicant
from kenes.appeals.deadline import term
from kenes.appeals.intake import actions
from kenes.appeals.intake.proof import challenge
from kenes.appeals.intake.suspicion import joined
from kenes.appeals.models import Appeal
from kenes.appeals.publication.actions import consent_with_it
from kenes.appeals.tracking import code_of
from kenes.core import clock
from kenes.core.access import console
from kenes.core.action import looking
from kenes.core.door import public
from kenes.core.filing import Filing
from kenes.core.kept import kept
from kenes.core.refused import Refused
from kenes.core.text import language
from kenes.norms import calendar
from kenes.norms.wording import sentence
from kenes.portal.appeal.form import AppealForm
from kenes.portal.appeal.guard import TooOften, refuse_a_flood, signs
from kenes.portal.appeal.joining import alike
from kenes.portal.appeal.lost import lost

logger = logging.getLogger(__name__)


@public
def new(request: Any) -> HttpResponse:
    """Write an appeal; it has its number and its secret code the same moment."""
    if request.method != "POST":
        first = {"key": uuid4(), "kind": Appeal.Kind.APPLICATION, "who": Applicant.Kind.PERSON}
        return _page(
            request, "appeals/new.html", _asked(AppealForm(request.council, initial=first))
        )
    try:
        return _sent(request)
    except (OperationalError, InterfaceError) as error:
        # Nothing of it is kept; the person keeps all that was typed.
        logger.error("an appeal was not taken: %s", error)
        return lost(request)


def _sent(request: Any) -> HttpResponse:
    """Take what was sent, or show it again with what is wrong with it."""
    form = AppealForm(request.council, request.POST, request.FILES)
    status = 422
    if form.is_valid():
        if found := _others(request, form.cleaned_data):
            return _page(request, "appeals/new.html", {"form": form, "alike": found})
        try:
            appeal = taken(request, form)
        except TooOften as refused:
            status = 429
            form.add_error(None, str(refused))
        except Refused as refused:
            field = {"file": "photos"}.get(refused.field, refused.field)
            form.add_error(field if field in form.fields else None, str(refused))
        else:
            with looking():
                return _page(request, "appeals/receipt.html", _receipt(appeal))
    return _page(request, "appeals/new.html", _asked(form), status=status)


def taken(request: Any, form: AppealForm) -> Appeal:
    """The appeal that a form without faults holds, received; also one that a program fills in.

    Refused when its network writes without end, and when a file may not be kept.
    """
    try:
        refuse_a_flood(request)
    except TooOften:
        # Whoever sends once more what is here already is handed its receipt.
        rows = Appeal.objects.of(request.council).filter(pk=form.cleaned_data["key"])
        here: Appeal | None = rows.first()
        if here is None:
            raise
        return here
    return _received(_filing(request.council, form, joined(signs(form))), form.cleaned_data)


def _others(request: Any, said: dict[str, Any]) -> list[dict[str, Any]]:
    """Appeals of others about what may be the same, shown once before this one is sent.

    Files cannot be kept from one page to the next, so whoever sends some is asked nothing.
    """
    asked = said["topic"] and said["district"] and not said["photos"]
    if not asked or "looked" in request.POST:
        return []
    found = alike(request.council, said["topic"], said["district"])
    if found and Appeal.objects.of(request.council).filter(pk=said["key"]).exists():
        return []
    return found


def _received(filing: Filing[Appeal], said: dict[str, Any]) -> Appeal:
    """The appeal with the consent that came with it: both or neither."""
    by = console()
    if not said["open"]:
        return actions.receive(filing, said["photos"], by=by)
    with atomic():
        appeal = actions.receive(filing, said["photos"], by=by)
        consent_with_it(appeal, by=by)
    return appeal


def _asked(form: AppealForm) -> dict[str, Any]:
    """The form with a new puzzle; what a proof was is of no use any more."""
    return {"form": form, "challenge": challenge()}


def _filing(council: Any, form: AppealForm, why: str) -> Filing[Appeal]:
    """The appeal as it was written, with the person sealed beside it."""
    said = form.cleaned_data
    kind = said["who"] if said["name"].strip() else Applicant.Kind.ANONYMOUS
    person = {name: said[name] for name in ("signed", "name", "email", "contact", "address")}
    applicant = Applicant(council=council, kind=kind, **person)
    appeal = Appeal(
        pk=said["key"],
        council=council,
        channel=Appeal.Channel.PORTAL,
        kind=said["kind"],
        language=language() if language() in Appeal.Language.values else Appeal.Language.RUSSIAN,
        applicant=applicant,
        applicant_kind_then=kind,
        topic=form.topics.get(said["topic"]),
        district=form.districts.get(said["district"]),
        place=said["place"],
        text=said["text"],
        quarantined=bool(why),
        quarantine_why=why,
        received_on=clock.today(),
    )
    course_begun = [(Appeal.Status.REGISTERED.value, clock.today())]
    return Filing(appeal, path=course_begun, within=Filing(applicant))


def _told(appeal: Appeal) -> tuple[date, str]:
    """By which day it is answered, and why by that day, in words."""
    due = term(appeal, calendar.load())
    return due.due_on, sentence(due)


def _receipt(appeal: Appeal) -> dict[str, Any]:
    # Until more time is taken, all of one kind that came on one day are told the same.
    alike = ("receipt", appeal.council_id, appeal.kind, language())
    told = partial(_told, appeal)
    due, why = told() if appeal.granted() else kept(alike, told, on=appeal.starts_on)
    later = appeal.registered_on if appeal.registered_on != appeal.received_on else None
    return {
        "appeal": appeal,
        "code": code_of(appeal),
        "due": date_format(due, "DATE_FORMAT"),
        "why": why,
        "registered": date_format(later, "DATE_FORMAT") if later else "",
    }


def _page(request: Any, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    answer = render(request, template, context, status=status)
    # What stands here is one person's own.
    answer["Cache-Control"] = "no-store"
    return answer


urlpatterns = [path("appeals/new/", new, name="appeal-new")]
