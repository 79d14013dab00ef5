"""Where an appeal stands, for whoever has its number and its secret code."""

from typing import Any

from django.utils.translation import gettext as _

from kenes.api.problem import Faulty, Problem
from kenes.api.router import APPEALS
from kenes.api.said import Asked, Missing, Own, Question, Step
from kenes.appeals.deadline import term
from kenes.appeals.merging.together import answered_with, undecided
from kenes.appeals.missing.models import MissingPart
from kenes.appeals.models import Appeal
from kenes.appeals.notices import what_became
from kenes.appeals.publication.models import shown_of
from kenes.core.action import looking
from kenes.core.flow import Step as Made
from kenes.norms import calendar
from kenes.norms.wording import sentence
from kenes.portal.appeal.own import TrackForm

FAULTS = dict.fromkeys((400, 404, 422, 429), Problem)


@APPEALS.post("/appeals/track", response={200: Own, **FAULTS}, operation_id="track_appeal")
def track(request: Any, said: Asked) -> Any:
    """Follow an appeal. Number and code are sent in the body: addresses are kept in many logs.

    A wrong code and a number that is none are told alike; where many come within an hour it is 429.
    """
    form = TrackForm({"number": said.number, "code": said.code})
    if not form.is_valid():
        raise Faulty.of(form)
    appeal = form.found(request)
    if appeal is None:
        raise Faulty(404, _("There is no appeal with this number and code."))
    with looking():
        return _own(appeal)


def _own(appeal: Appeal) -> Own:
    due, answered = term(appeal, calendar.load()), answered_with(appeal)
    made = Made.objects.filter(row_id=appeal.pk, struck_at=None).order_by("ordinal")
    missing = appeal.missing.live().exclude(status=MissingPart.Status.DROPPED)
    matters = appeal.matters.live().order_by("ordinal")
    return Own(
        number=appeal.number,
        state=appeal.status,
        state_name=str(appeal.get_status_display()),
        became=what_became(appeal),
        outcome=answered.status if answered is not None else "",
        received_on=appeal.received_on,
        registered_on=appeal.starts_on,
        due_on=due.due_on if undecided(appeal) else None,
        why=sentence(due),
        answer=appeal.answer,
        questions=[
            Question(question=each.question, state=each.status, answer=each.answer)
            for each in matters
        ],
        steps=[Step(state=each.to_status, on=each.on) for each in made],
        missing=[
            Missing(what=each.what, until=each.until_on, supplied_on=each.supplied_on)
            for each in missing
        ],
        verdict=appeal.verdict,
        shown=shown_of(appeal) is not None,
    )
