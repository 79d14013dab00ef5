"""The secretary's pages of a sitting: the plan, the agenda, invitations, materials."""

from datetime import date, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kenes.core import clock
from kenes.core.attachment import Attachment
from kenes.core.letter import Letter
from kenes.core.link import Link
from kenes.hearings.models import Hearing
from kenes.sittings import actions
from kenes.sittings.actions import Terms
from kenes.sittings.agenda import actions as agenda
from kenes.sittings.invitations.models import Contact, Invitation, Notice
from kenes.sittings.models import AgendaItem, Sitting
from tests.town import NOW, enter

pytestmark = pytest.mark.django_db
ON = date(2025, 5, 13)


@pytest.fixture
def sitting(town):
    with clock.standing(NOW):
        made = actions.plan(Terms(body=town.body, starts_at=time(15)), on=ON, by=town.by)
        items = [AgendaItem(kind="question", title_ru=f"Вопрос {n}") for n in (1, 2, 3)]
        agenda.put_on(made, [(item, None) for item in items], by=town.by)
    return Sitting.objects.select_related("event", "body").get(pk=made.pk)


def at(sitting, then):
    return f"/office/sittings/{sitting.number}/{then}"


def titles(sitting):
    return [item.title_ru for item in agenda.live_items(sitting)]


def keys(sitting):
    return [str(item.pk) for item in agenda.live_items(sitting)]


def plan(town, **more):
    return {
        "body": str(town.body.pk),
        "form": "regular",
        "first": "2025-05-13",
        "starts_at": "15:00",
        "rule": "weekday",
        "until": "2025-08-31",
        **more,
    }


def test_a_series_is_shown_before_it_is_planned(town, secretary):
    answer = secretary.post("/office/plan/new/", plan(town))
    days = [day["value"] for day in answer.context["days"]]
    assert days == ["2025-05-13", "2025-06-10", "2025-07-08", "2025-08-12"]
    assert not Sitting.objects.exists()

    answer = secretary.post("/office/plan/new/", plan(town, plan="1", days=days[:3]))
    assert answer["Location"] == "/office/plan/?year=2025"
    held = Sitting.objects.values_list("event__held_on", flat=True)
    assert [on.isoformat() for on in sorted(held)] == days[:3]

    answer = secretary.post("/office/plan/new/", plan(town, plan="1", days=days[:3]))
    assert answer.status_code == 422
    assert Sitting.objects.count() == 3


def test_a_series_says_until_when(town, secretary):
    answer = secretary.post("/office/plan/new/", plan(town, until=""))
    assert list(answer.context["form"].errors) == ["until"]


def test_the_plan_shows_what_is_planned_and_exports_it(town, sitting, secretary):
    answer = secretary.get("/office/plan/?year=2025")
    [lane] = answer.context["lanes"]
    marks = [mark["day"] for cell in lane["cells"] for mark in cell["marks"]]
    assert (marks, lane["ahead"], lane["held"]) == ([13], 1, 0)
    assert secretary.get("/office/plan/?year=2025&quarter=1").context["rows"] == []
    text = secretary.get("/office/plan/?year=2025&format=csv").content.decode("utf-8-sig")
    assert "15:00" in text
    assert secretary.get("/office/plan/?year=0").status_code == 404
    assert secretary.get("/office/plan/?quarter=9").status_code == 404


def test_who_only_looks_neither_plans_nor_moves(town, sitting, member):
    assert member.get("/office/plan/").status_code == 200
    assert member.get(at(sitting, "agenda/")).status_code == 200
    assert member.get("/office/plan/new/").status_code == 403
    for then in ("agenda/order/", "agenda/take/", "agenda/usual/", "invitations/send/"):
        assert member.post(at(sitting, then)).status_code == 403
    assert member.get(at(sitting, "agenda/new/")).status_code == 403


def test_an_arrow_moves_a_question_without_a_script(sitting, secretary):
    first, second, third = keys(sitting)
    said = {"seen": " ".join((first, second, third)), "move": f"{third}:up", "order": ""}
    answer = secretary.post(at(sitting, "agenda/order/"), said)
    assert answer["Location"].endswith(f"agenda/#item-{third}")
    assert titles(sitting) == ["Вопрос 1", "Вопрос 3", "Вопрос 2"]

    answer = secretary.post(at(sitting, "agenda/order/"), said)
    assert answer.status_code == 409
    assert "A colleague changed the agenda" in answer.content.decode()


@pytest.mark.parametrize("move", ["x:up", "{first}:sideways"])
def test_a_forged_move_is_not_found(sitting, secretary, move):
    first, *_rest = keys(sitting)
    said = {"seen": " ".join(keys(sitting)), "move": move.format(first=first)}
    assert secretary.post(at(sitting, "agenda/order/"), said).status_code == 404


def test_dragging_sends_an_order_and_gets_the_list_back(sitting, secretary):
    order = keys(sitting)[::-1]
    said = {"seen": " ".join(keys(sitting)), "order": " ".join(order)}
    answer = secretary.post(at(sitting, "agenda/order/"), said, headers={"HX-Target": "agenda"})
    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()
    assert keys(sitting) == order


def report(town, planned_on=date(2025, 4, 20)):
    with clock.standing(NOW):
        row = Hearing(
            council=town.council,
            agency=town.agency,
            agency_kind_then="state_body",
            planned_on=planned_on,
        )
        from kenes.core import record
        from kenes.core.filing import Filing

        record.register([Filing(row, path=[("planned", planned_on)])], by=town.by)
    return row


def test_what_waits_is_taken_once_with_a_link(town, sitting, secretary):
    row = report(town)
    [source] = [s for s in secretary.get(at(sitting, "agenda/")).context["sources"] if s["total"]]
    assert source["code"] == "hearings"
    [matter] = source["matters"]

    secretary.post(at(sitting, "agenda/take/"), {"matter": matter["value"]})
    link = Link.objects.get()
    item = AgendaItem.objects.get(pk=link.to_id)
    assert (link.from_id, item.kind, item.agency) == (row.pk, "report", town.agency)
    sources = secretary.get(at(sitting, "agenda/")).context["sources"]
    assert {s["total"] for s in sources} == {0}

    answer = secretary.post(at(sitting, "agenda/take/"), {"matter": matter["value"]})
    assert answer.status_code == 409
    secretary.post(at(sitting, f"agenda/{item.pk}/off/"), {"reason": "рано"})
    sources = secretary.get(at(sitting, "agenda/")).context["sources"]
    assert {s["code"]: s["total"] for s in sources if s["total"]} == {"hearings": 1}


def test_another_councils_matter_is_not_taken(town, other, sitting, secretary):
    row = report(other)
    answer = secretary.post(at(sitting, "agenda/take/"), {"matter": f"hearings:{row.pk}"})
    assert answer.status_code == 409
    assert not Link.objects.exists()


def test_a_question_gets_its_speaker_and_draft(town, sitting, secretary):
    key = keys(sitting)[0]
    said = {
        "version": "1",
        "kind": "report",
        "title_ru": "Отчёт о дорогах",
        "rapporteur": "Иванов И.",
        "agency": str(town.agency.pk),
        "minutes_planned": "20",
        "draft_ru": "Принять к сведению",
    }
    answer = secretary.post(at(sitting, f"agenda/{key}/"), said)
    assert answer["Location"].endswith(f"#item-{key}")
    item = AgendaItem.objects.get(pk=key)
    assert (item.rapporteur, item.minutes_planned, item.missing) == ("Иванов И.", 20, [])
    answer = secretary.post(at(sitting, f"agenda/{key}/"), said | {"title_ru": "Иначе"})
    assert answer.status_code == 422


def test_an_empty_agenda_begins_with_the_usual(town, secretary):
    with clock.standing(NOW):
        made = actions.plan(Terms(body=town.body), on=ON, by=town.by)
    for _time in range(2):
        secretary.post(at(made, "agenda/usual/"))
    kinds = [item.kind for item in agenda.live_items(made)]
    assert kinds == ["agenda", "minutes", "miscellaneous"]


@pytest.fixture
def seated(town):
    from kenes.council.models import Office

    office = Office(
        council=town.council,
        body=town.body,
        person=town.person,
        role="member",
        since_on=date(2024, 1, 1),
    )
    from kenes.council.models import Mandate

    mandate = Mandate(
        council=town.council,
        seat=town.seat,
        person=town.person,
        since_on=date(2024, 1, 1),
        decided_on=date(2024, 1, 1),
        entered="contest",
    )
    with clock.standing(NOW):
        enter(office, mandate, by=town.by)
    return town.person


def test_members_are_invited_told_and_told_of_changes(town, sitting, seated, secretary):
    secretary.post(at(sitting, "invitations/members/"))
    answer = secretary.get(at(sitting, "invitations/"))
    assert (answer.context["fresh"], answer.context["without"]) == (0, 1)

    said = {f"email-{seated.pk}": "m@example.kz", f"language-{seated.pk}": "kk"}
    secretary.post(at(sitting, "invitations/addresses/"), said)
    assert Contact.objects.get().email == "m@example.kz"
    secretary.post(at(sitting, "invitations/send/"))
    letter = Letter.objects.get(purpose="sitting.invitation")
    assert (letter.recipient, letter.language, letter.sequence) == ("m@example.kz", "kk", 0)

    secretary.post(
        at(sitting, "terms/"),
        {"on": "2025-05-14", "starts_at": "16:00", "version": "1", "reason": "зал занят"},
    )
    assert Notice.objects.count() == 2
    page = secretary.get(at(sitting, "invitations/"))
    [row] = page.context["rows"]
    assert [each["sequence"] for each in row["told"]] == [1, 2]
    assert len(page.context["history"]) == 2


def test_a_sitting_is_put_off_and_called_off_by_its_moves(town, sitting, secretary):
    moved = {"on": "2025-04-03", "to_day": "2025-05-20", "reason": "зал"}
    secretary.post(at(sitting, "moves/adjourned/"), moved)
    secretary.post(at(sitting, "moves/cancelled/"), {"on": "2025-04-03", "reason": "не нужно"})
    sitting.event.refresh_from_db()
    assert (sitting.event.status, sitting.event.held_on) == ("cancelled", date(2025, 5, 20))


def test_addresses_and_reasons_are_not_for_every_member(town, sitting, secretary, member):
    secretary.post(
        at(sitting, "invitations/guest/"),
        {"name": "Гость", "email": "secret@example.kz", "role": "guest", "language": "ru"},
    )
    assert "secret@example.kz" in secretary.get(at(sitting, "invitations/")).content.decode()
    shown = member.get(at(sitting, "invitations/"))
    assert shown.status_code == 200
    assert "secret@example.kz" not in shown.content.decode()


def test_a_late_notice_is_warned_of(town, secretary):
    with clock.standing(NOW):
        made = actions.plan(Terms(body=town.body), on=date(2025, 4, 7), by=town.by)
    term = secretary.get(at(made, "invitations/")).context["term"]
    assert (term["late"], term["unconfirmed"]) == (True, True)


def test_materials_are_put_shown_and_taken_away(town, other, sitting, secretary, member):
    key = keys(sitting)[0]
    base = at(sitting, f"agenda/{key}/materials/")
    file = SimpleUploadedFile("отчёт.pdf", b"%PDF-1.7 text")
    assert secretary.post(base, {"file": file}).status_code == 302
    kept = Attachment.objects.get()
    assert not kept.public

    from django.test import Client

    visitor = Client(HTTP_HOST="almaty.localhost")
    assert visitor.get(f"/files/{kept.pk}/").status_code == 404
    answer = member.get(f"/files/{kept.pk}/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 text"
    secretary.post(f"{base}{kept.pk}/show/", {"public": "1"})
    answer = visitor.get(f"/files/{kept.pk}/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 text"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "отчёт.pdf" in visitor.get(f"/ru/sittings/{sitting.number}/").content.decode()
    stranger = Client(HTTP_HOST="kokshe.localhost")
    assert stranger.get(f"/files/{kept.pk}/").status_code == 404

    secretary.post(f"{base}{kept.pk}/strike/")
    assert visitor.get(f"/files/{kept.pk}/").status_code == 404
    assert member.get(f"/files/{kept.pk}/").status_code == 404


def test_a_wrong_file_is_refused_beside_its_field(town, sitting, secretary):
    base = at(sitting, f"agenda/{keys(sitting)[0]}/materials/")
    answer = secretary.post(base, {"file": SimpleUploadedFile("a.html", b"<script>")})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["file"]


def test_another_councils_sitting_is_not_found(town, other, secretary):
    with clock.standing(NOW):
        there = actions.plan(Terms(body=other.body), on=ON, by=town.by)
        agenda.put_on(there, [(AgendaItem(kind="question", title_ru="А"), None)], by=town.by)
    for then in ("agenda/", "invitations/", "terms/", f"agenda/{keys(there)[0]}/"):
        assert secretary.get(at(there, then)).status_code == 404
    assert not Invitation.objects.exists()
