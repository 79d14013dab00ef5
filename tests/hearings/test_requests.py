"""An agency asks to be heard later: nothing changes until the council says so, then all is told."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kenes.core import clock
from kenes.core.access import console
from kenes.core.attachment import Attachment
from kenes.core.period import Period, Scope
from kenes.core.refused import Refused
from kenes.hearings import actions
from kenes.hearings.models import Hearing
from kenes.hearings.postponements.models import Postponement
from kenes.hearings.requests import actions as requests
from kenes.hearings.requests.models import PostponementRequest
from kenes.hearings.telling.models import HearingNotice
from kenes.norms import actions as norms
from kenes.report.catalogue import figure
from tests.cabinet.conftest import agencies, contact
from tests.hearings.conftest import fetched, letters, planned
from tests.town import DAY, NOW, fields, found

D = date
YEAR = Period(D(2025, 1, 1), D(2025, 12, 31))
PLANNED, WISHED = D(2025, 4, 24), D(2025, 5, 22)
WHY = "Басшы іссапарда"
pytestmark = pytest.mark.django_db


def counted(town):
    return figure("hearings.postponements").value(Scope(town.council, YEAR))


def asked(town, row, **facts):
    said = {"reason": WHY, "wished_on": WISHED} | facts
    with clock.standing(NOW):
        return requests.ask(PostponementRequest(hearing=row, **said), by=town.by)


def stands(row):
    row.refresh_from_db()
    return row.status, row.planned_on


def address(row, request, deed):
    return f"/office/hearings/{row.number}/letters/requests/{request.pk}/{deed}/"


def test_asked_it_changes_nothing_and_waits_on_the_desk(town, secretary, visitor):
    row = planned(town, PLANNED)
    request = asked(town, row)
    assert (request.asked_on, request.status) == (DAY, "asked")
    assert (stands(row), counted(town), Postponement.objects.count()) == (
        ("planned", PLANNED),
        0,
        0,
    )
    duties = {each["label"]: each["dues"] for each in secretary.get("/office/").context["duties"]}
    [waits] = duties["Agencies that ask to be heard later"]
    assert waits["url"] == f"/office/hearings/{row.number}/letters/"
    page = secretary.get(waits["url"])
    [shown] = page.context["requests"]
    assert [each["word"] for each in shown["deeds"]] == ["grant", "refuse"]
    assert WHY in page.content.decode()
    public = visitor.get(f"/en/hearings/{row.number}/").content.decode()
    assert WHY not in public


def test_granted_it_is_a_postponement_in_the_agencys_own_words(town, secretary, visitor, asel):
    row = planned(town, PLANNED)
    request = asked(town, row, letter_number="01-7", letter_on=D(2025, 4, 2))
    url = address(row, request, "grant")
    said = fields(secretary.get(url))
    assert said["to_on"] == "2025-05-22"
    assert secretary.post(url, said).status_code == 302

    assert stands(row) == ("planned", WISHED)
    request.refresh_from_db()
    made = Postponement.objects.get()
    assert (request.status, request.decided_on, request.postponement) == ("granted", DAY, made)
    assert (made.asked_by, made.reason, made.letter_number, made.letter_on) == (
        "agency",
        WHY,
        "01-7",
        D(2025, 4, 2),
    )
    assert (made.from_on, made.to_on, counted(town)) == (PLANNED, WISHED, 1)
    assert list(HearingNotice.objects.values_list("kind", flat=True)) == ["scheduled", "moved"]
    assert [WHY in each.text for each in letters(row)] == [False, True]
    public = visitor.get(f"/en/hearings/{row.number}/").content.decode()
    assert WHY in public
    cabinet = asel.get("/cabinet/hearings/").content.decode()
    assert "the council agreed" in cabinet
    assert "the report is heard on 22 May 2025" in cabinet


def test_granted_without_a_day_the_report_waits_to_be_planned_anew(town, secretary):
    row = planned(town, PLANNED)
    request = asked(town, row, wished_on=None)
    url = address(row, request, "grant")
    said = fields(secretary.get(url))
    assert "to_on" not in said
    secretary.post(url, said)
    assert stands(row) == ("postponed", PLANNED)
    assert Postponement.objects.get().to_on is None


def test_refused_the_day_stands_and_the_agency_reads_why(town, secretary, visitor, asel):
    row = planned(town, PLANNED)
    request = asked(town, row)
    url = address(row, request, "refuse")
    empty = secretary.post(url, fields(secretary.get(url)) | {"decision": " "})
    assert (empty.status_code, list(empty.context["form"].errors)) == (422, ["decision"])
    said = fields(secretary.get(url)) | {"decision": "Заместитель может доложить."}
    assert secretary.post(url, said).status_code == 302

    request.refresh_from_db()
    assert (request.status, request.decided_on) == ("refused", DAY)
    assert (stands(row), counted(town)) == (("planned", PLANNED), 0)
    [last] = [each for each in letters(row) if each.purpose == "hearing.request"]
    assert last.recipient == "asel@almaty.localhost"
    assert "Заместитель может доложить." in last.text
    assert "Заместитель может доложить." in asel.get("/cabinet/hearings/").content.decode()
    assert WHY not in visitor.get(f"/en/hearings/{row.number}/").content.decode()


def test_refused_once_it_may_be_asked_again(town, secretary, asel):
    row = planned(town, PLANNED)
    request = asked(town, row)
    secretary.post(address(row, request, "refuse"), {"on": "2025-04-03", "decision": "Нет."})
    again = asked(town, row, reason="Снова")
    assert again.status == "asked"
    secretary.post(address(row, again, "refuse"), {"on": "2025-04-03", "decision": "Нет."})
    assert [each.purpose for each in letters(row)].count("hearing.request") == 2


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"reason": "  "}, "reason"),
        ({"wished_on": D(2025, 4, 2)}, "wished_on"),
        ({"wished_on": PLANNED}, "wished_on"),
        ({"letter_on": D(2025, 4, 4)}, "letter_on"),
    ],
)
def test_what_cannot_be_is_refused(town, facts, field):
    row = planned(town, PLANNED)
    with pytest.raises(Refused) as refused:
        asked(town, row, **facts)
    assert (refused.value.field, PostponementRequest.objects.count()) == (field, 0)


def test_a_second_request_is_refused_while_one_waits(town):
    row = planned(town, PLANNED)
    asked(town, row)
    with pytest.raises(Refused):
        asked(town, row, reason="Снова")
    assert PostponementRequest.objects.count() == 1


@pytest.mark.parametrize("move", ["cancel", "postpone"])
def test_of_a_report_called_off_or_put_off_nothing_is_asked(town, move):
    row = planned(town, PLANNED)
    with clock.standing(NOW):
        getattr(actions, move)(row, on=DAY, by=town.by)
    with pytest.raises(Refused):
        asked(town, row)


@pytest.mark.parametrize("deed", ["grant", "refuse"])
def test_an_answer_is_given_once(town, secretary, deed):
    row = planned(town, PLANNED)
    request = asked(town, row)
    said = {"on": "2025-04-03", "to_on": "2025-05-22", "decision": "Нет."}
    assert secretary.post(address(row, request, deed), said).status_code == 302
    for again in ("grant", "refuse"):
        assert secretary.post(address(row, request, again), said).status_code == 404
    assert counted(town) == (1 if deed == "grant" else 0)


def test_a_report_called_off_meanwhile_can_only_be_refused(town, secretary):
    row = planned(town, PLANNED)
    request = asked(town, row)
    with clock.standing(NOW):
        actions.cancel(row, on=DAY, by=town.by)
    assert secretary.get(address(row, request, "grant")).status_code == 404
    said = {"on": "2025-04-03", "decision": "Отчёт не будет заслушан."}
    assert secretary.post(address(row, request, "refuse"), said).status_code == 302


def test_the_new_day_cannot_be_gone_by(town, secretary):
    row = planned(town, PLANNED)
    request = asked(town, row)
    said = {"on": "2025-04-03", "to_on": "2025-04-01"}
    answer = secretary.post(address(row, request, "grant"), said)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["to_on"])
    request.refresh_from_db()
    assert (request.status, stands(row)) == ("asked", ("planned", PLANNED))


def test_nobody_but_the_secretary_answers(town, member, asel):
    row = planned(town, PLANNED)
    request = asked(town, row)
    for client in (member, asel):
        assert client.get(address(row, request, "grant")).status_code == 403
    shown = member.get(f"/office/hearings/{row.number}/letters/").context["requests"]
    assert [each["deeds"] for each in shown] == [[]]


# The agency's own side, in its cabinet.


def test_the_agency_asks_in_its_cabinet_with_its_letter(town, secretary, visitor, asel):
    row = planned(town, PLANNED)
    url = f"/cabinet/hearings/{row.number}/later/"
    assert url.removeprefix("/cabinet/hearings/") in asel.get("/cabinet/hearings/").content.decode()
    letter = SimpleUploadedFile("letter.pdf", b"%PDF-1.7 letter")
    said = {"reason": WHY, "wished_on": "2025-05-22", "letter_number": "01-7", "file": [letter]}
    assert asel.post(url, fields(asel.get(url)) | said).status_code == 302

    request, kept = PostponementRequest.objects.get(), Attachment.objects.get()
    assert (request.hearing, request.wished_on, kept.row_id) == (row, WISHED, request.pk)
    page = asel.get("/cabinet/hearings/").content.decode()
    assert f"/cabinet/files/{kept.pk}/" in page
    assert f"{row.number}/later/" not in page
    assert fetched(secretary, kept) == 200
    assert visitor.get(kept.get_absolute_url()).status_code == 404
    own = asel.get(f"/cabinet/files/{kept.pk}/")
    assert b"".join(own.streaming_content) == b"%PDF-1.7 letter"
    [second] = agencies_of(town, "Управление воды")
    assert contact(town, second, "dana").get(f"/cabinet/files/{kept.pk}/").status_code == 404


def agencies_of(town, *names):
    with clock.standing(NOW):
        return agencies(town, *names)


def test_a_wrong_form_says_so_beside_the_field_and_keeps_the_text(town, asel):
    row = planned(town, PLANNED)
    url = f"/cabinet/hearings/{row.number}/later/"
    answer = asel.post(url, fields(asel.get(url)) | {"reason": WHY, "wished_on": "2025-04-01"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["wished_on"])
    assert WHY in answer.content.decode()
    disguised = SimpleUploadedFile("letter.pdf", b"MZ\x90 a program")
    answer = asel.post(url, fields(asel.get(url)) | {"reason": WHY, "file": [disguised]})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])
    assert (PostponementRequest.objects.count(), Attachment.objects.count()) == (0, 0)


def test_another_agency_neither_sees_nor_asks(town, asel):
    row = planned(town, PLANNED)
    asked(town, row)
    [second] = agencies_of(town, "Управление воды")
    with clock.standing(NOW):
        neighbour = found("kokshe", town.by)
    for stranger in (
        contact(town, second, "dana"),
        contact(neighbour, neighbour.agency, "zhanar"),
    ):
        url = f"/cabinet/hearings/{row.number}/later/"
        assert stranger.get(url).status_code == 404
        assert stranger.post(url, {"reason": "Чужая"}).status_code == 404
        assert WHY not in stranger.get("/cabinet/hearings/").content.decode()
    assert PostponementRequest.objects.count() == 1


def test_a_word_that_is_no_deed_opens_nothing(town, asel):
    row = planned(town, PLANNED)
    assert asel.get(f"/cabinet/hearings/{row.number}/never/").status_code == 404


class WishesTest(TestCase):
    """Whatever day is wished: it is taken when it is later than the plan, and refused otherwise."""

    @given(st.integers(-400, 400), st.integers(1, 90))
    def test_only_a_later_day_is_taken(self, wished, ahead):
        by = console()
        norms.load_law(by=by)
        with clock.standing(NOW):
            town = found("almaty", by)
        row = planned(town, DAY + timedelta(days=ahead))
        day = DAY + timedelta(days=wished)
        if wished > ahead:
            assert asked(town, row, wished_on=day).wished_on == day
        else:
            with pytest.raises(Refused):
                asked(town, row, wished_on=day)
        assert Hearing.objects.get(pk=row.pk).planned_on == row.planned_on
