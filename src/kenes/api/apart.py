"""Programs are told everything as JSON, and no cookie that comes along is looked at."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from kenes.api.problem import MEDIA_TYPE, problem

ROOT = "/api/"
Next = Callable[[HttpRequest], HttpResponse]


def apart(get_response: Next) -> Next:
    """Stands before sessions: under `/api/` nobody is signed in, whoever the browser belongs to.

    So a page of somebody else gains nothing by sending a person's cookies along, and nothing has
    to be asked against that.
    """

    def told(request: Any) -> HttpResponse:
        if not request.path.startswith(ROOT):
            return get_response(request)
        request.COOKIES = {}
        # Whoever asks for the head alone is told the head of what a GET is answered.
        head = request.method == "HEAD"
        if head:
            request.method = "GET"
        answer = _as_json(request, get_response(request))
        if head:
            answer.content = b""
        return answer

    return told


def _as_json(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    if answer.status_code >= 400:
        said = answer.get("Content-Type", "").startswith(MEDIA_TYPE)
        return answer if said else _instead(answer)
    if request.method == "GET" and answer.status_code == 200 and answer.content:
        return _marked(request, answer)
    answer["Cache-Control"] = "no-store"
    return answer


def _instead(answer: HttpResponse) -> HttpResponse:
    """What stood before the addresses said no with a page; a program is told it in its own way."""
    said = problem(answer.status_code)
    for name in ("Allow", "Retry-After", "Vary", "Content-Language"):
        if name in answer:
            said[name] = answer[name]
    return said


def _marked(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """With the mark of what it says, so that whoever knows it already is sent nothing."""
    if "Cache-Control" in answer:
        return answer
    # What is taken back is gone at once: nobody keeps an answer without asking again.
    answer["Cache-Control"] = "no-cache"
    mark = f'"{sha256(answer.content).hexdigest()[:32]}"'
    answer["ETag"] = mark
    return get_conditional_response(request, etag=mark, response=answer) or answer
