"""Letters about an appeal, to agencies and from them, to the person and back, in their order."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.appeals.inquiries import actions
from kenes.appeals.inquiries.models import Inquiry
from kenes.appeals.matters.models import Matter
from kenes.appeals.models import Appeal
from kenes.core import clock
from kenes.core.attachment import attached
from kenes.core.door import requires
from kenes.core.incoming import IncomingLetter
from kenes.core.letter import Letter
from kenes.core.roles import Permission
from kenes.norms import calendar
from kenes.norms.wording import left
from kenes.office.appeal.room import ROOM, opened
from kenes.office.choosing import Directories, RowChoice
from kenes.office.deed import Deed, Fields, files, text
from kenes.office.looks import looked_at
from kenes.organs.models import Organisation
from kenes.portal.face import state

TAB = "letters"
S = Inquiry.Status
TONES = {S.ASKED: "attention", S.ANSWERED: "good", S.DROPPED: "plain"}
SENSIBLE: Mapping[str, tuple[str, ...]] = {
    S.ASKED: ("answer", "drop"),
    S.ANSWERED: ("again",),
    S.DROPPED: ("again",),
}


@requires(Permission.OFFICE_ENTER)
def shown(request: Any, key: str) -> HttpResponse:
    """What agencies are asked and how they answer; what went to the person and came back."""
    row = opened(request, key)
    writes = ROOM.may_write(request, row)
    rows = list(row.inquiries.live().select_related("agency", "matter").order_by("-asked_on"))
    scans = attached(rows, public=False)
    came = _came(row, rows)
    context = {
        "row": row,
        "base": ROOM.url(row, TAB),
        "asks": writes and row.status in Appeal.OPEN,
        "inquiries": [_inquiry(each, writes) | {"files": scans.get(each.pk, [])} for each in rows],
        "came": came,
        "sent": [_sent(each) for each in Letter.objects.filter(about_id=row.pk).order_by("-pk")],
    }
    answer = ROOM.page(request, row, TAB, "office/appeal/letters.html", context)
    return looked_at(row, answer, by=request.user)


def _inquiry(row: Inquiry, writes: bool) -> dict[str, Any]:
    waits = row.status == S.ASKED
    today, days = clock.today(), calendar.load()
    return {
        "row": row,
        "state": state(row.status, row.get_status_display())["state"]
        | {"tone": TONES[S(row.status)]},
        "left": left(row.due_on, today, days) if waits else None,
        "deeds": [{"word": word, "deed": DEEDS[word]} for word in SENSIBLE[row.status]]
        if writes
        else [],
    }


def _came(row: Appeal, inquiries: list[Inquiry]) -> list[dict[str, Any]]:
    """The letters that came by e-mail and stand at the appeal or at a letter to an agency."""
    about = {each.pk: each for each in inquiries}
    letters = IncomingLetter.objects.of(row.council).live().filter(about_id__in=[row.pk, *about])
    found = []
    for letter in letters.order_by("-received_at", "-pk"):
        inquiry = about.get(letter.about_id)
        waits = inquiry is not None and inquiry.status == S.ASKED
        url = f"{ROOM.url(row, TAB)}{letter.about_id}/answer/?letter={letter.pk}" if waits else ""
        found.append(
            {
                "who": inquiry.agency.title if inquiry else _("the applicant"),
                "on": date_format(letter.received_on, "DATE_FORMAT"),
                "subject": letter.subject or _("Without a subject"),
                "text": letter.text,
                "url": f"/office/incoming/{letter.pk}/",
                "answer_url": url,
            }
        )
    return found


def _sent(letter: Letter) -> dict[str, Any]:
    return {
        "subject": letter.subject,
        "on": date_format(letter.posted_on, "DATE_FORMAT"),
        "state": letter.get_status_display(),
        "url": f"/office/letters/{letter.pk}/",
    }


def _ask_fields(row: Appeal) -> Fields:
    agency = RowChoice(Directories(row.council).rows(Organisation), label=_("Which agency"))
    agency.initial = str(row.agency_id or "")
    said = text(_("What the agency is asked"), rows=10, initial=row.text)
    said.help_text = _(
        "It begins with the person's own text. Leave out who wrote, unless the agency must know."
    )
    fields: dict[str, Any] = {"agency": agency}
    if questions := list(row.matters.live().order_by("ordinal")):
        fields["matter"] = _of_questions(questions)
    fields["text"] = said
    fields["number_out"] = text(_("Number of our letter"), required=False, max_length=60)
    fields["files"] = files(_("Scans and files"))
    return fields


def _of_questions(questions: Sequence[Matter]) -> RowChoice:
    """One of the questions of the appeal, each by its first words, in their order."""
    chosen = RowChoice(questions, label=_("About which question"), required=False)
    chosen.choices = [("", "—"), *((str(each.pk), each.begins) for each in questions)]
    return chosen


def _ask(row: Appeal, *, on: date, by: Any, files: Any, **facts: Any) -> None:
    actions.ask(Inquiry(appeal=row, asked_on=on, **facts), files=files, by=by)


def _answer_fields(row: Inquiry) -> Fields:
    said = text(_("What the agency answered"), rows=8, required=False)
    number = text(_("Number of the agency's letter"), required=False, max_length=60)
    return {"text": said, "number_in": number, "files": files(_("Scans and files"))}


def _why_again(row: Inquiry) -> Fields:
    why = text(_("Why the agency is asked again"), rows=4)
    why.help_text = _("The agency reads it in its letter.")
    return {"reason": why}


def _why_dropped(row: Inquiry) -> Fields:
    return {"reason": text(_("Why the answer is not needed any more"), rows=3)}


ASK = Deed(
    gettext_lazy("Ask an agency"),
    _ask,
    _ask_fields,
    gettext_lazy("Where the agency has an address, the letter goes at once."),
)
DEEDS: Mapping[str, Deed] = {
    "answer": Deed(gettext_lazy("Write down the answer"), actions.answer, _answer_fields),
    "again": Deed(
        gettext_lazy("Ask again"),
        actions.ask_again,
        _why_again,
        gettext_lazy("The term of the answer begins anew."),
    ),
    "drop": Deed(gettext_lazy("Ask no more"), actions.drop, _why_dropped, grave=True),
}


@requires(Permission.REGISTER_WRITE)
def ask(request: Any, key: str) -> HttpResponse:
    """An agency is asked about the appeal."""
    row = opened(request, key)
    return looked_at(row, ROOM.carry_out(request, ASK, row, TAB), by=request.user)


@requires(Permission.REGISTER_WRITE)
def done(request: Any, key: str, pk: UUID, deed: str) -> HttpResponse:
    """The agency answered, is asked again, or need not answer any more."""
    row = opened(request, key)
    rows = row.inquiries.live().select_related("agency", "appeal__council")
    sensible = [status for status, words in SENSIBLE.items() if deed in words]
    inquiry = get_object_or_404(rows.filter(status__in=sensible), pk=pk)
    wanted = DEEDS[deed]
    if deed == "answer" and (letter := _letter(request, inquiry)) is not None:
        wanted = _from_letter(wanted, letter)
    what = f"{row.reference} · {inquiry.agency}"
    answer = ROOM.carry_out(request, wanted, row, TAB, about=inquiry, what=what)
    return looked_at(row, answer, by=request.user)


def _letter(request: Any, inquiry: Inquiry) -> IncomingLetter | None:
    """The letter named in the address, if it stands at this inquiry."""
    letters = IncomingLetter.objects.of(request.council).live().filter(about_id=inquiry.pk)
    try:
        found: IncomingLetter | None = letters.filter(pk=request.GET.get("letter") or None).first()
    except ValidationError:
        return None
    return found


def _from_letter(deed: Deed, letter: IncomingLetter) -> Deed:
    """The same deed, its form filled from a letter that came by e-mail."""

    def asks(row: Inquiry) -> Fields:
        fields = dict(_answer_fields(row))
        fields["text"].initial = letter.text
        return fields

    return Deed(deed.label, deed.act, asks, deed.follows)


_BASE = "appeals/<str:key>/letters/"
urlpatterns: list[URLPattern] = [
    path(_BASE, shown),
    path(f"{_BASE}ask/", ask),
    *(path(f"{_BASE}<uuid:pk>/{word}/", done, {"deed": word}) for word in DEEDS),
]
