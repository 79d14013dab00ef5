"""A recommendation is drafted, spread over agencies, adopted."""

from datetime import date

import pytest

from kenes.core import clock, record
from kenes.core.filing import Filing
from kenes.core.link import Link
from kenes.events.models import Event
from kenes.office.sitting.sources import waiting
from kenes.recommendations.models import Point, Recommendation
from tests.office.recommendation.asking import HERE, spread
from tests.town import DAY, NOW


def test_forty_points_are_made_as_easily_as_one(paper, agencies, secretary):
    assert secretary.get(f"{HERE}spread/").status_code == 200
    assert spread(secretary, agencies).status_code == 302
    said = [(p.ordinal, p.addressee.title_ru, p.text_ru, p.text_kk) for p in paper.points.all()]
    assert said == [
        (1, "Акимат 0", "Починить.", "Жөндеу."),
        (2, "Акимат 1", "Починить.", "Жөндеу."),
        (3, "Акимат 2", "Починить.", "Жөндеу."),
        (4, "Акимат 0", "Убрать.", "Тазалау."),
        (5, "Акимат 1", "Убрать.", "Тазалау."),
        (6, "Акимат 2", "Убрать.", "Тазалау."),
    ]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"text_kk": "Жөндеу."}, "text_kk"),
        ({"text_ru": "", "text_kk": ""}, "text_ru"),
        ({"akimat": []}, "__all__"),
    ],
)
def test_what_is_missing_is_said_and_the_text_stays(paper, agencies, secretary, said, field):
    texts = {"text_ru": "Починить.\n\nУбрать.", "text_kk": "Жөндеу.\n\nТазалау."}
    boxes = {"akimat": [str(row.pk) for row in agencies]}
    answer = secretary.post(f"{HERE}spread/", texts | boxes | said)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Point.objects.exists()


def test_a_paper_is_adopted_by_a_decision_and_takes_its_day(adopted, decision):
    assert (adopted.status, adopted.adopted_on, adopted.decision) == (
        "adopted",
        date(2025, 3, 5),
        decision,
    )


def test_a_recommendation_is_begun_from_a_record_and_keeps_where_it_came_from(town, secretary):
    with clock.standing(NOW):
        event = Event(
            council=town.council, kind="round_table", title_ru="Вода", held_on=date(2025, 3, 1)
        )
        on = event.held_on
        record.register([Filing(event, path=[("planned", on), ("held", on)])], by=town.by)
    card = secretary.get(f"/office/events/{event.number}/").content.decode()
    address = f"/office/recommendations/new/?from=events/{event.number}"
    assert address in card
    assert event.title_ru in secretary.get(address).content.decode()

    form = secretary.get(address).context["form"]
    said = {"key": str(form["key"].value()), "title_ru": "О воде", "prepared_on": "2025-03-02"}
    lines = {name: form[name].value() for name in form.fields if name.endswith("-lines")}
    answer = secretary.post(
        address, said | lines | {"norm": "rec.answer.general", "state": "draft"}
    )

    assert answer.status_code == 302, answer.context["form"].errors
    link = Link.objects.get(to_id=Recommendation.objects.get().pk)
    assert (link.from_id, link.from_register) == (event.pk, "event")


def test_a_draft_waits_for_an_agenda_and_its_decision_is_chosen(paper, agencies, secretary, town):
    spread(secretary, agencies)
    found = {source.code: rows for source, rows in waiting(town.council, DAY)}
    [matter] = found["adoption"]
    assert (matter.origin, matter.title_ru) == (
        paper,
        "Принятие рекомендации 2025-0001: О дорогах",
    )
