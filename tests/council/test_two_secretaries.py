"""Two secretaries at one contest, one body, one role: nobody's change is overwritten unseen."""

import pytest

from kenes.core import record
from kenes.council.contest import actions as contests
from kenes.council.contest.models import Contest
from kenes.council.models import Body, Office
from tests.council.house import DAY
from tests.council.test_pages import BASE, _own_files, client  # noqa: F401, the files of each test
from tests.town import fields


@pytest.fixture
def contest(house):
    row = Contest(council=house.council, convocation=house.convocation, kind="additional")
    row.opened_on, row.body_ru, row.address = DAY, "Общественный совет", "Площадь 1"
    contests.prepare(row, by=house.by)
    return row


def test_the_notice_keeps_both_changes_and_shows_the_colleagues(house, contest):
    mine = client(house, "secretary")
    address = f"{BASE}contests/{contest.number}/notice/"
    seen = fields(mine.get(address))
    record.correct(contest, version=contest.version, by=house.by, address="Площадь 2")

    answer = mine.post(address, seen | {"email": "new@example.kz"})

    assert answer.status_code == 422
    [row] = answer.context["difference"]["rows"]
    assert (row["old"], row["new"]) == ("Площадь 1", "Площадь 2")
    assert Contest.objects.get(pk=contest.pk).email == ""
    # Sent once more, it is sent knowingly: my text over theirs, theirs where I had none.
    assert mine.post(address, fields(answer)).status_code == 302
    now = Contest.objects.get(pk=contest.pk)
    assert (now.address, now.email) == ("Площадь 2", "new@example.kz")


def test_a_role_that_was_ended_meanwhile(house):
    office = Office.objects.get(role="chair")
    mine = client(house, "secretary")
    address = f"{BASE}roles/{office.pk}/relieve/"
    seen = fields(mine.get(address))
    record.correct(office, version=office.version, by=house.by, ended_on=DAY)

    answer = mine.post(address, seen)

    assert answer.status_code == 422
    assert [row["new"] for row in answer.context["difference"]["rows"]] == ["03.04.2025"]
    assert Office.objects.get(pk=office.pk).version == office.version


def test_a_body_that_was_renamed_meanwhile(house):
    mine = client(house, "secretary")
    address = f"{BASE}bodies/{house.commission.pk}/abolish/"
    seen = fields(mine.get(address))
    body = Body.objects.get(pk=house.commission.pk)
    record.correct(body, version=body.version, by=house.by, title_ru="Комиссия по воде")

    answer = mine.post(address, seen)

    assert "Комиссия по воде" in [row["new"] for row in answer.context["difference"]["rows"]]
    assert Body.objects.get(pk=body.pk).ended_on is None
    assert mine.post(address, fields(answer)).status_code == 302
    assert Body.objects.get(pk=body.pk).ended_on == DAY
