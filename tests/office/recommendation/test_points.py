"""What agencies answer to points, and what the council finds."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kenes.core import clock, record
from kenes.core.attachment import Attachment
from kenes.core.filing import Filing
from kenes.recommendations.answers.models import PointAnswer
from kenes.recommendations.models import Point, Recommendation
from tests.office.recommendation.asking import HERE, answers, mine
from tests.town import NOW


def test_answers_of_one_letter_are_entered_together_with_its_scan(sent, agencies, secretary):
    points = mine(sent, agencies[0])
    address = f"{HERE}answers/{agencies[0].code}/"
    assert secretary.get(address).status_code == 200
    scan = SimpleUploadedFile("letter.pdf", b"%PDF-1.7 scan")
    said = {
        "p1-kind": "accepted",
        "p1-text": "Сделаем.",
        "p1-promised_on": "2025-06-01",
        "p4-kind": "rejected",
        "p4-text": "Не наше.",
        "scan": scan,
    }
    answer = secretary.post(address, answers(points, **said))

    assert answer.status_code == 302, answer.context["form"].errors
    told = PointAnswer.objects.order_by("point__ordinal")
    assert [(a.point.status, a.signed_then) for a in told] == [
        ("accepted", "Ахметов"),
        ("rejected", "Ахметов"),
    ]
    assert Attachment.objects.get(row_id=told[0].pk).public is False


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"p1-kind": "accepted"}, "p1-text"),
        ({"p1-text": "Да."}, "p1-kind"),
        ({}, "__all__"),
        ({"p1-kind": "accepted", "p1-text": "Да.", "given_on": "2025-04-02"}, "given_on"),
        ({"p1-kind": "accepted", "p1-text": "Да.", "given_on": "2025-04-04"}, "given_on"),
        (
            {"p1-kind": "accepted", "p1-text": "Да.", "p1-promised_on": "2025-03-01"},
            "p1-promised_on",
        ),
    ],
)
def test_what_is_wrong_with_an_answer_is_said_beside_it(sent, agencies, secretary, said, field):
    points = mine(sent, agencies[0])
    answer = secretary.post(f"{HERE}answers/{agencies[0].code}/", answers(points, **said))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not PointAnswer.objects.exists()


def test_a_colleagues_answer_meanwhile_is_shown_and_the_text_stays(sent, agencies, secretary):
    points = mine(sent, agencies[0])
    address = f"{HERE}answers/{agencies[0].code}/"
    said = answers(points, **{"p1-kind": "accepted", "p1-text": "Сделаем."})
    assert secretary.post(address, said).status_code == 302
    late = said | {"p1-kind": "rejected", "p1-text": "Передумали."}
    answer = secretary.post(address, late)

    assert answer.status_code == 422
    assert "Передумали." in answer.content.decode()
    assert PointAnswer.objects.count() == 1


def test_an_answer_is_found_hollow_withheld_and_the_point_checked_and_closed(
    sent, agencies, secretary
):
    points = mine(sent, agencies[0])
    said = answers(points, **{"p1-kind": "accepted", "p1-text": "Сделаем."})
    secretary.post(f"{HERE}answers/{agencies[0].code}/", said)
    answer = PointAnswer.objects.get()
    base = f"{HERE}points/"

    empty = secretary.post(f"{base}answers/{answer.pk}/hollow/", {"on": "2025-04-03"})
    assert list(empty.context["form"].errors) == ["reason"]
    reason = {"on": "2025-04-03", "reason": "Ни срока."}
    assert secretary.post(f"{base}answers/{answer.pk}/hollow/", reason).status_code == 302
    secretary.post(f"{base}answers/{answer.pk}/withhold/", {"reason": "Назван житель."})
    claim = {"on": "2025-04-03", "text": "Сделано.", "language": "ru"}
    assert secretary.post(f"{base}1/claim/", claim).status_code == 302
    early = {"on": "2025-04-03", "outcome": "not_done", "text_ru": "Нет.", "closing": "implemented"}
    refused = secretary.post(f"{base}1/check/", early)
    assert refused.status_code == 422
    found = early | {"outcome": "done", "text_ru": "Осмотрено."}
    assert secretary.post(f"{base}1/check/", found).status_code == 302

    point = Point.objects.get(ordinal=1)
    answer.refresh_from_db()
    assert (point.status, answer.hollow_because, answer.withheld) == (
        "implemented",
        "Ни срока.",
        "Назван житель.",
    )
    assert secretary.get(base).status_code == 200
    assert secretary.post(f"{base}1/claim/", claim).status_code == 404


def test_more_time_is_asked_and_agreed(sent, secretary):
    base = f"{HERE}points/"
    asked = {"on": "2025-04-03", "until_on": "2025-06-02", "reason": "Смета."}
    assert secretary.post(f"{base}1/more-time/", asked).status_code == 302
    deferral = sent[0].deferrals.get()
    address = f"{base}deferrals/{deferral.pk}/"
    assert list(
        secretary.post(f"{address}refuse/", {"on": "2025-04-03"}).context["form"].errors
    ) == ["decision"]
    assert secretary.post(f"{address}grant/", {"on": "2025-04-03"}).status_code == 302
    assert Point.objects.awaited().get(ordinal=1).awaited_on == date(2025, 6, 2)


def test_a_point_sent_before_any_rule_we_know_has_no_due_day_and_says_so(town, secretary):
    on = date(2021, 3, 3)
    paper = Recommendation(
        council=town.council, prepared_on=on, adopted_on=on, title_ru="О дорогах"
    )
    point = Point(
        council=town.council,
        recommendation=paper,
        ordinal=1,
        addressee=town.agency,
        text_ru="Починить",
        prepared_on=on,
        sent_on=on,
    )
    course = [("draft", on), ("adopted", on)]
    with clock.standing(NOW):
        record.register([Filing(paper, path=course)], by=town.by)
        record.register([Filing(point, path=[("prepared", on), ("sent", on)])], by=town.by)

    for address in (paper.number, f"{paper.number}/points"):
        page = secretary.get(f"/office/recommendations/{address}/").content.decode()
        assert "no term known for that day" in page
    assert secretary.get("/office/").status_code == 200
