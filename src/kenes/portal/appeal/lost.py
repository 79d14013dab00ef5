"""The database went away while an appeal was sent: the page comes back with all that was typed."""

from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

# Sent again as it was; the rest of a form is made anew.
_TYPED = (
    *("key", "kind", "topic", "district", "place"),
    *("who", "signed", "name", "email", "contact", "address", "proof", "open", "looked"),
)


def lost(request: Any) -> HttpResponse:
    """A page that asks the database nothing; status 503, so that machines know too."""
    # Nobody who comes next takes up the line that broke.
    connection.close()
    context = {
        "typed": {name: request.POST[name] for name in _TYPED if name in request.POST},
        "text": request.POST.get("text", ""),
        "files": [file.name for file in request.FILES.getlist("photos")],
        "action": request.path,
        "csrf_token": get_token(request),
    }
    # Without the request nothing on the page asks for the council, its navigation, the account.
    answer = HttpResponse(render_to_string("appeals/lost.html", context), status=503)
    answer["Cache-Control"] = "no-store"
    answer["Retry-After"] = "30"
    return answer
