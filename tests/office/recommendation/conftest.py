"""A recommendation to three agencies: drafted, adopted, sent."""

from datetime import date

import pytest

from kenes.core import clock, record
from kenes.core.filing import Filing
from kenes.dispatches.models import Dispatch
from kenes.events.models import Event
from kenes.organs.models import Organisation
from kenes.recommendations.models import Point, Recommendation
from kenes.sittings.decisions.models import Decision
from kenes.sittings.models import AgendaItem, Sitting
from tests.office.recommendation.asking import HERE, spread
from tests.office.test_records import register
from tests.town import NOW


@pytest.fixture
def agencies(town):
    with clock.standing(NOW):
        rows = [
            Organisation(
                council=town.council,
                title_ru=f"Акимат {n}",
                kind="akimat",
                email=f"akimat{n}@example.kz",
            )
            for n in range(3)
        ]
        record.register([Filing(row) for row in rows], by=town.by)
    return rows


@pytest.fixture
def paper(town, secretary):
    said = {
        "title_ru": "О дорогах",
        "title_kk": "Жолдар туралы",
        "prepared_on": "2025-03-03",
        "norm": "rec.answer.general",
    }
    answer = register(secretary, "recommendations", said)
    assert answer.status_code == 302, answer.context["form"].errors
    return Recommendation.objects.get()


@pytest.fixture
def decision(town):
    """A decision of a sitting that was held."""
    council, on = town.council, date(2025, 3, 5)
    with clock.standing(NOW):
        event = Event(council=council, kind="sitting", title_ru="Заседание", held_on=on)
        sitting = Sitting(
            council=council, event=event, body=town.body, seats_then=3, quorum_then=2, present=3
        )
        within = Filing(event, path=[("planned", on), ("held", on)])
        record.register([Filing(sitting, within=within)], by=town.by)
        item = AgendaItem(
            council=council, sitting=sitting, position=1, kind="question", title_ru="О дорогах"
        )
        row = Decision(council=council, item=item, adopted_on=on, title_ru="Принять рекомендацию")
        record.register([Filing(item), Filing(row)], by=town.by)
    return row


@pytest.fixture
def adopted(paper, decision, agencies, secretary):
    spread(secretary, agencies)
    answer = secretary.post(f"{HERE}moves/adopted/", {"decision": str(decision.pk)})
    assert answer.status_code == 302, answer.context["form"].errors
    paper.refresh_from_db()
    return paper


@pytest.fixture
def sent(adopted, secretary):
    secretary.post(f"{HERE}papers/prepare/")
    keys = [str(row.pk) for row in Dispatch.objects.all()]
    told = {"paper": keys, "channel": "post", "on": "2025-04-03"}
    assert secretary.post(f"{HERE}papers/send/", told).status_code == 302
    return list(Point.objects.order_by("ordinal"))
