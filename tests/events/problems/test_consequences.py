"""What comes of a problem voiced: a recommendation, an appeal, a question of a sitting."""

from datetime import date

import pytest

from kenes.appeals.models import Appeal
from kenes.core import record
from kenes.core.filing import Filing
from kenes.core.link import Link
from kenes.recommendations.models import Recommendation
from kenes.recommendations.urgent.models import UrgentQuestion
from kenes.sittings.models import AgendaItem, Sitting
from tests.events.problems.conftest import advised, happened, page, voiced
from tests.office.test_records import appeal
from tests.town import fields

pytestmark = pytest.mark.django_db


def leads(secretary, event):
    [told] = secretary.get(page(event)).context["problems"]
    return [lead["url"] for lead in told["leads"]]


def test_a_problem_becomes_a_recommendation(town, secretary, platform):
    problem = voiced(town, platform, topic=town.topic)
    address = next(url for url in leads(secretary, platform) if "/recommendations/" in url)
    form = secretary.get(address)
    assert form.context["origin"]["url"] == f"{page(platform)}#problem-{problem.pk}"
    said = fields(form)
    # The form begins with the problem's own words.
    assert (said["title_ru"], said["topic"]) == ("Вода мутная", str(town.topic.pk))
    answer = secretary.post(address, said | {"prepared_on": "2025-04-02"})
    assert answer.status_code == 302, answer.context["form"].errors

    link, paper = Link.objects.get(), Recommendation.objects.get()
    assert (link.from_id, link.from_register, link.to_id) == (problem.pk, "problem", paper.pk)
    [told] = secretary.get(page(platform)).context["problems"]
    [came] = told["became"]
    assert (came["reference"], came["state"]["label"]) == (paper.number, "draft")
    card = secretary.get(f"/office/recommendations/{paper.number}/")
    assert [each["reference"] for each in card.context["origins"]] == [platform.number]


def test_a_problem_becomes_an_urgent_question_or_an_appeal(town, secretary, platform):
    voiced(town, platform)
    urgent = next(url for url in leads(secretary, platform) if "/urgent/" in url)
    answer = secretary.post(urgent, fields(secretary.get(urgent)) | {"raised_on": "2025-04-02"})
    assert answer.status_code == 302, answer.context["form"].errors

    written = next(url for url in leads(secretary, platform) if "/appeals/" in url)
    form = fields(secretary.get(written))
    assert (form["text"], form["district"]) == ("Вода мутная", str(town.district.pk))
    given_ = appeal(town) | {"text": form["text"]}
    answer = secretary.post(written, form | given_)
    assert answer.status_code == 302, answer.context["form"].errors
    [told] = secretary.get(page(platform)).context["problems"]
    assert [each["reference"] for each in told["became"]] == [
        UrgentQuestion.objects.get().number,
        Appeal.objects.get().number,
    ]


def test_what_may_not_come_of_a_problem_is_begun_from_nothing(town, secretary, platform):
    problem = voiced(town, platform)
    form = secretary.get(f"/office/surveys/new/?from=problems/{problem.pk}")
    assert (form.context["origin"], form.context["form"].initial) == (None, {})


def test_a_question_of_an_agenda_leads_to_its_sitting(town, secretary, platform):
    problem = voiced(town, platform)
    event = happened(town, kind="sitting", state="planned", on=date(2025, 4, 10))
    sitting = Sitting(council=town.council, event=event, body=town.body)
    item = AgendaItem(
        council=town.council, sitting=sitting, position=1, kind="question", title_ru="О воде"
    )
    record.register([Filing(sitting), Filing(item, origins=[problem])], by=town.by)
    [told] = secretary.get(page(platform)).context["problems"]
    assert [each["url"] for each in told["became"]] == [f"/office/sittings/{sitting.number}/"]


def test_a_sitting_may_take_it_up_and_decide(town, secretary, platform):
    problem = voiced(town, platform)
    advised(town, voiced(town, platform, "С рекомендацией"))
    voiced(town, happened(town, state="failed"), "Никто не пришёл")
    event = happened(town, kind="sitting", state="planned", on=date(2025, 4, 10))
    sitting = Sitting(council=town.council, event=event, body=town.body)
    record.register([Filing(sitting)], by=town.by)

    def offered():
        sources = secretary.get(f"/office/sittings/{sitting.number}/agenda/").context["sources"]
        [source] = [each for each in sources if each["code"] == "problems"]
        return [(each["value"], each["title"]) for each in source["matters"]]

    [(value, title)] = offered()
    assert (value, title) == (f"problems:{problem.pk}", "Вода мутная")
    secretary.post(f"/office/sittings/{sitting.number}/agenda/take/", {"matter": [value]})
    assert offered() == []
    [came_of] = next(
        told["became"]
        for told in secretary.get(page(platform)).context["problems"]
        if told["problem"] == problem
    )
    assert came_of["kind"] == "question of the agenda"
