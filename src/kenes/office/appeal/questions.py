"""What was written, the questions in it, what the person is told, what colleagues remark."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.appeals.matters import actions as matters
from kenes.appeals.matters.models import Matter
from kenes.appeals.merging.together import answered_with
from kenes.appeals.models import Appeal
from kenes.appeals.remarks import actions as remarks
from kenes.appeals.verdicts import actions as verdicts
from kenes.core.attachment import attached
from kenes.core.clock import COUNCIL_ZONE
from kenes.core.door import requires
from kenes.core.roles import Permission
from kenes.office.appeal.room import ROOM, opened
from kenes.office.choosing import Directories, RowChoice
from kenes.office.deed import Deed, Fields, one_of, text
from kenes.office.looks import looked_at
from kenes.office.moves import moves
from kenes.organs.models import Organisation, Topic
from kenes.portal.face import state

TAB = "questions"


@requires(Permission.OFFICE_ENTER)
def shown(request: Any, key: str) -> HttpResponse:
    """The text of an appeal, its questions with their outcomes, the answer, the remarks."""
    row = opened(request, key)
    writes = ROOM.may_write(request, row)
    questions = [_question(row, each, writes) for each in _matters(row)]
    context = {
        "row": row,
        "base": ROOM.url(row, TAB),
        "record": ROOM.url(row),
        "writes": writes,
        "adds": writes and row.status in Appeal.OPEN,
        "files": attached([row], public=False).get(row.pk, []),
        "questions": questions,
        "answers": [] if questions or not writes else _answers(row),
        "verdict": _verdict(row),
        "hears": writes and answered_with(row) is not None,
        "remarks": [_remark(each) for each in row.remarks.live()],
    }
    answer = ROOM.page(request, row, TAB, "office/appeal/questions.html", context)
    return looked_at(row, answer, by=request.user)


def _matters(row: Appeal) -> list[Matter]:
    rows = row.matters.live().select_related("topic", "agency").order_by("ordinal")
    return list(rows)


def _question(row: Appeal, matter: Matter, writes: bool) -> dict[str, Any]:
    open_ = matter.status == Matter.Status.OPEN
    base = ROOM.url(row, f"matters/{matter.ordinal}")
    offered = moves(matter) if writes else []
    return {
        "row": matter,
        "state": state(matter.status, matter.get_status_display())["state"],
        "since": "" if open_ else date_format(matter.status_on, "DATE_FORMAT"),
        "moves": [
            {"label": move.label, "url": f"{base}moves/{status}/", "grave": move.grave}
            for status, move in offered
        ],
        "deeds": [{"word": word, "deed": deed} for word, deed in DEEDS.items()]
        if writes and open_
        else [],
    }


def _answers(row: Appeal) -> list[dict[str, Any]]:
    """The ways to answer an appeal that is one question."""
    return [
        {"label": move.label, "url": f"{ROOM.url(row, 'moves')}{status}/", "grave": move.grave}
        for status, move in moves(row)
        if status in Appeal.ANSWERED
    ]


def _verdict(row: Appeal) -> dict[str, str]:
    if not row.verdict or row.verdict_on is None:
        return {}
    says = ", ".join(
        str(each) for each in (row.get_verdict_display(), row.get_merits_display()) if each
    )
    on = date_format(row.verdict_on, "DATE_FORMAT")
    told = ", ".join(str(e) for e in (on, row.get_verdict_heard_display(), row.verdict_by) if e)
    return {"says": says, "on": told, "text": row.verdict_text}


def _remark(row: Any) -> dict[str, str]:
    at = date_format(localtime(row.written_at, COUNCIL_ZONE), "DATETIME_FORMAT")
    return {"text": row.text, "who": row.author_then, "at": at}


def _asked(row: Appeal | Matter) -> Fields:
    """What is asked of a question: a new one of an appeal, or one that is put right."""
    old = row if isinstance(row, Matter) else Matter(topic=row.topic, agency=row.agency)
    directories = Directories(row.council)
    topic = RowChoice(directories.rows(Topic), label=_("Topic"), required=False)
    agency = RowChoice(directories.rows(Organisation), label=_("Agency"), required=False)
    topic.initial, agency.initial = str(old.topic_id or ""), str(old.agency_id or "")
    said = text(_("What is asked"), rows=4, initial=old.question)
    said.help_text = _("In the person's own words, as far as they go.")
    return {"question": said, "topic": topic, "agency": agency}


def _add(row: Appeal, *, on: date, by: Any, **facts: Any) -> Matter:
    return matters.tell_apart(Matter(appeal=row, **facts), on=on, by=by)


def _put_right(matter: Matter, *, by: Any, **facts: Any) -> None:
    matters.put_right(matter, by=by, **facts)


def _why(matter: Matter) -> Fields:
    return {"reason": text(_("Why is it struck?"), rows=3)}


def _strike(matter: Matter, *, on: date, reason: str, by: Any) -> None:
    matters.strike(matter, reason=reason, on=on, by=by)


ADD = Deed(
    gettext_lazy("Tell a question apart"),
    _add,
    _asked,
    gettext_lazy(
        "Each question gets an outcome and an answer of its own. The appeal is closed with the "
        "last of them, and the person then gets one letter."
    ),
)
DEEDS: Mapping[str, Deed] = {
    "correct": Deed(gettext_lazy("Put right"), _put_right, _asked, dated=False),
    "strike": Deed(gettext_lazy("Strike"), _strike, _why, grave=True),
}


@requires(Permission.REGISTER_WRITE)
def add(request: Any, key: str) -> HttpResponse:
    """A question of the appeal is written down by itself."""
    row = opened(request, key)
    return looked_at(row, ROOM.carry_out(request, ADD, row, TAB), by=request.user)


@requires(Permission.REGISTER_WRITE)
def done(request: Any, key: str, ordinal: int, deed: str) -> HttpResponse:
    """A question is worded otherwise, or was written down by mistake."""
    row = opened(request, key)
    open_ones = row.matters.live().filter(status=Matter.Status.OPEN)
    matter = get_object_or_404(open_ones, ordinal=ordinal)
    answer = ROOM.carry_out(request, DEEDS[deed], row, TAB, about=matter)
    return looked_at(row, answer, by=request.user)


def _words(row: Appeal) -> Fields:
    said = text(_("Remark"), rows=4, max_length=5000)
    said.help_text = _("Seen by the office alone: whom to call, what was agreed.")
    return {"text": said}


def _remark_on(row: Appeal, *, text: str, by: Any) -> None:
    remarks.write(row, text, by=by)


REMARK = Deed(gettext_lazy("Write a remark"), _remark_on, _words, dated=False)


def _heard(row: Appeal) -> Fields:
    by_hand = [each for each in Appeal.Heard.choices if each[0] != Appeal.Heard.SITE]
    return {
        "who": text(_("Who said it"), initial=row.applicant.name),
        "heard": one_of(_("How it was said"), by_hand),
        "verdict": one_of(_("Is the question solved?"), Appeal.Verdict.choices),
        "merits": one_of(
            _("Was it answered on the merits?"), Appeal.Merits.choices, required=False
        ),
        "words": text(_("In the person's words"), required=False, rows=4, max_length=2000),
    }


def _hear(row: Appeal, *, verdict: str, words: str, by: Any, **told: Any) -> None:
    verdicts.judge(row, verdict, text=words, by=by, **told)


HEAR = Deed(
    gettext_lazy("Write down what the person says"),
    _hear,
    _heard,
    gettext_lazy("As the person said it, and in place of what was said of this answer before."),
)


@requires(Permission.REGISTER_WRITE)
def heard(request: Any, key: str) -> HttpResponse:
    """What was said of the answer by phone, at a reception or in a letter is written down."""
    row = opened(request, key)
    if answered_with(row) is None:
        raise Http404
    return looked_at(row, ROOM.carry_out(request, HEAR, row, TAB), by=request.user)


@requires(Permission.APPLICANT_SEE)
def remark(request: Any, key: str) -> HttpResponse:
    """A colleague writes something down for the others."""
    row = opened(request, key)
    return looked_at(row, ROOM.carry_out(request, REMARK, row, TAB), by=request.user)


_BASE = "appeals/<str:key>/questions/"
urlpatterns: list[URLPattern] = [
    path(_BASE, shown),
    path(f"{_BASE}matters/add/", add),
    *(path(f"{_BASE}matters/<int:ordinal>/{word}/", done, {"deed": word}) for word in DEEDS),
    path(f"{_BASE}remark/", remark),
    path(f"{_BASE}verdict/", heard),
]
