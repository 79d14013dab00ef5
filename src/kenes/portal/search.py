"""One search over all public registers."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from kenes.core.door import public
from kenes.core.text import fold
from kenes.portal.faces.catalogue import FACES
from kenes.portal.faces.points import POINTS

AT_MOST = 6
# In the place of the papers with recommendations their points, which tell more.
LOOKED_IN = tuple(POINTS if face.code == POINTS.code else face for face in FACES)


@public
def search(request: Any) -> HttpResponse:
    """The newest records of each register that hold all the words asked for."""
    words = fold(request.GET.get("q", "")).split()[:8]
    groups = []
    for face in LOOKED_IN if words else ():
        rows = face.rows(request, office=False).filter(face.model.OPENED)
        rows = face.found(rows, " ".join(words), request.council)
        way = [f"-{name}" for name in face.newest(rows)]
        if found := list(rows.order_by(*way)[:AT_MOST]):
            groups.append({"face": face, "rows": found})
    context = {"q": request.GET.get("q", ""), "groups": groups}
    return render(request, "search/page.html", context)


urlpatterns = [path("search/", search, name="search")]
