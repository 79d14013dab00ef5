"""The questions to an agency in the office: read, let through, asked, and answered."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kenes.core.door import may, requires
from kenes.core.refused import Refused
from kenes.core.roles import Permission
from kenes.hearings.models import Hearing
from kenes.hearings.questions import actions
from kenes.hearings.questions.models import HearingQuestion
from kenes.office.deed import Deed, Fields, text
from kenes.office.hearing.room import ROOM
from kenes.portal.face import state
from kenes.portal.heard import question

TAB = "questions"
S = HearingQuestion.Status
TONES = {S.CAME: "attention", S.THROUGH: "work", S.ANSWERED: "good", S.ASIDE: "plain"}


def _reason(row: Any) -> Fields:
    field = text(_("Why it is set aside"), rows=3)
    field.help_text = _(
        "Seen by the office alone: not about the agency, insulting, names a person."
    )
    return {"reason": field}


def _answer(row: Any) -> Fields:
    tongues = forms.ChoiceField(label=_("Language of the answer"), choices=settings.LANGUAGES)
    tongues.initial = row.language
    said = text(_("The answer of the agency"), rows=6)
    said.help_text = _("It is published as it is written here.")
    who = text(_("Who answered"), required=False)
    return {"answer": said, "answer_language": tongues, "answered_by": who}


DEEDS: Mapping[str, Deed] = {
    "through": Deed(gettext_lazy("Let through"), actions.let_through, dated=False),
    "aside": Deed(gettext_lazy("Set aside"), actions.set_aside, _reason, dated=False, grave=True),
    "answer": Deed(gettext_lazy("Write down the answer"), actions.answer, _answer),
    "take-back": Deed(
        gettext_lazy("Take the answer back"), actions.take_back, dated=False, grave=True
    ),
}
MAKES_SENSE: Mapping[str, tuple[str, ...]] = {
    S.CAME: ("through", "aside"),
    S.THROUGH: ("answer", "aside"),
    S.ASIDE: ("through",),
    S.ANSWERED: ("take-back",),
}


@requires(Permission.OFFICE_ENTER)
def shown(request: Any, key: str) -> HttpResponse:
    """All questions to the agency; those to be read first."""
    row = ROOM.of(request, key)
    writes = ROOM.may_write(request, row)
    rows = row.questions.live().select_related("person", "hearing")
    if not writes:
        # What nobody has read yet, or what was set aside, is for the secretary alone.
        rows = rows.filter(HearingQuestion.PUBLIC)
    order = list(MAKES_SENSE)
    found = sorted(rows, key=lambda each: (order.index(each.status), each.asked_on, str(each.pk)))
    context = {
        "row": row,
        "base": ROOM.url(row, TAB),
        "questions": [_told(each, writes=writes) for each in found],
        "asks": _may_ask(request, row),
        "public_url": row.get_absolute_url(),
    }
    return ROOM.page(request, row, TAB, "office/hearing/questions.html", context)


def _told(row: HearingQuestion, *, writes: bool) -> dict[str, Any]:
    words = MAKES_SENSE[row.status] if writes else ()
    label = row.get_status_display()
    said = state(row.status, label)["state"] | {"tone": TONES[S(row.status)]}
    return {
        **question(row),
        "state": said,
        "deeds": [{"word": word, "deed": DEEDS[word]} for word in words],
        "name": row.name if writes else "",
    }


def _may_ask(request: Any, row: Hearing) -> bool:
    """A member asks as himself, while the report is still to be heard."""
    return may(request, Permission.SITTING_ATTEND) and actions.takes_questions(row)


@requires(Permission.REGISTER_WRITE)
def done(request: Any, key: str, pk: UUID, deed: str) -> HttpResponse:
    """A question is let through, set aside or answered."""
    row = ROOM.of(request, key)
    found = get_object_or_404(row.questions.live().select_related("hearing", "person"), pk=pk)
    if deed not in MAKES_SENSE[found.status]:
        raise Http404
    return ROOM.carry_out(request, DEEDS[deed], row, TAB, about=found, what=found.text)


def _asked(row: Hearing) -> Fields:
    said = text(_("Your question to the agency"), rows=5, max_length=actions.LONGEST)
    said.help_text = _("It is published at once, with your name.")
    return {"text": said}


@requires(Permission.SITTING_ATTEND)
def ask(request: Any, key: str) -> HttpResponse:
    """A member asks the agency something."""
    row = ROOM.of(request, key)
    person = request.access.person
    if person is None:
        raise Refused(
            _("Your account is not linked to a member of the council. Ask the administrator.")
        )

    def act(hearing: Hearing, *, text: str, by: Any) -> None:
        asked = HearingQuestion(
            hearing=hearing,
            source=HearingQuestion.Source.MEMBER,
            person=person,
            text=text,
            language=(get_language() or "ru")[:2],
        )
        actions.ask(asked, by=by)

    deed = Deed(gettext_lazy("Ask a question"), act, _asked, dated=False)
    return ROOM.carry_out(request, deed, row, TAB)


_BASE = "hearings/<str:key>/questions/"
urlpatterns: list[URLPattern] = [
    path(_BASE, shown),
    path(f"{_BASE}ask/", ask),
    path(f"{_BASE}<uuid:pk>/<slug:deed>/", done),
]
