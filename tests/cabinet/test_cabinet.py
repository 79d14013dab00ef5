"""The cabinet: an agency sees its own, answers it, and nobody else does."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kenes.cabinet.urls import urlpatterns
from kenes.core import clock, record
from kenes.core.access import Access
from kenes.core.attachment import Attachment
from kenes.core.filing import Filing
from kenes.council import actions as councils
from kenes.dispatches import actions as dispatches
from kenes.dispatches.models import Dispatch
from kenes.hearings.models import Hearing
from kenes.recommendations.answers.models import PointAnswer
from kenes.recommendations.models import Point
from kenes.recommendations.proof.models import Claim
from kenes.recommendations.statements.models import Statement
from tests.cabinet.conftest import agencies, contact
from tests.recommendations import life
from tests.town import DAY, NOW

HERE = "/cabinet/recommendations/2025-0001/"


def form(points, **said):
    told = {"language": "ru", "signed_then": "Ахметов"}
    for point in points:
        told[f"p{point.ordinal}-version"] = point.version
    return told | said


def mine(points):
    return points[:2]


def test_the_desk_holds_the_agencys_own_points_alone(points, asel):
    rows = asel.get("/cabinet/").context["rows"]
    assert [row["point"] for row in rows] == mine(points)
    assert [row["left"].overdue for row in rows] == [False, False]


@pytest.mark.parametrize(
    ("view", "found"),
    [("", [2]), ("promised", []), ("reported", [1]), ("closed", []), ("mine", []), ("all", [1, 2])],
)
def test_each_view_of_the_desk(points, asel, town, view, found):
    with clock.standing(NOW):
        life.answered(points[0], "accepted", date(2025, 3, 20), town.by)
        life.claimed(points[0], date(2025, 3, 25), town.by)
    rows = asel.get("/cabinet/", {"view": view}).context["rows"]
    assert sorted(row["point"].ordinal for row in rows) == found


def test_points_are_found_by_number_and_words(points, asel):
    def ordinals(sought):
        rows = asel.get("/cabinet/", {"q": sought, "view": "all"}).context["rows"]
        return [row["point"].ordinal for row in rows]

    assert ordinals("2025-0001/2") == [2]
    assert ordinals("Жөндеу") == [1, 2]
    assert ordinals("Жоқ") == []


def test_answers_to_several_points_are_sent_together_with_evidence(points, asel):
    asked = asel.get(f"{HERE}answer/").content.decode()
    assert all(f'name="p{each.ordinal}-evidence"' in asked for each in mine(points))
    said = {
        "p1-kind": "accepted",
        "p1-text": "Сделаем.",
        "p1-promised_on": "2025-06-02",
        "p1-evidence": [SimpleUploadedFile("plan.pdf", b"%PDF-1.7 plan")],
        "p2-kind": "beyond",
        "p2-text": "Не наша компетенция.",
    }
    answer = asel.post(f"{HERE}answer/", form(mine(points), **said))

    assert answer.status_code == 302, answer.context["form"].errors
    told = PointAnswer.objects.order_by("point__ordinal")
    assert [(a.point.status, a.channel, a.given_on, a.signed_then) for a in told] == [
        ("accepted", "cabinet", DAY, "Ахметов"),
        ("beyond", "cabinet", DAY, "Ахметов"),
    ]
    file = Attachment.objects.get()
    assert (file.row_id, file.public) == (told[0].pk, True)
    assert asel.get(HERE).status_code == 200


def test_a_disguised_file_is_said_beside_it_and_nothing_is_written(points, asel):
    said = {
        "p1-kind": "accepted",
        "p1-text": "Сделаем.",
        "p1-evidence": [SimpleUploadedFile("plan.pdf", b"MZ\x90 a program")],
    }
    answer = asel.post(f"{HERE}answer/", form(mine(points), **said))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["p1-evidence"]
    assert "Сделаем." in answer.content.decode()
    assert not PointAnswer.objects.exists()
    assert Point.objects.get(pk=points[0].pk).status == "sent"


def test_of_two_contacts_who_answer_at_once_the_second_sees_the_first(points, asel, town):
    second = contact(town, town.agency, "berik")
    seen = form(mine(points), **{"p1-kind": "accepted", "p1-text": "Сделаем."})
    assert asel.post(f"{HERE}answer/", seen).status_code == 302

    late = second.post(f"{HERE}answer/", seen | {"p1-kind": "rejected", "p1-text": "Нет."})

    assert late.status_code == 422
    assert "Нет." in late.content.decode()
    assert [each.text for each in PointAnswer.objects.all()] == ["Сделаем."]


def test_what_was_done_is_reported_and_a_closed_point_takes_no_more(points, asel, town):
    with clock.standing(NOW):
        life.answered(points[0], "accepted", date(2025, 3, 20), town.by)
    file = SimpleUploadedFile("photo.png", b"\x89PNG\r\n\x1a\n photo")
    answer = asel.post(f"{HERE}1/report/", {"text": "Дорога готова.", "evidence": [file]})
    assert answer.status_code == 302
    claim = Claim.objects.get()
    assert (claim.text, claim.claimed_on, claim.signed_then) == ("Дорога готова.", DAY, "Asel")
    assert Attachment.objects.get().row_id == claim.pk

    with clock.standing(NOW):
        life.closed(points[0], DAY, town.by)
    assert asel.post(f"{HERE}1/report/", {"text": "Ещё."}).status_code == 404
    stale = form(mine(points), **{"p1-kind": "accepted", "p1-text": "Ещё."})
    assert asel.post(f"{HERE}answer/", stale).status_code == 422


def test_more_time_is_asked_and_a_colleague_named(points, asel, town):
    asked = {"until_on": "2025-05-05", "reason": "Смета."}
    assert asel.post(f"{HERE}1/more-time/", asked).status_code == 302
    assert points[0].deferrals.get().status == "asked"
    access = Access.objects.get(user__name="Asel")
    named = {"to": str(access.pk)}
    assert asel.post(f"{HERE}1/colleague/", named).status_code == 302
    assert Point.objects.get(pk=points[0].pk).colleague == access
    rows = asel.get("/cabinet/", {"view": "mine"}).context["rows"]
    assert [row["point"] for row in rows] == [points[0]]


def test_opening_the_paper_proves_that_it_arrived_once(town, others, asel, points):
    with clock.standing(NOW):
        paper = points[0].recommendation
        row = Point(
            council=town.council,
            recommendation=paper,
            ordinal=9,
            addressee=town.agency,
            text_ru="Ещё",
            prepared_on=date(2025, 3, 17),
        )
        record.register([Filing(row, path=[("prepared", row.prepared_on)])], by=town.by)
        [dispatch] = dispatches.prepare(paper, by=town.by)
        dispatches.send([dispatch], channel="cabinet", on=DAY, by=town.by)

    assert asel.head(HERE).status_code == 200
    assert Dispatch.objects.get().status == "sent"
    for _time in range(2):
        assert asel.get(HERE).status_code == 200
    dispatch = Dispatch.objects.get()
    assert (dispatch.status, dispatch.delivered_on) == ("delivered", DAY)
    assert "Asel" in dispatch.proof
    assert Point.objects.get(pk=row.pk).received_on == DAY


def test_a_report_is_brought_before_it_is_heard(town, others, asel, secretary):
    with clock.standing(NOW):
        hearing = Hearing(
            council=town.council,
            agency=town.agency,
            agency_kind_then="state_body",
            planned_on=date(2025, 4, 20),
        )
        on = date(2025, 3, 1)
        record.register([Filing(hearing, path=[("planned", on)])], by=town.by)
    address = f"/cabinet/hearings/{hearing.number}/report/"
    assert asel.get(address).status_code == 200
    assert asel.post(address, {}).status_code == 422
    file = SimpleUploadedFile("report.pdf", b"%PDF-1.7 report")
    assert asel.post(address, {"file": [file]}).status_code == 302
    assert Attachment.objects.get().row_id == hearing.pk
    shown = asel.get("/cabinet/hearings/").content.decode()
    assert "report.pdf" in shown
    kept = Attachment.objects.get()
    assert f"/cabinet/files/{kept.pk}/" in shown
    own = asel.get(f"/cabinet/files/{kept.pk}/")
    assert b"".join(own.streaming_content) == b"%PDF-1.7 report"
    second, _neighbour = others
    assert contact(town, second, "dana").get(f"/cabinet/files/{kept.pk}/").status_code == 404
    card = secretary.get(f"/office/hearings/{hearing.number}/")
    assert [each["name"] for each in card.context["files"]] == ["report.pdf"]
    assert f'href="/files/{kept.pk}/"' in card.content.decode()


def test_the_right_of_reply(town, asel):
    address = "/cabinet/dossier/statement/"
    assert asel.post(address, {"text": " ", "signed_then": "А."}).status_code == 422
    said = {"text": "Мы отвечаем в срок.", "signed_then": "Ахметов"}
    assert asel.post(address, said).status_code == 302
    made = Statement.objects.get()
    assert (made.agency, made.text, made.stated_on) == (town.agency, "Мы отвечаем в срок.", DAY)
    shown = asel.get("/cabinet/dossier/").context
    public = asel.get(f"/en/agencies/{town.agency.code}/").context
    assert shown["answered"] == public["answered"]
    assert shown["states"] == public["states"]


BERIK = {"name": "Берик", "email": "berik@example.kz", "language": "kk"}


def test_a_colleague_is_invited_by_a_link_shown_once_and_his_access_ended(town, asel):
    address = "/cabinet/colleagues/invite/"
    made = asel.post(address, BERIK)
    assert made.status_code == 200
    assert "/account/password/reset/key/" in made.context["link"]
    assert made["Cache-Control"] == "no-store"
    again = asel.post(address, BERIK)
    assert list(again.context["form"].errors) == ["email"]

    access = Access.objects.get(user__email="berik@example.kz")
    said = (access.role, access.agency, access.user.language)
    assert said == ("agency", town.agency, "kk")
    assert asel.post(f"/cabinet/colleagues/{access.pk}/end/").status_code == 302
    access.refresh_from_db()
    assert access.ended_on == DAY


def addresses():
    """Every address of the cabinet, filled with what belongs to the agency."""
    known = {"key": "2025-0001", "ordinal": "1", "deed": "more-time"}
    for pattern in urlpatterns:
        route = str(pattern.pattern)
        if "<uuid" in route:
            continue
        for name, value in known.items():
            for kind in ("str", "int", "slug"):
                route = route.replace(f"<{kind}:{name}>", value)
        yield f"/cabinet/{route}"


@pytest.mark.parametrize("address", list(addresses()))
def test_nobody_but_a_contact_comes_in(points, town, secretary, member, address):
    guest = Client(HTTP_HOST="almaty.localhost")
    assert guest.get(address).status_code == 302
    assert secretary.get(address).status_code == 403
    assert member.get(address).status_code == 403


@pytest.mark.parametrize("address", [a for a in addresses() if "2025-0001" in a])
def test_another_agency_finds_nothing_of_it(points, town, others, address):
    second, neighbour = others
    elsewhere = contact(neighbour, neighbour.agency, "zhanar")
    assert elsewhere.get(address).status_code == 404
    with clock.standing(NOW):
        third = contact(town, second, "dana")
    allowed = {HERE, f"{HERE}answer/"}
    assert third.get(address).status_code == (200 if address in allowed else 404)
    if address == HERE:
        shown = third.get(address).context["points"]
        assert [each["point"].ordinal for each in shown] == [3]


def test_a_successor_answers_what_its_predecessor_was_asked(points, town, others, asel):
    second, _neighbour = others
    with clock.standing(NOW):
        record.correct(town.agency, version=town.agency.version, by=town.by, successor=second)
    heir = contact(town, second, "dana")
    assert [row["point"] for row in heir.get("/cabinet/").context["rows"]] == points


def test_an_access_that_ended_opens_nothing(points, town, asel):
    access = Access.objects.get(user__name="Asel")
    with clock.standing(NOW):
        record.correct(access, version=access.version, by=town.by, ended_on=DAY)
    assert asel.get("/cabinet/").status_code == 403


def test_outside_a_demo_a_second_factor_is_asked_first(town):
    said = {"slug": "real", "title_kk": "Кеңес", "title_ru": "Совет", "hosts": "real.localhost"}
    council = councils.found(by=town.by, **said)
    real = replace(town, council=council)
    [agency] = agencies(real, "Управление дорог")
    answer = contact(real, agency, "asel").get("/cabinet/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/2fa/")
