"""A public hearing walked through its pages, and what is refused on the way."""

import pytest

from kenes.control.documents.models import FinalDocument, Sending
from kenes.control.models import PublicHearing
from kenes.control.occasions.models import PublicQuestion
from kenes.core.attachment import Attachment
from kenes.core.letter import Letter
from kenes.events.coming.models import Registration
from kenes.events.models import ReachEntry
from tests.control.conftest import deed, errors, event, later, moved, upload
from tests.office.test_records import register

pytestmark = pytest.mark.django_db
BASE = "/office/control/hearings/2025-0001/"
OPEN = "/en/control/hearings/2025-0001/"
TEXTS = {
    f"{kind}_{tongue}": f"{kind} {tongue}"
    for kind in ("facts", "recommendations", "proposals", "reasons")
    for tongue in ("kk", "ru")
}


def planned(secretary, day="2025-04-17"):
    said = {
        "event__title_ru": "О велосипедной сети",
        "event__title_kk": "Велосипед желісі туралы",
        "event__held_on": day,
        "event__starts_at": "14:00",
        "event__place": "Дом дружбы",
    }
    answer = register(secretary, "control/hearings", said)
    assert answer.status_code == 302, answer.context["form"].errors


def told(secretary, **said):
    planned(secretary)
    assert deed(secretary, BASE, "notice", on="2025-04-03", **said).status_code == 302
    assert deed(secretary, BASE, "materials", on="2025-04-03", **said).status_code == 302


def held(town, secretary):
    told(secretary)
    later(town.council, 14)
    said = {"on": "2025-04-17", "people": "240"}
    assert secretary.post(f"{BASE}moves/held/", said).status_code == 302


def test_the_whole_cycle(town, secretary, visitor, figures):
    before = figures()
    planned(secretary)
    assert moved(before, figures()) == {}

    deed(secretary, BASE, "initiate", initiator="Ахметов Е., Садыкова А.")
    agreed = {"agency": str(town.agency.pk), "who": "Заместитель руководителя"}
    deed(secretary, BASE, "agree", on="2025-04-01", **agreed)
    deed(secretary, BASE, "notice", on="2025-04-03")
    papers = [upload("project.pdf", b"%PDF-1.7 draft")]
    deed(secretary, BASE, "materials", on="2025-04-03", papers=papers)
    row = PublicHearing.objects.get()
    assert (row.initiator, row.agreed_with) == ("Ахметов Е., Садыкова А.", town.agency)
    assert str(row.noticed_on) == str(row.materials_on) == "2025-04-03"

    page = visitor.get(OPEN).content.decode()
    assert "Register to come" in page
    assert "project.pdf" in page
    visitor.post(f"{OPEN}come/", {"name": "Асель", "needs": "Пандус", "consent": "on"})
    visitor.post(f"{OPEN}ask/", {"text": "Где будет дорожка?"})
    assert Registration.objects.get().name == "Асель"
    assert "Где будет дорожка?" not in visitor.get(OPEN).content.decode()
    question = PublicQuestion.objects.get()
    deed(secretary, BASE, f"publicquestion-show/{question.pk}")
    page = visitor.get(OPEN).content.decode()
    assert "Где будет дорожка?" in page
    assert "1 person has registered" in page
    assert "Асель" not in page

    deed(secretary, BASE, "floor", name="Первый докладчик", post="Управление")
    deed(secretary, BASE, "floor", name="Второй докладчик")
    deed(secretary, BASE, "count", people="240")
    later(town.council, 14)
    secretary.post(f"{BASE}moves/held/", {"on": "2025-04-17", "people": "240"})
    assert moved(before, figures()) == {
        "control.public_hearings": 1,
        "control.hearing_participants": 240,
    }
    assert ReachEntry.objects.get().people == 240

    deed(secretary, BASE, "draw_up", on="2025-04-17", **TEXTS)
    deed(secretary, BASE, "adopt", on="2025-04-17", present="31", voted_for="16")
    deed(secretary, BASE, "sign", on="2025-04-17", chair="Ахметов Е.", secretary="Ким А.")
    assert visitor.get(f"{OPEN}document/ru.docx").status_code == 404
    deed(secretary, BASE, "publish", on="2025-04-17")
    to = {"channel": "paper", "on": "2025-04-17"}
    deed(secretary, BASE, "send", role="body", agency=str(town.agency.pk), **to)
    deed(secretary, BASE, "send", role="supervisor", agency=str(town.agency.pk), **to)
    deed(secretary, BASE, "send", role="media", media="Вечерний Алматы", **to)
    body = Sending.objects.get(role="body")
    page = secretary.get(f"{BASE}document/").content.decode()
    assert "answer due on 2 May 2025" in page
    deed(secretary, BASE, f"sending-answer/{body.pk}", on="2025-04-17", answer="Принято")

    document = FinalDocument.objects.get()
    assert (document.present, document.voted_for) == (31, 16)
    assert str(PublicHearing.objects.get().protocol_on) == "2025-04-17"
    steps = secretary.get(f"{BASE}course/").context["guide"]
    assert [step["place"] for step in steps] == ["done"] * 10
    page = visitor.get(OPEN).content.decode()
    assert "Вечерний Алматы" in page
    assert "reasons ru" in page
    for name in ("ru.docx", "kk.pdf"):
        assert visitor.get(f"{OPEN}document/{name}").status_code == 200
    # Nothing but the hearing and those who came was counted.
    assert set(moved(before, figures())) == {
        "control.public_hearings",
        "control.hearing_participants",
    }


@pytest.mark.parametrize("word", ["notice", "materials"])
def test_a_notice_ten_days_before_is_in_time_and_nine_days_are_not(secretary, word):
    planned(secretary, "2025-04-12")
    late = deed(secretary, BASE, word, on="2025-04-03")
    assert late.status_code == 422
    assert "the last day for it was 2 April 2025 (10 calendar days before" in errors(late)["on"][0]
    row = PublicHearing.objects.get()
    assert (row.noticed_on, row.materials_on) == (None, None)

    deed(secretary, BASE, word, on="2025-04-02")
    assert [d for d in (row.noticed_on, row.materials_on) if d] == []
    row.refresh_from_db()
    assert [str(d) for d in (row.noticed_on, row.materials_on) if d] == ["2025-04-02"]


def test_a_late_notice_needs_its_ground_and_everyone_sees_it(secretary, visitor):
    planned(secretary, "2025-04-10")
    said = {"on": "2025-04-03", "exception": "Паводок: решение нужно до сезона"}
    assert deed(secretary, BASE, "notice", **said).status_code == 302

    assert "Паводок" in visitor.get(OPEN).content.decode()
    steps = secretary.get(f"{BASE}course/").context["guide"]
    assert [s["place"] for s in steps if s["what"].startswith("Materials")] == ["done"]


def test_it_is_not_held_without_notice_and_materials(secretary, figures):
    planned(secretary, "2025-04-02")
    before = figures()
    answer = secretary.post(f"{BASE}moves/held/", {"on": "2025-04-02"})

    said = errors(answer)["__all__"][0]
    assert said == "The law asks for more before it can be held: the notice, the materials."
    assert event().status == "planned"
    assert moved(before, figures()) == {}


def test_half_of_the_members_present_is_too_few(town, secretary):
    held(town, secretary)
    deed(secretary, BASE, "draw_up", on="2025-04-17", **TEXTS)

    few = deed(secretary, BASE, "adopt", on="2025-04-17", present="30", voted_for="15")
    assert "15 of 30 are too few: 16 are needed" in errors(few)["voted_for"][0]
    many = deed(secretary, BASE, "adopt", on="2025-04-17", present="30", voted_for="31")
    assert list(errors(many)) == ["voted_for"]
    early = deed(secretary, BASE, "adopt", on="2025-04-16", present="30", voted_for="16")
    assert list(errors(early)) == ["on"]
    assert FinalDocument.objects.get().adopted_on is None


def test_a_document_with_an_empty_part_is_not_adopted(town, secretary):
    held(town, secretary)
    deed(secretary, BASE, "draw_up", on="2025-04-17", facts_ru="Соблюдено")
    answer = deed(secretary, BASE, "adopt", on="2025-04-17", present="30", voted_for="16")

    said = errors(answer)["__all__"][0]
    assert said == "These parts say nothing yet: recommendations, proposals on efficiency, reasons."


def test_an_adopted_text_changes_no_more(town, secretary):
    held(town, secretary)
    deed(secretary, BASE, "draw_up", on="2025-04-17", **TEXTS)
    deed(secretary, BASE, "adopt", on="2025-04-17", present="30", voted_for="16")
    answer = deed(secretary, BASE, "draw_up", on="2025-04-17", **(TEXTS | {"facts_ru": "Другое"}))

    assert answer.status_code == 422
    assert FinalDocument.objects.get().parts.get(kind="facts").text_ru == "facts ru"


def test_it_is_not_published_before_both_have_signed(town, secretary):
    held(town, secretary)
    deed(secretary, BASE, "draw_up", on="2025-04-17", **TEXTS)
    deed(secretary, BASE, "adopt", on="2025-04-17", present="30", voted_for="16")
    assert deed(secretary, BASE, "publish", on="2025-04-17").status_code == 422
    answer = deed(secretary, BASE, "sign", on="2025-04-17", chair="Ахметов Е.")
    assert list(errors(answer)) == ["secretary"]


def test_the_document_is_due_seven_working_days_after_the_end_over_a_holiday(town, secretary):
    told(secretary)
    # To 24 April: seven working days on, with the first of May left out.
    secretary.post(f"{BASE}moves/adjourned/", {"on": "2025-04-03", "to_day": "2025-04-24"})
    later(town.council, 21)
    secretary.post(f"{BASE}moves/held/", {"on": "2025-04-24"})
    page = secretary.get(f"{BASE}course/")
    assert "6 May 2025 is the last day." in page.context["whys"][0]
    assert "1 May 2025" in page.context["whys"][0]
    assert [step["what"] for step in page.context["guide"] if step["late"]] == []

    later(town.council, 13)
    guide = secretary.get(f"{BASE}course/").context["guide"]
    assert [step["what"] for step in guide if step["late"]] == ["Final protocol", "Sent"]


def test_all_who_registered_hear_of_another_day(secretary, visitor):
    told(secretary)
    visitor.post(f"{OPEN}come/", {"name": "Асель", "email": "a@example.kz", "consent": "on"})
    visitor.post(f"{OPEN}come/", {"name": "Без адреса", "consent": "on"})
    too_soon = secretary.post(
        f"{BASE}moves/adjourned/", {"on": "2025-04-03", "to_day": "2025-04-08"}
    )
    assert list(errors(too_soon)) == ["to_day"]
    assert [letter.purpose for letter in Letter.objects.all()] == ["coming.received"]

    said = {"on": "2025-04-03", "to_day": "2025-04-24", "reason": "Зал занят"}
    assert secretary.post(f"{BASE}moves/adjourned/", said).status_code == 302
    letter = Letter.objects.get(purpose="coming.moved")
    assert letter.recipient == "a@example.kz"
    assert "24 April 2025" in letter.text
    assert "Зал занят" in letter.text
    assert str(PublicHearing.objects.get().noticed_on) == "2025-04-03"

    secretary.post(f"{BASE}moves/cancelled/", {"on": "2025-04-03", "reason": "Отозван проект"})
    assert Letter.objects.get(purpose="coming.called_off").recipient == "a@example.kz"


def test_bad_registrations_say_what_is_wrong_and_keep_the_text(secretary, visitor):
    told(secretary)
    answer = visitor.post(f"{OPEN}come/", {"name": "", "email": "кот", "needs": "Пандус"})

    assert answer.status_code == 422
    assert errors(answer) == {
        "name": ["Write your name."],
        "email": ["This is no e-mail address."],
        "consent": ["Without consent nothing can be kept of you."],
    }
    assert answer.context["form"]["needs"].value() == "Пандус"
    assert not Registration.objects.exists()
    asked = visitor.post(f"{OPEN}ask/", {"text": " "})
    assert errors(asked) == {"text": ["Write the question."]}


def test_nobody_registers_for_what_is_over(town, secretary, visitor):
    held(town, secretary)
    answer = visitor.post(f"{OPEN}come/", {"name": "Асель", "consent": "on"})

    assert answer.status_code == 422
    assert not Registration.objects.exists()


def test_names_of_those_who_registered_are_for_secretary_and_chair(secretary, member, visitor):
    told(secretary)
    visitor.post(f"{OPEN}come/", {"name": "Асель", "needs": "Пандус", "consent": "on"})
    for client, sees in ((secretary, True), (member, False)):
        page = client.get(f"{BASE}participants/").content.decode()
        assert ("Асель" in page, "Пандус" in page) == (sees, sees)
    assert deed(member, BASE, "count", people="5").status_code == 403


def test_a_question_set_aside_is_kept_with_its_reason_and_shown_to_nobody(secretary, visitor):
    told(secretary)
    visitor.post(f"{OPEN}ask/", {"text": "Реклама"})
    row = PublicQuestion.objects.get()
    assert list(errors(deed(secretary, BASE, f"publicquestion-set_aside/{row.pk}"))) == ["reason"]
    deed(secretary, BASE, f"publicquestion-set_aside/{row.pk}", reason="Не по теме")

    assert PublicQuestion.objects.get().status == "set_aside"
    assert "Реклама" not in visitor.get(OPEN).content.decode()


def test_a_speech_ends_when_the_next_begins(secretary):
    told(secretary)
    deed(secretary, BASE, "floor", name="Первый")
    deed(secretary, BASE, "floor", name="Второй")
    speeches = secretary.get(f"{BASE}participants/").context["speeches"]

    assert [(s["row"].name, bool(s["row"].ended_at)) for s in speeches] == [
        ("Первый", True),
        ("Второй", False),
    ]


def test_files_of_a_hearing_are_seen_by_everyone(secretary, visitor):
    planned(secretary)
    deed(secretary, BASE, "file", papers=[upload("map.pdf", b"%PDF-1.7 map")])
    found = Attachment.objects.get()

    assert found.public
    handed = visitor.get(f"/files/{found.pk}/")
    assert handed.getvalue() == b"%PDF-1.7 map"
    empty = deed(secretary, BASE, "file")
    assert list(errors(empty)) == ["papers"]
