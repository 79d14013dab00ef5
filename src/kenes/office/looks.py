"""A page that shows a person's words, or who the person is, is a look; the journal knows each."""

from typing import TYPE_CHECKING

from django.http import HttpResponse

from kenes.appeals.models import Appeal
from kenes.core import look

if TYPE_CHECKING:
    from kenes.core.access import User


def looked_at(appeal: Appeal, answer: HttpResponse, *, by: "User") -> HttpResponse:
    """The page as it goes out, never kept by a browser; its line is in the journal.

    By whatever it was asked for: a form shown again with its faults shows as much as it did at
    first. An answer that leads elsewhere shows nothing.
    """
    if not 300 <= answer.status_code < 400:
        look.see(appeal, by=by)
    answer["Cache-Control"] = "no-store"
    return answer
