"""Every postponement is a row that is counted, said in public and known to the journal."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kenes.core import clock
from kenes.core.attachment import Attachment
from kenes.core.period import Period, Scope
from kenes.core.refused import Refused
from kenes.hearings import actions
from kenes.hearings.postponements import actions as postponements
from kenes.hearings.postponements.models import Postponement
from kenes.report.catalogue import figure
from tests.hearings.conftest import fetched, planned
from tests.town import DAY, NOW, fields

D = date
YEAR = Period(D(2025, 1, 1), D(2025, 12, 31))
pytestmark = pytest.mark.django_db


def counted(town, **filters):
    return figure("hearings.postponements").value(Scope(town.council, YEAR, None, filters))


def put_off(town, row, **facts):
    with clock.standing(NOW):
        return actions.postpone(row, on=DAY, by=town.by, **facts)


def test_a_report_put_off_without_a_day_gets_it_when_planned_anew(town):
    row = planned(town, D(2025, 4, 24))
    made = put_off(town, row, asked_by="council", reason="Нет кворума")
    assert (made.from_on, made.to_on, row.status) == (D(2025, 4, 24), None, "postponed")
    with clock.standing(NOW):
        actions.plan(row, planned_on=D(2025, 5, 20), on=D(2025, 4, 3), by=town.by)
    made.refresh_from_db()
    assert (made.to_on, row.status, row.planned_on) == (D(2025, 5, 20), "planned", D(2025, 5, 20))


def test_put_off_twice_it_counts_twice_by_agency_month_and_who_asked(town):
    row = planned(town, D(2025, 4, 24))
    put_off(town, row, asked_by="council", to_on=D(2025, 5, 20))
    put_off(town, row, asked_by="agency", to_on=D(2025, 6, 20))
    assert counted(town) == 2
    assert counted(town, asked_by="agency") == counted(town, asked_by="council") == 1
    assert counted(town, agency=town.agency.code) == counted(town, month="2025-04") == 2
    assert list(Postponement.objects.order_by("pk").values_list("from_on", "to_on")) == [
        (D(2025, 4, 24), D(2025, 5, 20)),
        (D(2025, 5, 20), D(2025, 6, 20)),
    ]


def test_the_figure_opens_as_its_rows_for_everyone(town, visitor):
    row = planned(town, D(2025, 4, 24))
    put_off(town, row, asked_by="council")
    page = visitor.get("/en/figures/hearings.postponements/?from=2025-01-01&until=2025-12-31")
    assert [each["url"] for each in page.context["rows"]] == [f"/en/hearings/{row.number}/"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"asked_by": "other"}, "asked_who"),
        ({"asked_by": "agency", "to_on": D(2025, 4, 24)}, "to_on"),
        ({"asked_by": "agency", "to_on": D(2025, 4, 1)}, "to_on"),
        ({"asked_by": "agency", "letter_on": D(2025, 4, 9)}, "letter_on"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_half_written(town, facts, field):
    row = planned(town, D(2025, 4, 24))
    with pytest.raises(Refused) as refused:
        put_off(town, row, **facts)
    assert refused.value.field == field
    row.refresh_from_db()
    assert (row.status, Postponement.objects.count()) == ("planned", 0)


def test_a_wrong_form_says_so_beside_the_field_and_keeps_the_text(town, secretary):
    row = planned(town, D(2025, 4, 24))
    url = f"/office/hearings/{row.number}/moves/postponed/"
    said = fields(secretary.get(url)) | {"asked_by": "other", "reason": "Наводнение"}
    answer = secretary.post(url, said)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["asked_who"]
    assert "Наводнение" in answer.content.decode()
    assert Postponement.objects.count() == 0


def test_an_earlier_postponement_is_entered_and_moves_nothing(town, secretary):
    row = planned(town, D(2025, 4, 24))
    url = f"/office/hearings/{row.number}/letters/earlier/"
    said = fields(secretary.get(url)) | {
        "on": "2025-02-03",
        "from_on": "2025-02-10",
        "to_on": "2025-04-24",
        "asked_by": "agency",
    }
    assert secretary.post(url, said).status_code == 302
    row.refresh_from_db()
    assert (row.status, counted(town), counted(town, month="2025-02")) == ("planned", 1, 1)


def test_who_asked_may_be_said_later(town, secretary):
    row = planned(town, D(2025, 4, 24))
    made = put_off(town, row)
    url = f"/office/hearings/{row.number}/letters/postponements/{made.pk}/"
    said = fields(secretary.get(url)) | {"asked_by": "other", "asked_who": "Аким"}
    assert secretary.post(url, said).status_code == 302
    made.refresh_from_db()
    assert (made.asked_by, made.asked_who) == ("other", "Аким")


def test_a_postponement_is_not_entered_for_a_day_to_come(town):
    row = planned(town, D(2025, 4, 24))
    with clock.standing(NOW), pytest.raises(Refused):
        postponements.enter(row, on=D(2025, 4, 4), by=town.by)


def test_a_struck_report_takes_its_postponements_out_of_the_figure(town, secretary):
    row = planned(town, D(2025, 4, 24))
    put_off(town, row, asked_by="council")
    secretary.post(f"/office/hearings/{row.number}/strike/", {"reason": "Ошибка"})
    assert counted(town) == 0


def test_the_letter_is_for_the_office_alone(town, secretary, visitor):
    row = planned(town, D(2025, 4, 24))
    url = f"/office/hearings/{row.number}/moves/postponed/"
    letter = SimpleUploadedFile("letter.pdf", b"%PDF-1.7 letter")
    said = fields(secretary.get(url)) | {"asked_by": "agency", "letter": [letter]}
    assert secretary.post(url, said).status_code == 302
    kept = Attachment.objects.get()
    assert visitor.get(kept.get_absolute_url()).status_code == 404
    assert fetched(secretary, kept) == 200
