"""A program follows an appeal by number and code, and learns nothing without them."""

from datetime import date

import pytest

from kenes.appeals.missing import actions as missing
from kenes.appeals.models import Appeal
from tests.api.conftest import Program, errors, written
from tests.appeals.test_portal import closed
from tests.appeals.test_shown import published
from tests.town import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def receipt(town, program):
    return program.post("/appeals", written(town, consent=True)).json()


def followed(program, receipt, **more):
    return program.post("/appeals/track", {k: receipt[k] for k in ("number", "code")} | more)


def test_it_tells_what_the_page_tells(town, program, receipt, secretary):
    answer = followed(program, receipt)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    said = answer.json()
    assert (said["state"], said["state_name"]) == ("registered", "зарегистрировано")
    assert (said["due_on"], said["answer"], said["verdict"]) == ("2025-04-24", "", "")
    assert said["steps"] == [{"state": "registered", "on": "2025-04-03"}]
    assert not said["shown"]

    closed(secretary, receipt["number"], "resolved", answer="Переход нарисован.")
    published(secretary)
    said = followed(program, receipt).json()
    assert (said["state"], said["due_on"]) == ("resolved", None)
    assert said["answer"] == "Переход нарисован."
    assert said["shown"]
    assert [each["state"] for each in said["steps"]] == ["registered", "resolved"]
    kazakh = followed(Program(language="kk"), receipt).json()
    assert kazakh["state"] == "resolved"
    assert kazakh["state_name"] != said["state_name"]


def test_it_tells_what_is_asked_of_the_person(town, program, receipt):
    asked = {"what": "Адрес школы?", "until_on": date(2025, 4, 10), "on": DAY}
    missing.ask(Appeal.objects.get(), **asked, by=town.by)
    said = followed(program, receipt).json()["missing"]
    assert said == [{"what": "Адрес школы?", "until": "2025-04-10", "supplied_on": None}]


def test_a_wrong_code_and_no_number_are_told_alike(town, other, program, receipt):
    wrong = followed(program, receipt, code="AAAA-BBBB-CCCC")
    unknown = followed(program, receipt, number="2025-0002")
    assert wrong.status_code == unknown.status_code == 404
    assert wrong.content == unknown.content
    assert wrong.json()["detail"] == "Обращения с таким номером и кодом нет."
    assert followed(Program(host="kokshe.localhost"), receipt).status_code == 404
    lower = receipt["code"].lower().replace("-", " ")
    assert followed(program, receipt, code=lower).status_code == 200


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"code": ""}, "code"),
        ({"code": None}, "code"),
        ({"code": 5}, "code"),
        ({"number": "1" * 41}, "number"),
        ({"number": "2025\x00"}, "number"),
        ({"number": "\ud83d"}, "number"),
        ({"deed": "withdraw"}, "deed"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(program, receipt, more, field):
    answer = followed(program, receipt, **more)
    assert answer.status_code == 422
    assert list(errors(answer)) == [field]


def test_a_code_in_an_address_opens_nothing(program, receipt):
    for method in (program.client.get, program.client.post):
        answer = method("/api/v1/appeals/track", receipt, headers=program.head)
        assert answer.status_code in {400, 404, 405}
        assert "зарегистрировано" not in answer.content.decode()
