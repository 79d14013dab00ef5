"""Every public address of the forms of public control."""

from django.urls import URLPattern, path

from kenes.control.models import PublicDiscussion, PublicHearing
from kenes.portal import coming
from kenes.portal.control import document, form, overview
from kenes.portal.face import Face
from kenes.portal.faces.control import DISCUSSIONS, EXPERTISES, MONITORINGS, PUBLIC_HEARINGS
from kenes.portal.minutes import FILE


def _of(face: Face) -> list[URLPattern]:
    here, base = {"face": face}, f"{face.code}/<str:number>/"
    return [
        path(base, form.shown, here),
        path(f"{base}document/{FILE}", document.file, here),
    ]


def _open(face: Face) -> list[URLPattern]:
    """The addresses at which people take part."""
    here, base = {"face": face}, f"{face.code}/<str:number>/"
    return [
        path(f"{base}come/", coming.come, here),
        path(f"{base}ask/", coming.ask, here),
    ]


FACES = (PUBLIC_HEARINGS, MONITORINGS, EXPERTISES, DISCUSSIONS)
OPEN = [face for face in FACES if face.model in (PublicHearing, PublicDiscussion)]
urlpatterns: list[URLPattern] = [
    path("control/", overview.control, name="control"),
    *(pattern for face in FACES for pattern in _of(face)),
    *(pattern for face in OPEN for pattern in _open(face)),
]
