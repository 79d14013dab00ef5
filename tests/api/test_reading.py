"""What everyone may read: pages of the list, one appeal, and no more than that."""

from datetime import timedelta

import pytest

from kenes.appeals.models import Appeal
from kenes.appeals.publication import actions as consents
from kenes.appeals.publication.models import Publication
from kenes.organs.models import Topic
from tests.api.conftest import Program, errors, written
from tests.appeals.conftest import received
from tests.appeals.test_portal import closed
from tests.appeals.test_portal import followed as judged
from tests.appeals.test_shown import published, sent
from tests.town import DAY, enter, signed_in

pytestmark = pytest.mark.django_db


def numbers(answer):
    assert answer.status_code == 200, answer.content
    return [each["number"] for each in answer.json()["appeals"]]


def test_without_consent_there_is_only_its_course(town, program, visitor):
    sent(visitor, town, open="")
    [said] = program.get("/appeals").json()["appeals"]
    assert said == program.get("/appeals/2025-0001").json()
    assert said == {
        "number": "2025-0001",
        "url": "http://almaty.localhost/ru/appeals/2025-0001/",
        "received_on": "2025-04-03",
        "kind": None,
        "channel": None,
        "language": None,
        "topic": None,
        "district": None,
        "state": "registered",
        "state_on": "2025-04-03",
        "text": None,
        "answer": None,
        "verdict": "",
        "joined": None,
    }


def test_with_consent_its_masked_words_and_verdict(town, program, visitor, secretary):
    said = sent(visitor, town)
    for wanted in ("/appeals", "/appeals?shown=true"):
        assert "перехода" not in program.get(wanted).content.decode()
    closed(secretary, "2025-0001", "resolved", answer="Сделано Сейткали.")
    judged(visitor, said, deed="verdict", verdict="not_solved", text="Нет.")
    assert program.get("/appeals/2025-0001").json()["verdict"] == ""
    published(secretary, "У школы нет перехода.", "Сделано.")
    told = program.get("/appeals/2025-0001").json()
    assert (told["text"], told["answer"]) == ("У школы нет перехода.", "Сделано.")
    assert (told["verdict"], told["joined"]) == ("not_solved", 0)
    assert numbers(program.get("/appeals", {"q": "перехода"})) == ["2025-0001"]
    assert numbers(program.get("/appeals", {"shown": "true"})) == ["2025-0001"]
    # Taken back, it is gone at once, though the program has a mark of the answer before.
    mark = program.get("/appeals")["ETag"]
    judged(visitor, said, deed="take_back")
    again = program.get("/appeals", **{"if-none-match": mark})
    assert again.status_code == 200
    assert "перехода" not in again.content.decode()


def test_what_has_not_changed_is_not_sent_twice(town, program, secretary):
    received(town)
    for path in ("/appeals", "/appeals/2025-0001", "/topics", "/kinds", "/openapi.json"):
        first = program.get(path)
        assert first["Cache-Control"] == "no-cache"
        again = program.get(path, **{"if-none-match": f'"x", {first["ETag"]}'})
        assert (again.status_code, again.content) == (304, b"")
    mark = program.get("/appeals")["ETag"]
    closed(secretary, "2025-0001", "in_work")
    assert program.get("/appeals", **{"if-none-match": mark}).status_code == 200


def opened(town, **more):
    """An appeal that everyone may read."""
    row = received(town, **more)
    consents.consent(row, by=town.by)
    consents.publish(Publication.objects.get(appeal=row), text="Слова для всех.", by=town.by)
    return row


def test_no_filter_tells_what_is_not_told(town, program):
    received(town)
    for asked in ({"topic": town.topic.code}, {"district": town.district.code}, {"q": "дороги"}):
        assert numbers(program.get("/appeals", asked)) == []
    assert numbers(program.get("/appeals", {"kind": "application"})) == []
    assert numbers(program.get("/appeals", {"state": "registered"})) == ["2025-0001"]


def test_filters_narrow_it(town, other, program, secretary):
    air = Topic(council=town.council, title_ru="Воздух")
    enter(air, by=town.by)
    for more in ({}, {"topic": air}, {"district": None}, {"kind": "complaint"}):
        opened(town, **more)
    closed(secretary, "2025-0001", "in_work")
    received(other)
    newest = ["2025-0004", "2025-0003", "2025-0002", "2025-0001"]
    assert sorted(numbers(program.get("/appeals")), reverse=True) == newest
    for asked, found in (
        ({"topic": air.code}, {"2025-0002"}),
        ({"district": town.district.code}, {"2025-0001", "2025-0002", "2025-0004"}),
        ({"state": "in_work"}, {"2025-0001"}),
        ({"state": "registered", "kind": "complaint"}, {"2025-0004"}),
        ({"from": "2025-04-03", "until": "2025-04-03"}, set(newest)),
        ({"from": "2025-04-04"}, set()),
        ({"until": "2025-04-02"}, set()),
        ({"q": "2025-0003"}, {"2025-0003"}),
        ({"shown": "true"}, set(newest)),
    ):
        assert set(numbers(program.get("/appeals", asked))) == found, asked


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"topic": "no-such"}, "topic"),
        ({"district": "x' OR 1=1"}, "district"),
        ({"state": "x"}, "state"),
        ({"kind": "x"}, "kind"),
        ({"from": "yesterday"}, "from"),
        ({"until": "2025-02-30"}, "until"),
        ({"limit": "0"}, "limit"),
        ({"limit": "101"}, "limit"),
        ({"limit": "many"}, "limit"),
        ({"after": "x"}, "after"),
        ({"after": "2025-04-03_x"}, "after"),
        ({"after": "123_0190a2c4-0000-7000-8000-000000000000"}, "after"),
        ({"shown": "perhaps"}, "shown"),
        ({"q": "а" * 201}, "q"),
        ({"topics": "x"}, "topics"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(town, program, asked, field):
    answer = program.get("/appeals", asked)
    assert answer.status_code == 422
    assert list(errors(answer)) == [field]


def test_pages_follow_one_another_and_lose_nothing(town, program):
    days = [DAY - timedelta(days=n % 3) for n in range(7)]
    expected = {received(town, on=on).number: on for on in days}
    found, url, pages = [], "/api/v1/appeals?limit=3&state=registered", 0
    while url:
        answer = program.client.get(url, headers=program.head)
        found += numbers(answer)
        url = answer.json()["next"]
        pages += 1
    assert pages == 3
    assert set(found) == set(expected)
    assert [expected[number] for number in found] == sorted(days, reverse=True)


def test_a_page_asks_the_database_as_often_for_many_as_for_few(
    town, program, visitor, secretary, django_assert_max_num_queries
):
    sent(visitor, town)
    published(secretary)
    for _n in range(20):
        received(town)
    program.get("/appeals")
    with django_assert_max_num_queries(6):
        program.get("/appeals")


def test_choices_are_named_in_each_language(town, program):
    topic = {"kk": "Жолдар", "ru": "Дороги", "en": "Дороги"}
    assert program.get("/topics").json() == [{"code": town.topic.code, "name": topic}]
    [district] = program.get("/districts").json()
    assert district["name"]["kk"] == "Медеу ауданы"
    kinds = {each["code"]: each["name"] for each in program.get("/kinds").json()}
    assert set(kinds) == set(Appeal.Kind.values)
    assert all(len(set(names.values())) == 3 for names in kinds.values())
    states = [each["code"] for each in program.get("/states").json()]
    assert states == Appeal.Status.values


def test_an_account_is_worth_nothing_here(town, program, visitor, secretary):
    """Whoever is signed in is told what a stranger is, and no cookie is set."""
    sent(visitor, town)
    for role in ("secretary", "administrator", "member"):
        client = secretary if role == "secretary" else signed_in(town, role)
        for path in ("/appeals", "/appeals/2025-0001", "/topics"):
            answer = client.get(f"/api/v1{path}", headers={"accept-language": "ru"})
            assert answer.content == program.get(path).content
            assert not answer.cookies
    # A cookie with a language does not speak for the program either.
    secretary.cookies["django_language"] = "kk"
    answer = secretary.get("/api/v1/appeals/9", headers={"accept-language": "en"})
    assert answer.json()["detail"] == "There is nothing at this address."


def test_nobody_asks_against_forgery_for_there_is_nothing_to_forge(town, program, secretary):
    """A page of somebody else may send it too, and it is an appeal without a person's session."""
    assert program.post("/appeals", written(town)).status_code == 201
    answer = secretary.post("/api/v1/appeals", written(town), content_type="application/json")
    assert answer.status_code == 201
    assert not answer.cookies


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 404),
        ("/nothing", 404),
        ("/appeals/", 404),
        ("/appeals/2024-0001", 404),
        ("/appeals/%00", 400),
        ("/appeals?q=%00", 400),
        ("/docs", 404),
        ("/appeals/track", 405),
    ],
)
def test_whatever_is_not_there_is_told_as_a_problem(town, program, path, status):
    answer = program.get(path)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json; charset=utf-8"
    assert answer.json()["status"] == status
    assert answer.json()["detail"]


def test_a_method_that_is_none_is_told_with_those_that_are(town, program):
    for method in ("put", "patch", "delete"):
        answer = getattr(program.client, method)("/api/v1/appeals/2025-0001")
        assert answer.status_code == 405
        assert "GET" in answer["Allow"]


def test_a_wrong_host_is_told_as_a_problem(town):
    program = Program(host="evil.example.com")
    answer = program.get("/appeals")
    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("application/problem+json")
    assert program.post("/appeals", written(town)).status_code == 400
    assert Appeal.objects.count() == 0


def test_an_empty_register_says_so(db, own_files):
    answer = Program().get("/appeals")
    assert answer.status_code == 503
    assert answer["Content-Type"].startswith("application/problem+json")


def test_the_head_alone_is_that_of_the_whole(town, program):
    received(town)
    whole = program.get("/appeals")
    head = program.client.head("/api/v1/appeals", headers=program.head)
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == whole["ETag"]
    assert program.client.head("/api/v1/appeals/9", headers=program.head).status_code == 404
