"""An agency is told of its hearing once, told again when the day moves, and reminded once."""

from datetime import date

import pytest
from icalendar import Calendar

from kenes.core import clock, record
from kenes.core.attachment import attach
from kenes.hearings import actions
from kenes.hearings.deadline import reports
from kenes.hearings.telling import actions as telling
from kenes.hearings.telling.models import HearingNotice
from tests.hearings.conftest import fetched, go_to, letters, planned
from tests.town import NOW

D = date
pytestmark = pytest.mark.django_db
REPORT = [b"%PDF-1.7 report"]


@pytest.fixture
def addressed(town):
    """The agency has an address of its own, and reads Kazakh."""
    agency, facts = town.agency, {"email": "roads@example.kz", "language": "kk"}
    with clock.standing(NOW):
        record.correct(agency, version=agency.version, by=town.by, **facts)
    return town


def kinds():
    return list(HearingNotice.objects.order_by("sequence").values_list("kind", flat=True))


def invited(letter):
    [event] = Calendar.from_ical(letter.enclosures.get().content).walk("VEVENT")
    return event


def test_each_reader_is_told_in_his_language_by_when_the_report_is_awaited(addressed, asel):
    row = planned(addressed, D(2025, 4, 24))
    to_agency, to_asel = sorted(letters(row), key=lambda each: each.recipient != "roads@example.kz")
    assert (to_agency.language, to_asel.recipient) == ("kk", "asel@almaty.localhost")
    assert "2025 ж. 10 сәуір" in to_agency.text
    assert "10 апреля 2025" in to_asel.text
    assert "/cabinet/hearings/" in to_asel.text
    assert "/cabinet/" not in to_agency.text
    notice = HearingNotice.objects.get()
    assert (notice.report_due_on_then, notice.addresses) == (D(2025, 4, 10), 2)


def test_nobody_is_told_twice(addressed):
    row = planned(addressed, D(2025, 4, 24))
    with clock.standing(NOW):
        assert telling.tell(row, by=addressed.by) is None
    assert len(letters(row)) == 1


def test_the_calendar_follows_the_hearing(addressed):
    row = planned(addressed, D(2025, 4, 24))
    with clock.standing(NOW):
        actions.postpone(row, on=D(2025, 4, 3), by=addressed.by, asked_by="council")
        actions.plan(row, planned_on=D(2025, 5, 20), on=D(2025, 4, 3), by=addressed.by)
        actions.cancel(row, on=D(2025, 4, 3), by=addressed.by, reason="Орган упразднён")
    assert kinds() == ["scheduled", "put_off", "moved", "called_off"]
    events = [invited(each) for each in letters(row)]
    assert [(str(e["uid"]), e["status"], e["dtstart"].dt, e["sequence"]) for e in events] == [
        (str(row.pk), "CONFIRMED", D(2025, 4, 24), 1),
        (str(row.pk), "CANCELLED", D(2025, 4, 24), 2),
        (str(row.pk), "CONFIRMED", D(2025, 5, 20), 3),
        (str(row.pk), "CANCELLED", D(2025, 5, 20), 4),
    ]
    moved = letters(row)[2].text
    assert ["2025 ж. 24 сәуір" in moved, "2025 ж. 20 мамыр" in moved] == [True, True]
    assert "Орган упразднён" in letters(row)[3].text


def test_a_day_put_right_is_seen_on_the_desk_and_told_by_one_press(addressed, secretary):
    row = planned(addressed, D(2025, 4, 24))
    with clock.standing(NOW):
        record.correct(row, version=row.version, by=addressed.by, planned_on=D(2025, 4, 28))
    here = f"/office/hearings/{row.number}/letters/"
    duty = next(d for d in secretary.get("/office/").context["duties"] if "told" in d["label"])
    assert [due["url"] for due in duty["dues"]] == [here]
    secretary.post(f"{here}tell/")
    assert kinds() == ["scheduled", "moved"]
    assert secretary.get(here).context["to_tell"] == ""


def test_told_too_late_the_report_is_awaited_by_the_last_working_day(addressed):
    planned(addressed, D(2025, 4, 7))
    assert HearingNotice.objects.get().report_due_on_then == D(2025, 4, 4)


def test_an_agency_without_an_address_is_said_to_be_one(town, secretary):
    row = planned(town, D(2025, 4, 24))
    page = secretary.get(f"/office/hearings/{row.number}/letters/")
    assert (list(page.context["readers"]), HearingNotice.objects.get().addresses) == ([], 0)


def test_a_late_report_stands_on_the_desk_and_is_reminded_of_once(addressed, secretary):
    row = planned(addressed, D(2025, 4, 24))
    go_to(addressed, D(2025, 4, 10))
    with clock.standing(addressed.council.demo_now):
        assert telling.remind(addressed.council, D(2025, 4, 10), by=addressed.by) == 0
    moment = go_to(addressed, D(2025, 4, 11))
    with clock.standing(moment):
        done = [telling.remind(addressed.council, D(2025, 4, 11), by=addressed.by) for _ in "12"]
    assert done == [1, 0]
    assert kinds() == ["scheduled", "reminder"]
    labels = [d["label"] for d in secretary.get("/office/").context["duties"]]
    assert "Reports that have not come" in labels
    with clock.standing(moment):
        attach(row, "report.pdf", REPORT, public=False, by=addressed.by)
        found = reports([row], D(2025, 4, 11))[row.pk]
    assert (found.late, found.missing) == (True, False)
    labels = [d["label"] for d in secretary.get("/office/").context["duties"]]
    assert "Reports that have not come" not in labels


def test_a_report_is_shown_to_everyone_when_the_secretary_says_so(addressed, secretary, visitor):
    row = planned(addressed, D(2025, 4, 24))
    with clock.standing(NOW):
        file = attach(row, "report.pdf", REPORT, public=False, by=addressed.by)
    assert visitor.get(file.get_absolute_url()).status_code == 404
    secretary.post(f"/office/hearings/{row.number}/letters/files/{file.pk}/show/")
    assert fetched(visitor, file) == 200
    assert "report.pdf" in visitor.get(f"/en/hearings/{row.number}/").content.decode()


def test_the_cabinet_says_by_when(addressed, asel):
    planned(addressed, D(2025, 4, 24))
    [row] = asel.get("/cabinet/hearings/").context["rows"]
    assert (row["report"].due_on, row["left"].working_days) == (D(2025, 4, 10), 5)


def test_the_term_is_a_setting_and_says_so(addressed, secretary):
    row = planned(addressed, D(2025, 4, 24))
    why = secretary.get(f"/office/hearings/{row.number}/letters/").context["why"]
    assert "not known, a setting of the council" in why
