"""Registering, putting right, striking and restoring a record through its pages."""

from datetime import date

import pytest

from kenes.appeals.models import Appeal, Applicant
from kenes.core.journal import Entry, Payload
from kenes.events.models import Event, Participant, ReachEntry
from kenes.publications.models import Post
from kenes.sittings.models import AgendaItem, Sitting
from tests.office.conftest import fields, signed_in

pytestmark = pytest.mark.django_db


def appeal(town, **more):
    return {
        "received_on": "2025-03-11",
        "channel": "portal",
        "kind": "application",
        "language": "ru",
        "topic": str(town.topic.pk),
        "district": str(town.district.pk),
        "text": "Яма на дороге",
        "applicant__kind": "person",
        "applicant__name": "Иванов Пётр",
    } | more


def register(client, code, said):
    form = client.get(f"/office/{code}/new/")
    return client.post(f"/office/{code}/new/", fields(form) | said)


def test_an_appeal_is_registered_with_its_applicant(town, secretary):
    answer = register(secretary, "appeals", appeal(town))

    assert answer.status_code == 302
    assert answer["Location"] == "/office/appeals/2025-0001/"
    row = Appeal.objects.get()
    assert (row.number, row.status, row.received_on) == (
        "2025-0001",
        "registered",
        date(2025, 3, 11),
    )
    assert (row.applicant.name, row.applicant_kind_then, row.text) == (
        "Иванов Пётр",
        "person",
        "Яма на дороге",
    )
    assert "Иванов" not in str(list(Payload.objects.values_list("said", flat=True)))


def test_a_form_sent_twice_makes_one_record(town, secretary):
    said = fields(secretary.get("/office/appeals/new/")) | appeal(town)

    first = secretary.post("/office/appeals/new/", said)
    second = secretary.post("/office/appeals/new/", said)

    assert first["Location"] == second["Location"]
    assert (Appeal.objects.count(), Applicant.objects.count()) == (1, 1)


def test_a_journal_number_is_kept_and_not_given_twice(town, secretary):
    answer = register(secretary, "appeals", appeal(town, number="157"))
    again = register(secretary, "appeals", appeal(town, number="157"))

    assert answer["Location"] == "/office/appeals/2025-0157/"
    assert again.status_code == 422
    assert "number" in again.context["form"].errors


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"received_on": "31.02.2025"}, "received_on"),
        ({"received_on": ""}, "received_on"),
        ({"topic": ""}, "topic"),
        ({"kind": "nonsense"}, "kind"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(town, secretary, said, field):
    answer = register(secretary, "appeals", appeal(town) | said)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Яма на дороге" in answer.content.decode()
    assert not Appeal.objects.exists()


def test_a_row_of_another_council_cannot_be_chosen(town, other, secretary):
    answer = register(secretary, "appeals", appeal(town, topic=str(other.topic.pk)))

    assert list(answer.context["form"].errors) == ["topic"]


def test_a_record_of_another_council_is_not_there(town, other, secretary):
    stranger = signed_in(other, "secretary")
    register(stranger, "appeals", appeal(other))

    assert secretary.get("/office/appeals/2025-0001/").status_code == 404
    assert secretary.get("/office/appeals/2025-0001/correct/").status_code == 404
    assert secretary.post("/office/appeals/2025-0001/applicant/").status_code == 404
    other_district = f"/office/organisations/{other.agency.code}/"
    assert secretary.get(other_district).context["row"].council == town.council


@pytest.mark.parametrize(
    "address", ["new/", "2025-0001/correct/", "2025-0001/strike/", "2025-0001/moves/in_work/"]
)
def test_a_member_looks_and_does_not_write(town, secretary, member, address):
    register(secretary, "appeals", appeal(town))

    assert member.get("/office/appeals/").status_code == 200
    assert member.get(f"/office/appeals/{address}").status_code == 403
    assert member.post("/office/appeals/2025-0001/applicant/").status_code == 403
    assert member.post("/office/appeals/2025-0001/restore/").status_code == 403


def test_a_stranger_is_led_to_the_door(town, client):
    answer = client.get("/office/appeals/", HTTP_HOST="almaty.localhost")

    assert answer["Location"].startswith("/account/login/")


def test_each_look_at_an_applicant_is_remembered(town, secretary):
    register(secretary, "appeals", appeal(town))

    card = secretary.get("/office/appeals/2025-0001/")
    assert "Иванов" not in card.content.decode()
    seen = secretary.post("/office/appeals/2025-0001/applicant/")

    assert "Иванов Пётр" in seen.content.decode()
    assert Entry.objects.filter(verb="applicant.seen").count() == 1


def test_putting_right_changes_what_was_said_and_nothing_else(town, secretary):
    register(secretary, "appeals", appeal(town))
    form = secretary.get("/office/appeals/2025-0001/correct/")

    answer = secretary.post(
        "/office/appeals/2025-0001/correct/", fields(form) | {"received_on": "2025-03-10"}
    )

    assert answer.status_code == 302
    row = Appeal.objects.get()
    assert (row.received_on, row.status_on, row.text) == (
        date(2025, 3, 10),
        date(2025, 3, 10),
        "Яма на дороге",
    )
    assert row.applicant.name == "Иванов Пётр"


def test_nothing_changed_leaves_no_trace(town, secretary):
    register(secretary, "appeals", appeal(town))
    form = secretary.get("/office/appeals/2025-0001/correct/")

    secretary.post("/office/appeals/2025-0001/correct/", fields(form))

    assert Appeal.objects.get().version == 1
    assert not Entry.objects.filter(verb="appeal.corrected").exists()


def test_a_stale_form_shows_the_other_change_and_keeps_the_text(town, secretary):
    register(secretary, "appeals", appeal(town))
    address = "/office/appeals/2025-0001/correct/"
    mine, hers = fields(secretary.get(address)), fields(secretary.get(address))
    secretary.post(address, hers | {"kind": "complaint"})

    answer = secretary.post(address, mine | {"language": "kk"})

    assert answer.status_code == 409
    rows = answer.context["difference"]["rows"]
    assert rows == [{"name": "Kind", "old": "application", "new": "complaint"}]
    again = fields(answer)
    assert (again["language"], again["kind"]) == ("kk", "complaint")
    assert Appeal.objects.get().language == "ru"
    assert secretary.post(address, again).status_code == 302
    row = Appeal.objects.get()
    assert (row.language, row.kind) == ("kk", "complaint")


def test_striking_asks_for_a_reason_and_can_be_undone(town, secretary):
    register(secretary, "appeals", appeal(town))
    here = "/office/appeals/2025-0001/"

    refused = secretary.post(f"{here}strike/", {"reason": "  "})
    assert list(refused.context["form"].errors) == ["reason"]
    assert not Appeal.objects.get().struck

    secretary.post(f"{here}strike/", {"reason": "Записано дважды"})
    assert Appeal.objects.get().struck_reason == "Записано дважды"
    assert "Записано дважды" in secretary.get(here).content.decode()

    secretary.post(f"{here}restore/")
    assert not Appeal.objects.get().struck


def addresses(answer):
    return {row["url"]: row["struck"] for row in answer.context["rows"]}


def test_a_struck_record_is_opened_though_another_has_its_number(town, secretary):
    said = {"kind": "seminar", "title_ru": "Первый", "held_on": "2025-03-05", "number": "7"}
    register(secretary, "events", said)
    here = "/office/events/2025-0007/"
    struck = Event.objects.get()
    answer = secretary.post(f"{here}strike/", {"reason": "Не было"})
    there = f"/office/events/{struck.pk}/"
    assert answer["Location"] == there
    assert secretary.get(here).context["row"] == struck

    register(secretary, "events", said | {"title_ru": "Второй"})
    live = Event.objects.live().get()

    assert addresses(secretary.get("/office/events/")) == {here: False, there: True}
    assert (secretary.get(here).context["row"], secretary.get(there).context["row"]) == (
        live,
        struck,
    )
    assert secretary.post(f"{there}restore/").status_code == 409
    assert secretary.get(f"{there}correct/").status_code == 409
    secretary.post(f"{here}strike/", {"reason": "Не было и второго"})
    answer = secretary.post(f"{there}restore/")
    assert answer["Location"] == here
    assert secretary.get(here).context["row"] == struck
    assert Event.objects.live().get() == struck


def test_a_struck_entry_of_a_directory_is_opened_beside_its_namesake(town, secretary):
    struck = town.district
    secretary.post(f"/office/districts/{struck.code}/strike/", {"reason": "Опечатка"})
    register(secretary, "districts", {"title_ru": "Медеуский район"})
    live = type(struck).objects.live().get(title_ru="Медеуский район", council=town.council)
    assert live.code == struck.code

    assert secretary.get(f"/office/districts/{struck.code}/").context["row"] == live
    there = secretary.get(f"/office/districts/{struck.pk}/")
    assert there.context["row"] == struck
    assert addresses(secretary.get("/office/districts/")) == {
        f"/office/districts/{live.code}/": False,
        f"/office/districts/{struck.pk}/": True,
    }


def test_a_struck_record_of_another_council_is_not_there(town, other, secretary):
    stranger = signed_in(other, "secretary")
    register(stranger, "appeals", appeal(other))
    stranger.post("/office/appeals/2025-0001/strike/", {"reason": "Записано дважды"})

    key = Appeal.objects.get().pk
    assert stranger.get(f"/office/appeals/{key}/").status_code == 200
    assert secretary.get(f"/office/appeals/{key}/").status_code == 404
    assert secretary.get("/office/appeals/0000/").status_code == 404


def sitting(town, **more):
    return {
        "body": str(town.body.pk),
        "form": "regular",
        "event__title_ru": "Очередное",
        "event__held_on": "2025-03-05",
        "participants": [str(town.person.pk)],
        "items-0-kind": "question",
        "items-0-title_ru": "О дорогах",
    } | more


def test_a_sitting_is_registered_with_its_occasion_and_agenda(town, secretary):
    answer = register(secretary, "sittings", sitting(town))

    assert answer.status_code == 302, answer.context["form"].errors
    row = Sitting.objects.get()
    assert (row.event.kind, row.event.status, row.event.held_on) == (
        "sitting",
        "planned",
        date(2025, 3, 5),
    )
    assert [(i.position, i.title_ru) for i in AgendaItem.objects.all()] == [(1, "О дорогах")]
    assert Participant.objects.get().person == town.person


def test_a_sitting_is_held_only_with_its_quorum(town, secretary):
    without = register(secretary, "sittings", sitting(town, state="held"))
    assert list(without.context["form"].errors) == ["present"]

    quorum = {"seats_then": "38", "quorum_then": "26", "present": "31"}
    register(secretary, "sittings", sitting(town))
    here = "/office/sittings/2025-0001/moves/held/"
    few = secretary.post(here, quorum | {"on": "2025-03-05", "present": "20"})
    assert list(few.context["form"].errors) == ["present"]
    assert Sitting.objects.get().present is None

    assert secretary.post(here, quorum | {"on": "2025-03-05"}).status_code == 302
    row = Sitting.objects.get()
    assert (row.event.status, row.present) == ("held", 31)


def test_lines_are_changed_taken_out_and_added(town, secretary):
    said = sitting(town) | {"items-1-kind": "minutes", "items-1-title_ru": "О протоколе"}
    register(secretary, "sittings", said)
    address = "/office/sittings/2025-0001/correct/"
    form = fields(secretary.get(address))

    secretary.post(
        address,
        form
        | {
            "items-0-title_ru": "О мостах",
            "items-1-remove": "on",
            "items-2-kind": "question",
            "items-2-position": "3",
            "items-2-title_ru": "О парках",
            "participants": [],
        },
    )

    live = AgendaItem.objects.live().order_by("position")
    assert [(i.position, i.title_ru) for i in live] == [(1, "О мостах"), (3, "О парках")]
    assert not Participant.objects.live().exists()


def test_two_lines_of_one_number_are_refused(town, secretary):
    said = {"items-1-kind": "question", "items-1-title_ru": "О мостах", "items-1-position": "1"}
    answer = register(secretary, "sittings", sitting(town) | said)

    assert list(answer.context["form"].errors) == ["items-1-title_ru"]
    assert not Sitting.objects.exists()


def test_more_lines_keep_what_was_typed(town, secretary):
    form = secretary.get("/office/sittings/new/")
    said = fields(form) | sitting(town) | {"more": "items"}

    answer = secretary.post("/office/sittings/new/", said)

    again = answer.context["form"]
    assert again["event__title_ru"].value() == "Очередное"
    assert again["items-0-title_ru"].value() == "О дорогах"
    assert "items-5-title_ru" in again.fields
    assert not Sitting.objects.exists()


def test_an_event_keeps_its_ledger_of_reach(town, secretary):
    answer = register(
        secretary,
        "events",
        {
            "kind": "platform",
            "title_ru": "Площадка",
            "held_on": "2025-03-05",
            "state": "held",
            "reach-residents-people": "40",
            "reach-residents-estimated": "on",
            "reach-state-people": "3",
        },
    )

    assert answer.status_code == 302, answer.context["form"].errors
    assert Event.objects.get().status == "held"
    told = set(ReachEntry.objects.values_list("audience", "people", "estimated"))
    assert told == {("residents", 40, True), ("state", 3, False)}


def test_the_card_of_an_occasion_is_that_of_what_hangs_on_it(town, secretary):
    register(secretary, "sittings", sitting(town))

    answer = secretary.get(f"/office/events/{Event.objects.get().number}/")

    assert answer["Location"] == "/office/sittings/2025-0001/"


def test_a_post_with_a_known_link_is_refused_beside_the_link(town, secretary):
    said = {
        "title_ru": "Новость",
        "link": "https://example.org/1",
        "channel": str(town.channel.pk),
        "posted_on": "2025-03-05",
        "subject": "other",
    }
    register(secretary, "news", said)
    answer = register(secretary, "news", said)

    assert list(answer.context["form"].errors) == ["link"]
    assert Post.objects.get().week_on == date(2025, 3, 3)

    address = f"/office/news/{Post.objects.get().number}/correct/"
    secretary.post(address, fields(secretary.get(address)) | {"posted_on": "2025-03-12"})
    assert Post.objects.get().week_on == date(2025, 3, 10)


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


@pytest.mark.parametrize("day", ["0025-03-11", "9999-12-31"])
def test_a_year_of_no_council_is_refused_beside_its_field(town, secretary, day):
    """A slip of the key in the year gave records of the year 1 their numbers."""
    answer = register(secretary, "appeals", appeal(town, received_on=day))
    assert answer.status_code == 422
    assert str(int(day[:4])) in answer.content.decode()
    assert not Appeal.objects.exists()
