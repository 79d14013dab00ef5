"""Templates of answers, and remarks of colleagues."""

from uuid import uuid4

import pytest
from django.utils.translation import override

from kenes.appeals.answers.models import AnswerTemplate
from kenes.appeals.remarks import actions as remarks
from kenes.appeals.remarks.models import Remark
from kenes.core import clock, record
from kenes.core.filing import Filing
from kenes.core.journal import Entry, Payload
from kenes.core.refused import Refused
from kenes.organs.models import Topic
from tests.appeals.conftest import received
from tests.town import NOW, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with clock.standing(NOW), override("en"):
        yield


def template(town, title, **more):
    row = AnswerTemplate(council=town.council, title_ru=title, **more)
    record.register([Filing(row)], by=town.by)
    return row


def test_a_template_is_filled_in_in_the_language_of_the_person(town):
    row = template(
        town,
        "Переход",
        text_ru="{name}, Ваше обращение {number} от {day} ({тема}, {район}) {foo}",
        text_kk="{аты}, {number} өтінішіңіз ({тақырып}, {аудан})",
    )
    russian, kazakh = received(town), received(town, language="kk")
    assert row.filled(russian) == (
        "Сейткали Айгуль, Ваше обращение 2025-0001 от 3 апреля 2025 г. "
        "(Дороги, Медеуский район) {foo}"
    )
    assert row.filled(kazakh) == "Сейткали Айгуль, 2025-0002 өтінішіңіз (Жолдар, Медеу ауданы)"


def test_the_clerk_puts_templates_into_the_answer_and_loses_nothing(town, secretary):
    other = Topic(council=town.council, title_ru="Парки")
    record.register([Filing(other)], by=town.by)
    general = template(town, "Общий", text_ru="С уважением.")
    roads = template(town, "Дороги", text_ru="{number}: в плане.", topic=town.topic)
    template(town, "Парки", text_ru="Парк.", topic=other)
    row = received(town)
    page = f"/office/appeals/{row.number}/moves/explained/"
    assert secretary.get(page).context["templates"] == [roads, general]
    begun = secretary.post(page, {"on": "2025-04-02", "answer": "Начало", "template": roads.pk})
    form = begun.context["form"]
    assert begun.status_code == 200
    assert form["answer"].value() == f"Начало\n\n{row.number}: в плане."
    assert form["on"].value() == "2025-04-02"
    row.refresh_from_db()
    assert row.status == "registered"
    # Where no answer is asked, no template is offered.
    assert secretary.get(f"/office/appeals/{row.number}/moves/in_work/").context["templates"] == []


def test_templates_are_a_directory_of_the_office(town, secretary):
    said = {
        "key": str(uuid4()),
        "title_ru": "Ответ",
        "title_kk": "",
        "text_ru": "",
        "text_kk": "",
        "topic": "",
    }
    wrong = secretary.post("/office/answer-templates/new/", said)
    assert wrong.status_code == 422
    assert list(wrong.context["form"].errors) == ["text_ru"]
    right = secretary.post("/office/answer-templates/new/", said | {"text_ru": "Да."})
    assert right.status_code == 302
    assert AnswerTemplate.objects.get().text_ru == "Да."
    listed = secretary.get("/office/answer-templates/").content.decode()
    assert "Ответ" in listed


def test_a_remark_stands_under_its_writers_name_and_leaves_no_words(town, secretary):
    row = received(town)
    url = f"/office/appeals/{row.number}/questions/remark/"
    assert secretary.post(url, {"text": " "}).status_code == 422
    assert secretary.post(url, {"text": "Звонить после шести."}).status_code == 302
    [shown] = secretary.get(f"/office/appeals/{row.number}/questions/").context["remarks"]
    assert (shown["text"], shown["who"]) == ("Звонить после шести.", "The secretary")
    assert Entry.objects.filter(verb="remark.registered").count() == 1
    assert "шести" not in " ".join(str(each.said) for each in Payload.objects.all())
    with pytest.raises(Refused, match="Write the remark"):
        remarks.write(row, " ", by=town.by)
    # A chair may see the person and remarks too; a member neither.
    chair, member = signed_in(town, "chair"), signed_in(town, "member")
    assert chair.post(url, {"text": "Согласен."}).status_code == 302
    assert member.post(url, {"text": "Я тоже."}).status_code == 403
    assert Remark.objects.count() == 2
