"""What a program is told when a thing is not done: RFC 9457, in the reader's language."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Self

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Schema

from kenes.api.said import example
from kenes.portal.appeal.guard import TooOften

Errors = Iterable[tuple[str, str]]
MEDIA_TYPE = "application/problem+json"
# How fields of the form are called by programs.
_FIELDS = {"photos": "files", "file": "files", "open": "consent"}


class Wrong(Schema):
    """What is wrong with one field, in the reader's language."""

    field: str
    detail: str


class Problem(Schema):
    """Why nothing was done (RFC 9457), in the language that Accept-Language asks for."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Wrong] = []

    model_config = example(
        type="about:blank",
        title="Unprocessable Entity",
        status=422,
        detail="Проверьте поля, названные ниже.",
        errors=[{"field": "text", "detail": "Напишите, о чём речь."}],
    )


class Faulty(Exception):
    """What was sent cannot be taken; `errors` says of each field what is wrong with it."""

    def __init__(self, status: int, sentence: str = "", errors: Errors = ()) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.errors = list(errors)

    @classmethod
    def of(cls, form: Any) -> Self:
        """What a form says of its fields, the first thing of each."""
        named = [(name, str(each[0])) for name, each in form.errors.items()]
        return cls(422, errors=named)


def problem(status: int, sentence: str = "", errors: Errors = ()) -> HttpResponse:
    """An answer that says in a sentence why nothing was done, and which fields are to blame."""
    named = [{"field": _FIELDS.get(field, field), "detail": said} for field, said in errors]
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": sentence or said_of(status),
        "errors": named,
    }
    text = json.dumps(told, ensure_ascii=False)
    return HttpResponse(text, status=status, content_type=f"{MEDIA_TYPE}; charset=utf-8")


def said_of(status: int) -> str:
    """A sentence for an answer that has none of its own."""
    most = settings.KENES_REQUEST_AT_MOST // 1024**2
    known = {
        400: _("What was sent cannot be read."),
        404: _("There is nothing at this address."),
        405: _("This address does not take that method."),
        413: _("All that a form sends is at most %s MB together.") % most,
        415: _("Send JSON, or a form with files (multipart/form-data)."),
        422: _("Look at the fields named below."),
        503: _("The register does not answer at the moment. Nothing was kept; send it again."),
    }
    return known.get(status) or _("Something went wrong here. It is noted; try again later.")


def of_faulty(request: Any, fault: Any) -> HttpResponse:
    """What was sent cannot be taken."""
    return problem(fault.status, fault.sentence, fault.errors)


def of_refused(request: Any, refused: Any) -> HttpResponse:
    """The register refused it; a flood is told when to come back."""
    if isinstance(refused, TooOften):
        answer = problem(429, str(refused))
        answer["Retry-After"] = str(math.ceil(refused.wait.total_seconds()))
        return answer
    errors = [(refused.field, str(refused))] if refused.field else []
    return problem(422 if errors else 409, "" if errors else str(refused), errors)


def of_unread(request: Any, error: Any) -> HttpResponse:
    """A body that is no JSON, or a field of the wrong kind."""
    return problem(error.status_code)


def of_invalid(request: Any, error: Any) -> HttpResponse:
    """Fields of the wrong kind, each named."""
    return problem(422, "", wrong(error.errors))


def of_lost(request: Any, error: Any) -> HttpResponse:
    """The database went away; nothing of it is kept."""
    connection.close()
    answer = problem(503)
    answer["Retry-After"] = "30"
    return answer


def wrong(errors: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """What is wrong with each field, out of what the library says of it in English."""
    return [(_named(each["loc"]), _sentence(each)) for each in errors]


def _named(place: Sequence[Any]) -> str:
    names = [str(each) for each in place if each not in {"body", "query", "path", "said"}]
    return names[0][:100] if names else ""


def _sentence(error: Mapping[str, Any]) -> str:
    kind: str = error["type"]
    if kind == "missing":
        return _("Fill it in.")
    if kind == "extra_forbidden":
        return _("There is no such field.")
    if kind == "string_too_long":
        most: int = error["ctx"]["max_length"]
        return _("No more than %s characters.") % most
    if kind == "string_unicode":
        return _("A sign here is spoiled; write it anew.")
    return {
        "uuid": _("A UUID is expected here."),
        "bool": _("true or false is expected here."),
        "date": _("A date is expected here, like 2025-04-03."),
        "int": _("A whole number is expected here."),
    }.get(kind.split("_")[0], _("A text is expected here."))
