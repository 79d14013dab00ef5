"""Directories: rows entered, put right, and what they refuse."""

import pytest

from tests.office.test_records import register
from tests.town import fields

pytestmark = pytest.mark.django_db


def test_a_directory_row_is_entered_and_put_right(town, secretary):
    answer = register(secretary, "districts", {"title_ru": "Ауэзовский район"})
    assert answer["Location"] == "/office/districts/auezovskiy-rayon/"

    address = f"{answer['Location']}correct/"
    secretary.post(address, fields(secretary.get(address)) | {"title_kk": "Әуезов ауданы"})
    assert "Әуезов ауданы" in secretary.get(answer["Location"]).content.decode()
    again = register(secretary, "districts", {"title_ru": "Ауэзовский район"})
    assert list(again.context["form"].errors) == ["title_ru"]


def test_a_seat_has_one_holder(town, secretary):
    said = {
        "seat": str(town.seat.pk),
        "person": str(town.person.pk),
        "since_on": "2022-05-16",
        "entered": "contest",
        "decided_on": "2022-05-16",
    }
    assert register(secretary, "mandates", said).status_code == 302
    assert list(register(secretary, "mandates", said).context["form"].errors) == ["seat"]
