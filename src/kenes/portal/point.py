"""A point as everyone sees it: what the agency says and what the council found, never as one."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.utils.formats import date_format

from kenes.core import clock
from kenes.core.attachment import attached
from kenes.core.text import language
from kenes.dispatches.course import Happening, course
from kenes.portal.face import Said, state, words
from kenes.portal.faces.points import awaited, standing, waited
from kenes.portal.files import told as files_told
from kenes.recommendations import tracking
from kenes.recommendations.answers.models import PointAnswer
from kenes.recommendations.models import Point
from kenes.recommendations.proof.models import Claim, Verification

# A longer text is folded; its beginning is seen.
LONG = 700
FOUND = {"done": "good", "partly": "attention", "not_done": "bad"}


def told(points: Sequence[Point]) -> list[dict[str, Any]]:
    """Each point as recommendations/point.html takes it; what hangs on them is read together."""
    answers = list(_parts(PointAnswer, points))
    claims = list(_parts(Claim, points))
    checks = list(_parts(Verification, points).select_related("person"))
    shown = [each for each in (*answers, *claims) if not each.withheld]
    files = attached([*shown, *checks], public=True)
    courses = course(points)
    agency = [_answer(each, files) for each in answers] + [_claim(each, files) for each in claims]
    council = [_check(each, files) for each in checks] + [
        _hollow(each) for each in answers if each.hollow_because
    ]
    council += [_closed(each) for each in points if each.closed_because]
    return [
        {
            "point": point,
            "text": words(point, "text"),
            "done_when": words(point, "done_when"),
            "addressee": words(point.addressee),
            "agency_url": f"/{language()}/agencies/{point.addressee.code}/",
            "standing": standing(point),
            "waited": waited(point),
            "awaited": awaited(point),
            "closed": point.status in Point.CLOSED,
            "overdue": tracking.is_overdue(point, clock.today()),
            "says": _of(point, agency),
            "found": _of(point, council),
            "course": [_step(each) for each in courses[point.pk]],
        }
        for point in points
    ]


def _parts(model: Any, points: Iterable[Point]) -> Any:
    return model.objects.live().filter(point__in=[point.pk for point in points])


def _of(point: Point, said: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    own = [each for each in said if each["point"] == point.pk]
    return sorted(own, key=lambda each: each["on"])


def _said(row: Any, on: Any, text: str, lang: str) -> dict[str, Any]:
    here = language()
    return {
        "point": row.point_id,
        "on": on,
        "when": date_format(on, "DATE_FORMAT"),
        "text": text,
        "beginning": f"{text[:LONG].rsplit(' ', 1)[0]} …" if len(text) > LONG else "",
        "lang": "" if lang == here else lang,
    }


def _answer(row: PointAnswer, files: dict[UUID, Any]) -> dict[str, Any]:
    text = "" if row.withheld else row.text
    said = _said(row, row.given_on, text, row.language)
    mark: Said = state(row.kind, row.get_kind_display())
    return {
        **said,
        "state": mark["state"],
        "withheld": row.withheld,
        "signed": "" if row.withheld else row.signed_then,
        "number": row.outgoing_number,
        "promised": date_format(row.promised_on, "DATE_FORMAT") if row.promised_on else "",
        "files": files_told(files.get(row.pk, [])),
    }


def _claim(row: Claim, files: dict[UUID, Any]) -> dict[str, Any]:
    text = "" if row.withheld else row.text
    return {
        **_said(row, row.claimed_on, text, row.language),
        "reports": True,
        "withheld": row.withheld,
        "signed": "" if row.withheld else row.signed_then,
        "files": files_told(files.get(row.pk, [])),
    }


def _check(row: Verification, files: dict[UUID, Any]) -> dict[str, Any]:
    text, tongue = row.written("text")
    return {
        **_said(row, row.verified_on, text, tongue),
        "state": {"label": row.get_outcome_display(), "tone": FOUND[row.outcome]},
        "person": row.person,
        "files": files_told(files.get(row.pk, [])),
    }


def _closed(point: Point) -> dict[str, Any]:
    """Why the council closed it as not implemented, in its own words."""
    return {
        "point": point.pk,
        "on": point.status_on,
        "when": date_format(point.status_on, "DATE_FORMAT"),
        "text": point.closed_because,
        "state": state(point.status, point.get_status_display())["state"],
    }


def _hollow(row: PointAnswer) -> dict[str, Any]:
    """The council's own finding about an answer, with its reason."""
    said = _said(row, row.given_on, row.hollow_because, language())
    return {**said, "hollow": True}


def _step(each: Happening) -> dict[str, Any]:
    return {
        "on": date_format(each.on, "DATE_FORMAT"),
        "on_iso": each.on.isoformat(),
        "what": each.what,
        "second": each.second,
        "place": each.place,
    }
