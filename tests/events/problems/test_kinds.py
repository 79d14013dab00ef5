"""A new kind of event is one entry; and the ways that every kind has."""

import json

import pytest

from kenes.events.kinds import KINDS
from tests.events.problems.conftest import happened
from tests.jobs.test_processes import Processes, database
from tests.town import fields

ENTERED = [kind for kind in KINDS.values() if not kind.occasion]


def test_a_new_kind_is_added_by_one_entry(tmp_path):
    with database(tmp_path) as url:
        [said] = Processes(tmp_path, url).together(
            1, "tests.alone", "tests.events.problems.new_kind", "added"
        )
    assert json.loads(said) == {
        "migration": False,
        "office": {
            "opening": "Новая запись: ярмарка",
            "title": "Новая запись: ярмарка",
            "set": "fair",
            "entered": "/office/events/2024-0001/",
        },
        "public": {
            "list": ["Ярмарка"],
            "landing": ["Ярмарки", "1"],
            "figure": ["1", 1],
            "month": ["Ярмарка"],
            "filter": ["Ярмарки"],
            "year": [["Ярмарки", "1"]],
            "map": 1,
            "file": ["Ярмарки", "Ярмарка"],
        },
        "journal": {"offered": True, "figure": "2"},
    }


@pytest.mark.django_db
def test_every_kind_has_an_address_with_its_number(town, visitor):
    for kind in ENTERED:
        happened(town, kind.code, title_ru=kind.code)
    page = visitor.get("/ru/events/").context
    assert [each["url"] for each in page["kinds"]] == [
        f"/ru/events/?kind={kind.code}" for kind in ENTERED
    ]
    for kind in ENTERED:
        narrowed = visitor.get(f"/ru/events/?kind={kind.code}").context
        assert [row["cells"][2]["text"] for row in narrowed["rows"]] == [kind.code]
        assert [each["label"] for each in narrowed["kinds"] if each["current"]] == [
            str(kind.plural)
        ]
    assert visitor.get("/ru/events/?kind=platform&format=csv").content.count(b"\r\n") == 2


@pytest.mark.django_db
def test_every_kind_opens_its_form_from_the_list_of_the_office(town, secretary):
    openings = secretary.get("/office/events/").context["openings"]
    assert [each["url"] for each in openings] == [
        f"/office/events/new/?kind={kind.code}" for kind in ENTERED
    ]
    for kind, opening in zip(ENTERED, openings, strict=True):
        page = secretary.get(opening["url"])
        assert (page.context["title"], opening["label"]) == (f"New: {kind.name}",) * 2
        assert fields(page)["kind"] == kind.code


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["?kind=nonsense", "?kind=sitting", "?kind=", "?state=held"])
def test_an_address_that_says_nonsense_says_nothing(town, secretary, asked):
    page = secretary.get(f"/office/events/new/{asked}")
    assert (page.status_code, page.context["title"]) == (200, "New: event")
    assert (page.context["form"]["kind"].value() or "") == ""
    assert secretary.get("/office/surveys/new/?kind=platform").status_code == 200


@pytest.mark.django_db
def test_what_was_typed_stands_over_what_the_address_says(town, secretary):
    address = "/office/events/new/?kind=platform"
    said = fields(secretary.get(address)) | {"kind": "seminar"}
    answer = secretary.post(address, said)
    assert (answer.status_code, answer.context["form"]["kind"].value()) == (422, "seminar")


@pytest.mark.django_db
def test_who_keeps_no_register_is_offered_no_form(town, member):
    assert member.get("/office/events/").context["openings"] == []
