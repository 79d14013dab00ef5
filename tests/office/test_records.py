"""Registering, putting right, striking and restoring a record through its pages."""

from datetime import date

import pytest

from kenes.appeals.applicants.models import Applicant
from kenes.appeals.models import Appeal
from kenes.core.journal import Entry, Payload
from kenes.events.models import Event
from kenes.publications.models import Post
from tests.town import fields, signed_in

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


@pytest.mark.parametrize("day", ["0025-03-11", "9999-12-31"])
def test_a_year_of_no_council_is_refused_beside_its_field(town, secretary, day):
    """A slip of the key in the year gave records of the year 1 their numbers."""
    answer = register(secretary, "appeals", appeal(town, received_on=day))
    assert answer.status_code == 422
    assert str(int(day[:4])) in answer.content.decode()
    assert not Appeal.objects.exists()
