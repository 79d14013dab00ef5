"""A public expertise and a public discussion, each walked once; names that go; reminders."""

from datetime import timedelta

import pytest

from kenes.control.models import PublicDiscussion, PublicExpertise
from kenes.control.reminders.actions import remind
from kenes.control.subjects.models import Subject
from kenes.core import clock
from kenes.core.letter import Letter
from kenes.events.coming import actions as coming
from kenes.events.coming.models import Registration
from kenes.sittings.models import Sitting
from tests.control.conftest import deed, errors, later, moved
from tests.office.test_occasions import sitting
from tests.office.test_records import register

pytestmark = pytest.mark.django_db
STUDY = "/office/control/expertises/2025-0001/"
TALK = "/office/control/discussions/2025-0001/"


def petitioned(secretary):
    said = {"title_ru": "Генплан", "petitioner": "ОО «Город»", "petitioned_on": "2025-03-01"}
    answer = register(secretary, "control/expertises", said)
    assert answer.status_code == 302, answer.context["form"].errors


def held_sitting(town, secretary):
    quorum = {"seats_then": "38", "quorum_then": "26", "present": "31"}
    register(secretary, "sittings", sitting(town, state="held", **quorum))
    return Sitting.objects.get()


def test_an_expertise_from_petition_to_conclusion(town, secretary, visitor, figures):
    petitioned(secretary)
    assert visitor.get("/en/control/expertises/2025-0001/").status_code == 404
    where = held_sitting(town, secretary)
    before = figures()
    deed(secretary, STUDY, "assign", sitting=str(where.pk), association="ОО «Эксперты»")
    young = {"name": "Ким А.", "role": "expert", "qualification": "PhD, экология", "years": "1"}
    refused = deed(secretary, STUDY, "name", **young)
    assert "at least 2 years" in errors(refused)["years"][0]
    without = deed(secretary, STUDY, "name", **(young | {"years": "9", "qualification": ""}))
    assert list(errors(without)) == ["qualification"]
    deed(secretary, STUDY, "name", **(young | {"years": "2"}))
    expert = Subject.objects.get()
    silent = deed(secretary, STUDY, f"subject-declare/{expert.pk}", conflict="declared",
                  on="2025-03-10")  # fmt: skip
    assert list(errors(silent)) == ["conflict_text"]
    deed(secretary, STUDY, f"subject-declare/{expert.pk}", conflict="none", on="2025-03-10")
    texts = {f"{kind}_ru": kind for kind in ("facts", "recommendations", "proposals")}
    deed(secretary, STUDY, "draw_up", on="2025-03-20", **texts)
    assert moved(before, figures()) == {}
    deed(secretary, STUDY, "adopt", on="2025-03-20")
    deed(secretary, STUDY, "publish", on="2025-03-21")

    assert moved(before, figures()) == {"control.expertises": 1}
    row = PublicExpertise.objects.get()
    assert (row.status, str(row.concluded_on)) == ("concluded", "2025-03-20")
    page = visitor.get("/en/control/expertises/2025-0001/").content.decode()
    assert "PhD, экология" in page


def test_a_form_has_no_pages_of_another(secretary):
    petitioned(secretary)
    pages = ("", "course/", "people/", "document/", "participants/", "checklist/")
    answers = [secretary.get(f"{STUDY}{each}").status_code for each in pages]
    assert answers == [200, 200, 200, 200, 404, 404]
    asked = [secretary.get(f"{STUDY}do/{word}/").status_code for word in ("name", "floor", "count")]
    assert asked == [200, 404, 404]


def test_an_expertise_is_declined_with_a_reason(secretary, figures):
    petitioned(secretary)
    before = figures()
    here = f"{STUDY}moves/declined/"
    assert list(errors(secretary.post(here, {"on": "2025-03-10"}))) == ["reason"]
    secretary.post(here, {"on": "2025-03-10", "reason": "Филиал иностранной организации"})
    assert PublicExpertise.objects.get().status == "declined"
    assert moved(before, figures()) == {}


def planned(secretary, day):
    said = {"event__title_ru": "О тарифах", "event__held_on": day}
    assert register(secretary, "control/discussions", said).status_code == 302


def test_a_discussion_from_notice_to_document(town, secretary, visitor, figures):
    planned(secretary, "2025-04-10")
    agency = str(town.agency.pk)
    before = figures()
    assert list(errors(deed(secretary, TALK, "media", on="2025-04-03"))) == ["media"]
    deed(secretary, TALK, "media", on="2025-04-03", media="Вечерний Алматы")
    deed(secretary, TALK, "invite", on="2025-04-03", agency=agency)
    later(town.council, 7)
    secretary.post(f"{TALK}moves/held/", {"on": "2025-04-10", "people": "60"})
    assert moved(before, figures()) == {"control.discussions": 1}

    texts = {f"{kind}_ru": kind for kind in ("tasks", "facts", "recommendations")}
    deed(secretary, TALK, "draw_up", on="2025-04-10", **texts)
    deed(secretary, TALK, "adopt", on="2025-04-10")
    deed(secretary, TALK, "publish", on="2025-04-10")
    assert visitor.get("/ru/control/discussions/2025-0001/document/ru.pdf").status_code == 200
    assert moved(before, figures()) == {"control.discussions": 1}


@pytest.mark.parametrize(
    ("word", "last", "late"),
    # Before Thursday 27 March 2025; Nauryz and the days given for it are left out.
    [("media", "2025-03-19", "2025-03-20"), ("invite", "2025-03-17", "2025-03-18")],
)
def test_notices_of_a_discussion_count_working_days(town, secretary, word, last, late):
    planned(secretary, "2025-03-27")
    more = {"media": "Газета"} if word == "media" else {"agency": str(town.agency.pk)}
    refused = deed(secretary, TALK, word, on=late, **more)
    assert list(errors(refused)) == ["on"]
    assert deed(secretary, TALK, word, on=last, **more).status_code == 302
    row = PublicDiscussion.objects.get()
    assert [str(day) for day in (row.noticed_on, row.invited_on) if day] == [last]


def test_names_go_after_their_term_and_the_count_stays(town, secretary, visitor):
    planned(secretary, "2025-04-04")
    here = "/en/control/discussions/2025-0001/"
    visitor.post(f"{here}come/", {"name": "Асель", "email": "a@example.kz", "consent": "on"})
    secretary.post(f"{TALK}moves/cancelled/", {"on": "2025-04-03", "reason": "Нет зала"})
    recipients = Letter.objects.values_list("recipient", flat=True)
    assert list(recipients) == ["a@example.kz", "a@example.kz"]
    with clock.standing(town.council.demo_now):
        day = clock.today()
        assert coming.forget(town.council, day + timedelta(days=60)) == 0
        assert coming.forget(town.council, day + timedelta(days=120)) == 1
        assert coming.forget(town.council, day + timedelta(days=120)) == 0

    row = Registration.objects.get()
    assert (row.name, row.email, row.needs, row.code) == ("", "", "", "")
    assert set(Letter.objects.values_list("recipient", "name", "text")) == {("", "", "")}
    assert "1 person has registered" in visitor.get(here).content.decode()


def test_the_secretary_is_reminded_once_of_a_step_that_runs_out(town, secretary):
    planned(secretary, "2025-04-11")
    with clock.standing(town.council.demo_now):
        first = remind(town.council, clock.today(), by=town.by)
        again = remind(town.council, clock.today(), by=town.by)
    purposes = sorted(Letter.objects.values_list("purpose", flat=True))
    assert (first, again, purposes) == (2, 0, ["control.step.invite", "control.step.media"])
