"""A paper that waits for the council's vote, the papers that sittings adopted, and decoys."""

from datetime import date
from typing import TYPE_CHECKING

from kenes.core import record
from kenes.core.filing import Filing
from kenes.demo.advice import ADVICE
from kenes.demo.recommendations import LOAD_ON, MOBILITY, REPAIR_ON
from kenes.demo.wordings import NOT_DONE, advised
from kenes.events.models import Event
from kenes.organs.models import Organisation, Topic
from kenes.recommendations.deferrals.models import Deferral
from kenes.recommendations.models import Point, Recommendation
from kenes.recommendations.proof.models import Verification
from kenes.sittings.decisions.models import Decision

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council

DRAFTED = date(2025, 3, 28)
TOPIC = "Общественный транспорт"
THEME = ("Аялдамалардың қолжетімділігі", "Доступность остановок")
# To whom, and which advice of the list.
DRAFT = (
    (MOBILITY, 8), ("АО «Көлік холдингі»", 4), ("Управление занятости и социальных программ", 5),
)  # fmt: skip
# Each paper by its day and title, and what the question was about that its sitting decided.
ADOPTED = (
    (REPAIR_ON, "Рекомендации по капитальному ремонту домов и дворов", "Капитальный ремонт"),
    (LOAD_ON, "Рекомендации о нагрузке подстанций", "Нагрузка подстанций"),
)


def lay(council: "Council", *, by: "User") -> None:
    """Enter the draft, and name the decisions by which two papers were adopted."""
    _draft(council, by=by)
    decisions = Decision.objects.of(council).live()
    papers = Recommendation.objects.of(council).live()
    for on, title, about in ADOPTED:
        paper = papers.get(adopted_on=on, title_ru=title)
        decision = decisions.get(adopted_on=on, title_ru__contains=about)
        record.correct(paper, version=paper.version, by=by, decision=decision)


def _draft(council: "Council", *, by: "User") -> None:
    kk, ru = THEME
    paper = Recommendation(
        council=council,
        prepared_on=DRAFTED,
        title_kk=f"{kk}: ұсынымдар",
        title_ru=f"{ru}: рекомендации",
        topic=Topic.objects.of(council).live().get(title_ru=TOPIC),
    )
    held = Event.objects.of(council).live().filter(kind="platform", topic=paper.topic)
    origin = held.filter(status="held", held_on__lt=DRAFTED).order_by("-held_on", "number").first()
    assert origin
    record.register([Filing(paper, path=[("draft", DRAFTED)], origins=[origin])], by=by)
    organisations = Organisation.objects.of(council).live()
    filings = []
    for ordinal, (agency, at) in enumerate(DRAFT, start=1):
        text_kk, text_ru = (text.format(kk=kk, ru=ru) for text in ADVICE[at])
        wording, _theme = advised(text_kk, text_ru)
        point = Point(
            council=council,
            recommendation=paper,
            ordinal=ordinal,
            addressee=organisations.get(title_ru=agency),
            text_kk=text_kk,
            text_ru=text_ru,
            done_when_kk=wording.done[0],
            done_when_ru=wording.done[1],
            prepared_on=DRAFTED,
        )
        filings.append(Filing(point, path=[("prepared", DRAFTED)]))
    record.register(filings, by=by)


def decoy(point: Point, *, by: "User") -> None:
    """Time given and a check made where neither may count: another council, a struck paper."""
    assert point.sent_on
    assert point.due_on
    assert point.answered_on
    deferral = Deferral(
        council_id=point.council_id,
        point=point,
        asked_on=point.sent_on,
        until_on=point.due_on.replace(month=point.due_on.month + 1),
        reason="Договор ещё не заключён.",
        decided_on=point.sent_on,
    )
    path = [("asked", deferral.asked_on), ("granted", deferral.asked_on)]
    check = Verification(
        council_id=point.council_id,
        point=point,
        verified_on=point.answered_on,
        outcome=Verification.Outcome.NOT_DONE,
        text_kk=NOT_DONE[0][0],
        text_ru=NOT_DONE[0][1],
    )
    record.register([Filing(deferral, path=path), Filing(check)], by=by)
