"""What every page is set in: the council's name, navigation, languages, the account."""

from functools import partial
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kenes.core import clock
from kenes.core.door import may
from kenes.core.roles import Permission

# So many seconds the frame of a page is kept for those who are not signed in.
FRAME_HOLDS = 300
NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


def page(request: Any) -> dict[str, Any]:
    """The context of base.html."""
    council = getattr(request, "council", None)
    if council is None:
        return {}
    here = (get_language() or "ru")[:2]
    account = _account(request)
    context: dict[str, Any] = {
        "council": {"name": council.title},
        "home_url": f"/{here}/",
        "search_url": f"/{here}/search/",
        "sign_in_url": "/account/login/",
        "sends_mail": settings.KENES_SMTP is not None,
        # Called by the frame alone, and not where it is kept.
        "nav": partial(_nav, request.path, here),
        "languages": partial(_languages, request, here),
        "account": account,
        "foot_links": partial(_foot, here, request),
        "frame_holds": 0 if account or council.is_demo else FRAME_HOLDS,
        "frame": f"{council.pk} {council.title} {here} {request.get_full_path()} {account}",
    }
    if council.is_demo:
        context["demo"] = _demo(request)
    return context


def _nav(path: str, here: str) -> list[dict[str, Any]]:
    sections = (
        ("note", _("The note")),
        ("calendar", _("Calendar")),
        ("sittings", _("Sittings")),
        ("hearings", _("Reports")),
        ("recommendations", _("Recommendations")),
        ("appeals", _("Appeals")),
        ("control", _("Public control")),
        ("drafts", _("Draft acts")),
        ("news", _("Publications")),
        ("members", _("Members")),
    )
    return [
        {"label": label, "url": f"/{here}/{word}/", "current": f"/{here}/{word}/" in path}
        for word, label in sections
    ]


def _foot(here: str, request: Any) -> list[dict[str, str]]:
    """The ways to what the navigation has no room for."""
    rest = (
        ("agencies", _("Agencies")),
        ("bodies", _("Bodies of the council")),
        ("events", _("Events")),
        ("problems", _("Problems voiced")),
        ("figures", _("Open data and figures")),
        ("note/editions", _("Frozen editions")),
        ("decisions", _("Decisions")),
        ("minutes", _("Minutes")),
        ("acts", _("Analysis of acts")),
        ("surveys", _("Surveys")),
        ("urgent", _("Urgent questions")),
        ("api", _("For programs (API)")),
    )
    links = [{"label": label, "url": f"/{here}/{word}/"} for word, label in rest]
    if may(request, Permission.CABINET_ENTER):
        return [*links, {"label": _("Cabinet"), "url": "/cabinet/"}]
    return [*links, {"label": _("Office"), "url": "/office/"}]


def _languages(request: Any, here: str) -> list[dict[str, Any]]:
    """The same page in each language; in the office, which has one address, by a switch."""
    found = []
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    for code in NAMES:
        if request.path.startswith(f"/{here}/"):
            url = f"/{code}{request.path[3:]}{query}"
        else:
            url = f"/language/{code}/?next={quote(request.get_full_path())}"
        found.append({"code": code, "label": NAMES[code], "url": url, "current": code == here})
    return found


def _account(request: Any) -> dict[str, Any] | None:
    if not request.user.is_authenticated:
        return None
    links = []
    if may(request, Permission.OFFICE_ENTER):
        links.append({"label": _("Office"), "url": "/office/", "icon": "table"})
    if may(request, Permission.CABINET_ENTER):
        links.append({"label": _("Cabinet"), "url": "/cabinet/", "icon": "inbox"})
    links.append({"label": _("Password and second factor"), "url": "/account/2fa/", "icon": "lock"})
    role = str(request.role.name) if request.role else ""
    return {
        "name": request.user.name,
        "role": role,
        "links": links,
        "sign_out_url": "/account/logout/",
    }


def _demo(request: Any) -> dict[str, Any]:
    role = request.role.code if request.role else "resident"
    roles = (
        ("resident", _("resident")),
        ("secretary", _("secretary")),
        ("chair", _("chair")),
        ("member", _("member")),
        ("agency", _("agency")),
    )
    return {
        "day": date_format(clock.today(), "DATE_FORMAT"),
        "moves": [{"label": _("+1 day"), "value": "1"}, {"label": _("+1 week"), "value": "7"}],
        "move_url": "/demo/move/",
        "roles": [
            {"value": value, "label": label, "current": value == role} for value, label in roles
        ],
        "role_url": "/demo/role/",
    }
