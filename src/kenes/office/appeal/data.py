"""All that is kept of one person, given out to that person on request."""

from typing import Any

from django.http import HttpResponse
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kenes.appeals.dossier.dossier import of_person
from kenes.core.door import requires
from kenes.core.roles import Permission
from kenes.office.appeal.room import opened
from kenes.office.looks import looked_at
from kenes.office.page import page
from kenes.office.register import registers
from kenes.portal.appeal.dossier import handed


@requires(Permission.APPLICANT_SEE)
def data(request: Any, key: str) -> HttpResponse:
    """Which appeals are the person's, and the file with what is kept of them.

    The page is a look, and the file another: the journal has a line for each.
    """
    row = opened(request, key)
    found = of_person(row)
    if request.method == "POST":
        chosen = {row.number, *request.POST.getlist("appeal")}
        appeals = [each for each in found if each.number in chosen]
        return handed(appeals, lang=row.language, by=request.user)
    register = registers()["appeals"]
    context = {
        "row": row,
        "back": register.url(row),
        "others": [
            {
                "number": each.number,
                "url": register.url(each),
                "title": each.title,
                "on": date_format(each.received_on, "DATE_FORMAT"),
            }
            for each in found[1:]
        ],
    }
    crumbs = [(str(register.plural), register.list_url), (row.number, register.url(row))]
    crumbs.append((_("The person's data"), ""))
    answer = page(request, "office/appeal/data.html", context, crumbs=crumbs)
    return looked_at(row, answer, by=request.user)


urlpatterns = [path("appeals/<str:key>/data/", data)]
