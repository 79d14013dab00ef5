"""An appeal sent by a program: the form of the portal, filled in by another hand."""

import json
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.utils.datastructures import MultiValueDict
from ninja import Status
from pydantic import ValidationError

from kenes.api.problem import Faulty, Problem, of_lost, wrong
from kenes.api.router import APPEALS
from kenes.api.said import JSON, MULTIPART, Receipt, Written, bodies
from kenes.appeals.deadline import term
from kenes.appeals.models import Appeal
from kenes.appeals.tracking import code_of
from kenes.core.action import looking
from kenes.norms import calendar
from kenes.norms.wording import sentence
from kenes.portal.appeal.form import AppealForm
from kenes.portal.appeal.sending import taken

# Both hold the same; files come with the second alone.
BODY = {"requestBody": {"required": True, "content": bodies(Written)}}
FAULTS = dict.fromkeys((400, 413, 415, 422, 429, 503), Problem)


@APPEALS.post(
    "/appeals", response={201: Receipt, **FAULTS}, operation_id="send_appeal", openapi_extra=BODY
)
def send(request: Any, answer: HttpResponse) -> Any:
    """Send an appeal. It has its number the same moment.

    The answer to it is in the language that Accept-Language asks for, Kazakh or Russian. With files
    send it as multipart/form-data: photos, PDF and office documents, up to ten. Sent twice with the
    same `key` it is one appeal with one receipt, so send it again whenever no answer came.
    """
    said, files = _read(request)
    form = AppealForm(request.council, _typed(request.council, said), files)
    if not form.is_valid():
        raise Faulty.of(form)
    try:
        appeal = taken(request, form)
    except (OperationalError, InterfaceError) as error:
        return of_lost(request, error)
    answer["Location"] = f"{request.path}/{appeal.number}"
    with looking():
        return Status(201, _receipt(appeal))


def _read(request: Any) -> tuple[Written, Any]:
    """What was sent, each field of its own kind, and the files."""
    if request.content_type == MULTIPART:
        said: Any = {name: request.POST[name] for name in request.POST}
        files = MultiValueDict({"photos": request.FILES.getlist("files")})
        unknown = [name for name in request.FILES if name != "files"]
        if unknown:
            raise Faulty(422, errors=wrong([{"loc": unknown[:1], "type": "extra_forbidden"}]))
    elif request.content_type == JSON:
        said, files = _parsed(request.body), MultiValueDict()
    else:
        raise Faulty(415)
    try:
        return Written.model_validate(said), files
    except ValidationError as error:
        raise Faulty(422, errors=wrong(error.errors())) from None


def _parsed(body: bytes) -> Any:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise Faulty(400) from None
    if not isinstance(said, dict):
        raise Faulty(400)
    return said


def _typed(council: Any, said: Written) -> dict[str, Any]:
    """What was sent, as a person would have filled in the form; codes are looked up in it."""
    blank = AppealForm(council)
    keys = {
        "topic": {row.code: key for key, row in blank.topics.items()},
        "district": {row.code: key for key, row in blank.districts.items()},
    }
    typed: dict[str, Any] = said.model_dump(exclude={"consent"})
    for name, known in keys.items():
        typed[name] = known.get(typed[name], typed[name])
    return {**typed, "open": "on" if said.consent else ""}


def _receipt(appeal: Appeal) -> Receipt:
    due = term(appeal, calendar.load())
    return Receipt(
        number=appeal.number,
        code=code_of(appeal),
        received_on=appeal.received_on,
        registered_on=appeal.starts_on,
        due_on=due.due_on,
        why=sentence(due),
    )
