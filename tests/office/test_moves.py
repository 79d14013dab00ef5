"""Moves of a record: their days, what they ask, and what they refuse."""

from datetime import date

import pytest

from kenes.appeals.models import Appeal
from kenes.core.flow import Step
from kenes.core.link import Link
from kenes.events.models import Event
from kenes.sittings.models import AgendaItem
from tests.office.test_occasions import sitting
from tests.office.test_records import appeal, register
from tests.town import DAY, fields

pytestmark = pytest.mark.django_db
HERE = "/office/appeals/2025-0001/"


@pytest.fixture
def filed(town, secretary):
    register(secretary, "appeals", appeal(town))
    return Appeal.objects.get()


def test_an_appeal_is_resolved(filed, secretary):
    answer = secretary.post(f"{HERE}moves/resolved/", {"on": "2025-03-20"})

    assert answer["Location"] == HERE
    filed.refresh_from_db()
    assert (filed.status, filed.status_on) == ("resolved", date(2025, 3, 20))


def test_a_move_made_twice_is_made_once(filed, secretary):
    for _time in range(2):
        answer = secretary.post(f"{HERE}moves/resolved/", {"on": "2025-03-20"})
        assert answer.status_code == 302

    assert Step.objects.filter(row_id=filed.pk).count() == 2


@pytest.mark.parametrize("on", ["2025-03-10", "2025-04-04", "", "yesterday"])
def test_a_wrong_day_is_said_beside_the_day(filed, secretary, on):
    answer = secretary.post(f"{HERE}moves/resolved/", {"on": on})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["on"]
    filed.refresh_from_db()
    assert filed.status == "registered"


def test_an_appeal_goes_to_an_agency_of_this_council_alone(town, other, filed, secretary):
    wrong = {"on": "2025-03-12", "to": str(other.agency.pk)}
    assert list(secretary.post(f"{HERE}moves/forwarded/", wrong).context["form"].errors) == ["to"]

    secretary.post(f"{HERE}moves/forwarded/", wrong | {"to": str(town.agency.pk)})

    filed.refresh_from_db()
    assert (filed.status, filed.agency) == ("forwarded", town.agency)


def test_an_appeal_is_merged_into_another(town, filed, secretary):
    register(secretary, "appeals", appeal(town))
    said = {"on": "2025-03-12", "into": "2025-0009"}
    answer = secretary.post(f"{HERE}moves/merged/", said)
    assert list(answer.context["form"].errors) == ["into"]

    secretary.post(f"{HERE}moves/merged/", said | {"into": "2025-0002"})

    filed.refresh_from_db()
    assert filed.status == "merged"
    assert Link.objects.get().from_id == filed.pk


def test_a_move_the_flow_does_not_know_is_refused(filed, secretary):
    secretary.post(f"{HERE}moves/withdrawn/", {"on": "2025-03-12"})

    assert secretary.get(f"{HERE}moves/resolved/").status_code == 409
    assert secretary.get(f"{HERE}moves/nowhere/").status_code == 404


def test_the_card_offers_the_lawful_moves_and_no_others(filed, secretary, member):
    def offered(client):
        return {m["url"].split("/")[-2] for m in client.get(HERE).context["moves"]}

    assert offered(secretary) == set(Appeal.MOVES["registered"])
    secretary.post(f"{HERE}moves/resolved/", {"on": "2025-03-12"})
    assert offered(secretary) == {"in_work"}
    assert offered(member) == set()


def plan(town, secretary, on="2025-05-14"):
    register(secretary, "events", {"kind": "seminar", "title_ru": "Семинар", "held_on": on})
    return Event.objects.get()


def test_an_event_planned_ahead_is_called_off_before_its_day(town, secretary):
    row = plan(town, secretary)
    assert (row.status, row.status_on) == ("planned", DAY)

    here = f"/office/events/{row.number}/moves/cancelled/"
    answer = secretary.post(here, {"on": "2025-04-03", "reason": "Нет зала"})

    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.status, row.status_on, row.held_on) == ("cancelled", DAY, date(2025, 5, 14))


def test_a_planned_day_put_right_to_one_gone_by_can_be_held_on_it(town, secretary):
    row = plan(town, secretary)
    here = f"/office/events/{row.number}/"
    said = fields(secretary.get(f"{here}correct/")) | {"held_on": "2025-03-20"}
    assert secretary.post(f"{here}correct/", said).status_code == 302

    assert secretary.post(f"{here}moves/held/", {"on": "2025-03-20"}).status_code == 302
    row.refresh_from_db()
    assert (row.status, row.status_on) == ("held", date(2025, 3, 20))


def test_the_item_of_a_struck_report_is_offered_again(town, secretary):
    said = sitting(town) | {"seats_then": "38", "quorum_then": "26", "present": "31"}
    register(secretary, "sittings", said | {"state": "held"})
    report = {"agency": str(town.agency.pk), "planned_on": "2025-03-05"}
    for _time in range(2):
        register(secretary, "hearings", report)
    item = AgendaItem.objects.get()
    heard = {"on": "2025-03-05", "item": str(item.pk)}

    def offered():
        form = secretary.get("/office/hearings/2025-0002/moves/heard/").context["form"]
        return [key for key, _words in form.fields["item"].choices if key]

    assert offered() == [str(item.pk)]
    secretary.post("/office/hearings/2025-0001/moves/heard/", heard)
    assert offered() == []
    secretary.post("/office/hearings/2025-0001/strike/", {"reason": "Не тот орган"})
    assert offered() == [str(item.pk)]
    answer = secretary.post("/office/hearings/2025-0002/moves/heard/", heard)
    assert answer.status_code == 302
    assert list(item.hearings.live().values_list("number", flat=True)) == ["2025-0002"]
