"""What a hearing shows: questions with answers, co-reports, marks, what came of the last advice."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from kenes.core.attachment import attached
from kenes.core.link import Link
from kenes.core.text import capital, language
from kenes.hearings.coreports.models import CoReport
from kenes.hearings.marks.models import LEAST, MOST
from kenes.hearings.marks.whole import mark_of, parts_of
from kenes.hearings.models import Hearing
from kenes.hearings.questions.models import HearingQuestion
from kenes.organs.models import Organisation
from kenes.portal.face import state, words
from kenes.portal.faces.points import ADDRESSEE, POINTS
from kenes.portal.files import told as files_told
from kenes.portal.listing import Listing
from kenes.recommendations import tracking
from kenes.recommendations.models import Point
from kenes.report.charts.chart import PHONE, WEB, Course, Reached, svg

SHOWN = 8


def questions(hearings: Iterable[Hearing]) -> list[dict[str, Any]]:
    """The public questions of some hearings with their answers, as they were asked."""
    rows = HearingQuestion.objects.live().filter(
        HearingQuestion.PUBLIC, hearing__in=[row.pk for row in hearings]
    )
    return [question(row) for row in rows.select_related("person", "hearing")]


def question(row: HearingQuestion) -> dict[str, Any]:
    """A question as hearings/questions.html takes it; of a resident only the text."""
    here = language()
    who = row.person.title if row.person else _("a resident")
    return {
        "row": row,
        "who": who,
        "on": date_format(row.asked_on, "DATE_FORMAT"),
        "lang": "" if row.language == here else row.language,
        "answered": date_format(row.answered_on, "DATE_FORMAT") if row.answered_on else "",
        "answer_lang": "" if row.answer_language == here else row.answer_language,
    }


def coreports(hearing: Hearing) -> list[dict[str, Any]]:
    """The co-reports of a hearing with their files."""
    rows = list(CoReport.objects.live().filter(hearing=hearing))
    files = attached(rows, public=True)
    return [
        {"who": row.who, "text": words(row, "text"), "files": files_told(files.get(row.pk, []))}
        for row in rows
    ]


def mark(hearing: Hearing) -> dict[str, Any] | None:
    """The whole mark of a hearing with its parts; None where it has none."""
    parts = parts_of([hearing]).get(hearing.pk, [])
    whole = mark_of(hearing, parts)
    if whole is None:
        return None
    weights = sum(part.weight_then for part in parts)
    return {
        "whole": written(whole),
        "most": MOST,
        "parts": [
            {
                "named": words(part.criterion),
                "value": part.value,
                "weight": _("weighs %(weight)s of %(all)s")
                % {"weight": part.weight_then, "all": weights},
            }
            for part in parts
        ],
    }


def course(hearings: Sequence[Hearing]) -> dict[str, Any] | None:
    """The marks of an agency over time as a small drawing; None where it has fewer than two."""
    heard = sorted((row for row in hearings if row.heard_on), key=lambda row: str(row.heard_on))
    parts = parts_of(heard)
    reached = [
        Reached(
            on=row.heard_on,
            label=date_format(row.heard_on, "SHORT_DATE_FORMAT"),
            value=found,
            url=row.get_absolute_url(),
        )
        for row in heard
        if row.heard_on and (found := mark_of(row, parts.get(row.pk, []))) is not None
    ]
    if len(reached) < 2:
        return None
    chart = Course(
        title=_("Marks of its reports"),
        lang=language(),
        heading=_("Heard on"),
        unit=_("mark"),
        reached=reached,
        least=LEAST,
        most=MOST,
    )
    head, rows = chart.table()
    # The drawing escapes every word it is given, so its markup is our own.
    return {
        "title": chart.title,
        "svg": mark_safe(svg(chart, WEB) + svg(chart, PHONE)),
        "columns": head,
        "rows": [[cell.text for cell in row] for row in rows],
    }


def fate(request: Any, hearing: Hearing) -> dict[str, Any] | None:
    """What became of the last advice to the agency, for the page of its next hearing.

    That is the advice which came of its last hearing; where none did, the newest it was given.
    """
    agency = hearing.agency.of_today
    keys = agency.with_predecessors()
    points = tracking.seen().filter(council=hearing.council, addressee__in=keys)
    last = _last(hearing, keys)
    of_last = points.none()
    if last is not None:
        papers = Link.objects.filter(from_id=last.pk, struck_at=None).values("to_id")
        of_last = points.filter(recommendation__in=papers)
    chosen = of_last if of_last.exists() else points
    if not chosen.exists():
        return None
    labels = dict(Point.Status.choices)
    return {
        "last": last if chosen is of_last else None,
        "last_on": date_format(last.heard_on, "DATE_FORMAT") if last and last.heard_on else "",
        "states": [
            {"many": many, **state(code, capital(labels[code]))}
            for code, many in tracking.by_state(chosen)
        ],
        "newest": newest(request, chosen),
        "all_url": f"/{language()}/recommendations/?agency={agency.code}",
    }


def _last(hearing: Hearing, keys: Any) -> Hearing | None:
    heard = Hearing.objects.of(hearing.council).live().filter(agency__in=keys, status="heard")
    earlier = heard.exclude(pk=hearing.pk)
    if hearing.heard_on:
        earlier = earlier.filter(heard_on__lte=hearing.heard_on)
    found: Hearing | None = earlier.order_by("-heard_on", "-pk").first()
    return found


def newest(request: Any, points: Any) -> dict[str, Any]:
    """The newest of some points to one agency as a table; the tracker has all of them."""
    own = tuple(replace(cell, order="") for cell in POINTS.cells if cell.label != ADDRESSEE)
    listing = Listing(replace(POINTS, cells=own), request, office=False)
    rows = POINTS.rows(request, office=False).filter(pk__in=points.order_by().values("pk"))
    return {
        "columns": listing.columns(),
        "rows": listing.table(list(rows.order_by("-sent_on", "-pk")[:SHOWN])),
    }


def dossier(row: Organisation) -> dict[str, Any]:
    """All hearings of an agency: reports, marks over time, questions, postponements."""
    hearings = Hearing.objects.of(row.council).live().filter(agency__in=row.with_predecessors())
    rows = list(hearings.select_related("agency").order_by("-planned_on", "-pk"))
    heard = sorted(
        (each for each in rows if each.heard_on), key=lambda h: str(h.heard_on), reverse=True
    )
    parts = parts_of(heard)
    files = attached(heard, public=True)
    return {
        "ahead": [_ahead(each) for each in rows if each.status in ("planned", "postponed")],
        "heard": [
            {
                "url": each.get_absolute_url(),
                "on": date_format(each.heard_on, "DATE_FORMAT") if each.heard_on else "",
                "mark": written(found) if (found := mark_of(each, parts.get(each.pk, []))) else "",
                "files": files_told(files.get(each.pk, [])),
                **(state(each.verdict, each.get_verdict_display()) if each.verdict else {}),
            }
            for each in heard
        ],
        "course": course(heard),
        "questions": questions(rows),
        "postponed": postponed(rows),
    }


def _ahead(row: Hearing) -> dict[str, Any]:
    on = date_format(row.planned_on, "DATE_FORMAT") if row.status == "planned" else ""
    stands = state(row.status, capital(row.get_status_display()))
    return {"url": row.get_absolute_url(), "on": on or row.number, **stands}


def written(found: Decimal) -> str:
    """A mark as people write it: 4 or 4.2."""
    return str(number_format(int(found) if found == int(found) else found))


def postponed(hearings: Sequence[Hearing]) -> list[dict[str, Any]]:
    """Each time a report was put off: who asked, why, from which day to which."""
    rows = [each for hearing in hearings for each in hearing.postponements.live()]
    rows.sort(key=lambda each: (each.postponed_on, str(each.pk)), reverse=True)
    return [postponement(each) for each in rows]


def postponement(row: Any) -> dict[str, Any]:
    """One postponement in words."""
    on, since = (date_format(d, "DATE_FORMAT") for d in (row.postponed_on, row.from_on))
    until = date_format(row.to_on, "DATE_FORMAT") if row.to_on else _("a day not known yet")
    asked = row.asked_who or str(row.get_asked_by_display()) or _("it is not stated who asked")
    return {
        "row": row,
        "url": row.get_absolute_url(),
        "on": on,
        "moved": _("from %(old)s to %(new)s") % {"old": since, "new": until},
        "asked": asked,
        "letter": letter_named(row),
    }


def letter_named(row: Any) -> str:
    """The letter that asked for it, by its number and date; empty where none is known."""
    if not row.letter_number:
        return ""
    if not row.letter_on:
        return str(_("letter No. %s") % row.letter_number)
    said = {"number": row.letter_number, "day": date_format(row.letter_on, "DATE_FORMAT")}
    return _("letter No. %(number)s of %(day)s") % said
