"""All addresses for programs, and their description as OpenAPI."""

from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import Http404
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.renderers import JSONRenderer

from kenes.api import choices, following, problem, reading, sending
from kenes.api.router import APPEALS, CHOICES
from kenes.core.refused import Refused

ABOUT = """Appeals to a public council: sent, followed and read without an account.

No key is needed and no cookie is looked at. Answers speak the language of `Accept-Language`: kk, ru
or en. What is not done is told as `application/problem+json` in a sentence of that language.
Each council answers at its own host."""


class Plain(JSONRenderer):
    """Kazakh and Russian letters as they are, not as their numbers."""

    json_dumps_params = {"ensure_ascii": False}


class Described(NinjaAPI):
    """The description is kept to what is really sent: problems have a media type of their own."""

    # It takes a while to put together.
    _described: Any = None

    def get_openapi_schema(self, **asked: Any) -> Any:
        """The addresses with their fields and examples, the same for everyone who asks."""
        if self._described is None:
            self._described = self._describe(**asked)
        return self._described

    def _describe(self, **asked: Any) -> Any:
        told: Any = super().get_openapi_schema(**asked)
        for operations in told["paths"].values():
            for each in operations.values():
                _name_problems(each["responses"])
                each["summary"], _gap, each["description"] = each["description"].partition("\n\n")
        return told


def _name_problems(responses: Any) -> None:
    for status, each in responses.items():
        if int(status) >= 400 and "content" in each:
            each["content"] = {problem.MEDIA_TYPE: each["content"].pop("application/json")}


api = Described(
    title="Kenes",
    version="1",
    description=ABOUT,
    docs_url=None,
    renderer=Plain(),
    urls_namespace="api-1",
)
# Each of these has put its addresses into one of the two lists.
GATHERED = (choices, following, sending, reading)
api.add_router("", CHOICES)
api.add_router("", APPEALS)
api.add_exception_handler(problem.Faulty, problem.of_faulty)
api.add_exception_handler(Refused, problem.of_refused)
api.add_exception_handler(HttpError, problem.of_unread)
api.add_exception_handler(ValidationError, problem.of_invalid)
api.add_exception_handler(Http404, lambda request, error: problem.problem(404))
for lost in (OperationalError, InterfaceError):
    api.add_exception_handler(lost, problem.of_lost)
