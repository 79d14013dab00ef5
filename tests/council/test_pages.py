"""The pages of the council: who may, what is asked, what the public does not see."""

from types import SimpleNamespace

import pytest
from django.test import Client

from kenes.core import record
from kenes.core.access import Access, User
from kenes.core.refused import Refused
from kenes.council import actions as councils
from kenes.council.candidates import actions as candidates
from kenes.council.contest import actions as contests
from kenes.council.contest.models import Contest
from kenes.council.disputes.models import Dispute
from kenes.council.models import Mandate, Office
from kenes.council.rotation import actions as rotation
from kenes.council.rotation.models import Rotation
from kenes.events.models import Participant
from tests.council.house import DAY, WEEK, House
from tests.town import signed_in

BASE = "/office/council/"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    (tmp_path / "static").mkdir()
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def client(house, role):
    return signed_in(SimpleNamespace(council=house.council, by=house.by), role)


def own(house, person):
    """A member's client whose account is of a person of the council."""
    browser = client(house, "member")
    user = User.objects.get(email=f"member@{house.council.slug}.localhost")
    access = Access.objects.get(user=user)
    record.correct(access, version=access.version, by=house.by, person=person)
    return browser


@pytest.mark.parametrize(
    "path", ["", "vacancies/", "contests/", "bodies/", "disputes/", "handover/"]
)
@pytest.mark.parametrize("role", ["secretary", "chair", "member"])
def test_everyone_of_the_office_sees_the_pages(house, path, role):
    assert client(house, role).get(f"{BASE}{path}").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["leave/", "bodies/new/", "contests/new/", "seats/{seat}/begin/", "roles/{role}/relieve/"],
)
def test_only_the_secretary_acts(house, path):
    role = Office.objects.first().pk
    address = BASE + path.format(seat=house.seats[0].pk, role=role)
    assert client(house, "member").get(address).status_code == 403


def test_the_secretary_lets_a_member_go_and_the_chain_begins(house):
    browser = client(house, "secretary")
    said = {"on": DAY, "mandate": house.mandates[2].pk, "ground": "resigned", "paper": ""}
    wrong = browser.post(f"{BASE}leave/", said)
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["paper"])
    done = browser.post(f"{BASE}leave/", said | {"paper": "Заявление"})
    rotation_ = Rotation.objects.get()
    assert done.headers["Location"] == f"{BASE}rotations/{rotation_.pk}/"
    page = browser.get(done.headers["Location"])
    assert [deed["url"] for deed in page.context["deeds"]] == ["offer/", "drop/"]
    assert Mandate.objects.get(pk=house.mandates[2].pk).left_paper == "Заявление"


def test_a_later_day_is_refused(house):
    browser = client(house, "secretary")
    said = {"on": DAY + WEEK, "mandate": house.mandates[2].pk, "ground": "health", "paper": "1"}
    answer = browser.post(f"{BASE}leave/", said)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["on"])


def test_a_decision_is_registered_with_the_chain(house):
    browser = client(house, "secretary")
    opened = rotation.leave(
        house.mandates[2], on=DAY - 2 * WEEK, ground="resigned", paper="1", by=house.by
    )
    offer = rotation.offer(opened, on=DAY - WEEK, by=house.by)
    rotation.answer(offer, consents=True, on=DAY - WEEK, paper="2", by=house.by)
    item = house.decision(on=DAY).item
    address = f"{BASE}rotations/{opened.pk}/fill/"
    seen = {"version": Rotation.objects.get().version}
    nothing = browser.post(address, seen)
    assert (nothing.status_code, list(nothing.context["form"].errors)) == (422, ["decision"])
    untitled = browser.post(address, seen | {"item": item.pk})
    assert list(untitled.context["form"].errors) == ["title_ru"]
    said = seen | {"item": item.pk, "title_ru": "О ротации"}
    assert browser.post(address, said).status_code == 302
    opened.refresh_from_db()
    assert (opened.status, opened.decision.title_ru) == ("filled", "О ротации")
    again = browser.post(address, said)
    assert again.status_code == 422


def test_members_do_not_read_the_reserve_by_name(house):
    opened = rotation.leave(
        house.mandates[2], on=DAY - WEEK, ground="resigned", paper="1", by=house.by
    )
    address = f"{BASE}rotations/{opened.pk}/"
    secretary = client(house, "secretary")
    assert "Запасной 1" in secretary.get(address).content.decode()
    assert "Запасной" not in client(house, "member").get(address).content.decode()
    card = f"{BASE}contests/{house.contest.number}/candidates/1/"
    assert secretary.get(card).status_code == 200
    assert client(house, "expert").get(card).status_code == 403


def test_the_public_reads_a_name_only_with_consent(house, client_of):
    for kind in ("group", "admission", "protocol", "reserve"):
        contests.publish(house.contest, kind, on=DAY, by=house.by)
    address = f"/ru/contests/{house.contest.number}/"
    assert "Запасной" not in client_of.get(address).content.decode()
    candidates.consent(house.reserve[1], text="Согласен", on=DAY, by=house.by)
    page = client_of.get(address).content.decode()
    assert "Запасной 2" in page
    assert "Запасной 1" not in page
    assert "1980-05-01" not in page


@pytest.fixture
def client_of(house):
    return Client(HTTP_HOST=f"{house.council.slug}.localhost")


def test_a_contest_in_preparation_is_not_public(house, client_of):
    contest = Contest(
        council=house.council, convocation=house.convocation, kind="additional", opened_on=DAY
    )
    contests.prepare(contest, by=house.by)
    assert client_of.get(f"/ru/contests/{contest.number}/").status_code == 404


def test_a_member_disputes_only_what_is_told_of_himself(house):
    me, other = house.people[1], house.people[2]
    event = house.decision(on=DAY).item.sitting.event
    house.add(Participant, event=event, person=me)
    browser = own(house, me)
    page = browser.get(f"{BASE}members/{me.code}/")
    assert "dispute/?fact=" in page.content.decode()
    assert "dispute/" not in browser.get(f"{BASE}members/{other.code}/").content.decode()
    assert browser.post(f"{BASE}members/{other.code}/dispute/", {}).status_code == 404
    address = f"{BASE}members/{me.code}/dispute/?at=//evil.example/"
    said = {"fact_then": "Заседание", "text": "Меня не было"}
    assert browser.post(address, said).status_code == 302
    dispute = Dispute.objects.get()
    assert (dispute.person, dispute.address) == (me, "")
    desk = client(house, "secretary").get("/office/").content.decode()
    assert f"{BASE}disputes/{dispute.pk}/" in desk
    assert browser.get(f"{BASE}disputes/{dispute.pk}/").status_code == 403


def test_another_council_sees_nothing_of_it(house):
    other = House(slug="kokshe")
    browser = client(other, "secretary")
    opened = rotation.leave(
        house.mandates[2], on=DAY - WEEK, ground="resigned", paper="1", by=house.by
    )
    for path in (
        f"rotations/{opened.pk}/",
        f"bodies/{house.body.pk}/appoint/",
        f"handover/{house.convocation.pk}/close/",
        f"members/{house.people[0].code}x/",
    ):
        assert browser.get(BASE + path).status_code == 404
    said = {"on": DAY, "mandate": house.mandates[1].pk, "ground": "health", "paper": "1"}
    assert browser.post(f"{BASE}leave/", said).status_code == 422


def test_closing_a_convocation_takes_two_steps(house):
    browser = client(house, "secretary")
    address = f"{BASE}handover/{house.convocation.pk}/close/"
    assert browser.get(address).status_code == 200
    assert Mandate.objects.filter(ended_on=None).count() == 8
    assert browser.post(address, {"on": DAY, "version": 1}).status_code == 302
    assert not Mandate.objects.filter(ended_on=None).exists()


def test_a_member_has_one_account(house):
    def grant(email):
        councils.grant(
            house.council,
            email=email,
            name="Член",
            role="member",
            since_on=DAY,
            person=house.people[1],
            by=house.by,
        )

    grant("one@example.kz")
    with pytest.raises(Refused) as refused:
        grant("two@example.kz")
    assert refused.value.field == "person"
    assert Access.objects.get(person=house.people[1]).user.email == "one@example.kz"
