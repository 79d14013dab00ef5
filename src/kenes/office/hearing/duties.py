"""What is due about reports of agencies: late ones, agencies to be told, questions to be read."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from kenes.core.roles import Permission
from kenes.hearings.deadline import reports
from kenes.hearings.models import Hearing
from kenes.hearings.questions.models import HearingQuestion
from kenes.hearings.requests.models import PostponementRequest
from kenes.hearings.telling.actions import said_last, to_tell
from kenes.office.due import SHOWN, Asked, Due, Duty
from kenes.office.hearing.room import ROOM


def _planned(asked: Asked) -> list[Hearing]:
    rows = Hearing.objects.of(asked.council).live().filter(status=Hearing.Status.PLANNED)
    ahead = rows.filter(planned_on__gte=asked.today).select_related("agency", "council")
    return list(ahead.order_by("planned_on", "pk"))


def late(asked: Asked) -> Sequence[Due]:
    """Agencies to be heard whose report has not come by its day."""
    rows = _planned(asked)
    found = reports(rows, asked.today)
    words = str(_("The report has not come."))
    return [
        Due(row, found[row.pk].due_on, row.title, row.number, words, "bad")
        for row in rows
        if found[row.pk].missing
    ][: SHOWN + 1]


def untold(asked: Asked) -> Sequence[Due]:
    """Agencies that do not know yet on which day they are heard."""
    words = str(_("Tell the agency."))
    return [
        Due(
            row, row.planned_on, row.title, row.number, words, "attention", ROOM.url(row, "letters")
        )
        for row in _planned(asked)
        if to_tell(row, said_last(row), asked.today)
    ][: SHOWN + 1]


def questions(asked: Asked) -> Sequence[Due]:
    """Questions of residents that nobody has read yet."""
    rows = HearingQuestion.objects.of(asked.council).live()
    came = rows.filter(status=HearingQuestion.Status.CAME).select_related("hearing__agency")
    words = str(_("Let it through or set it aside."))
    return [
        Due(
            row,
            row.asked_on,
            row.text[:120],
            f"{row.hearing.number} · {row.hearing.title}",
            words,
            "attention",
            ROOM.url(row.hearing, "questions"),
        )
        for row in came.order_by("asked_on", "pk")[: SHOWN + 1]
    ]


def asked_later(asked: Asked) -> Sequence[Due]:
    """Requests of agencies to be heard later that the council has not answered."""
    rows = PostponementRequest.objects.of(asked.council).live()
    waiting = rows.filter(status=PostponementRequest.Status.ASKED).select_related("hearing__agency")
    words = str(_("Agree or say why not."))
    return [
        Due(
            row,
            row.asked_on,
            row.hearing.title,
            row.hearing.number,
            words,
            "attention",
            ROOM.url(row.hearing, "letters"),
        )
        for row in waiting.order_by("asked_on", "pk")[: SHOWN + 1]
    ]


DUTIES = (
    Duty("asked-later", _("Agencies that ask to be heard later"), asked_later, "hearings"),
    Duty("late-reports", _("Reports that have not come"), late, "hearings/plan"),
    Duty("untold", _("Agencies to be told of their hearing"), untold, "hearings"),
    Duty(
        "questions",
        _("Questions to agencies to be read"),
        questions,
        "hearings",
        seen_by=Permission.REGISTER_WRITE,
    ),
)
