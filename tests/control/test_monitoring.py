"""A monitoring walked through its pages: consent, checklist, field work, conclusion."""

from datetime import timedelta
from uuid import uuid4

import pytest

from kenes.control.checklists import actions
from kenes.control.checklists.models import Checklist, CheckQuestion, FieldEntry
from kenes.control.checklists.photo import bare
from kenes.control.models import Monitoring
from kenes.control.subjects.models import Subject
from kenes.core import clock
from kenes.core.attachment import Attachment
from kenes.core.refused import Refused
from tests.control.conftest import deed, errors, jpeg, later, moved, upload
from tests.office.test_records import register
from tests.town import NOW

pytestmark = pytest.mark.django_db
BASE = "/office/control/monitorings/2025-0001/"
OPEN = "/en/control/monitorings/2025-0001/"
LIST = f"{BASE}checklist/"
PARTS = ("tasks", "facts", "harm", "recommendations", "proposals", "acts")
TEXTS = {f"{kind}_ru": f"{kind} ru" for kind in PARTS}


def planned(secretary, day="2025-04-03", **more):
    said = {
        "event__title_ru": "Мониторинг поликлиники",
        "event__held_on": day,
        "object_ru": "Поликлиника № 5",
    }
    return register(secretary, "control/monitorings", said | more)


def with_checklist(secretary):
    assert planned(secretary).status_code == 302
    secretary.post(f"{LIST}begin/", {"title_ru": "Доступность"})
    for kind, text in (("yes_no", "Есть пандус?"), ("number", "Мест"), ("photo", "Вход")):
        said = {"section_ru": "Вход", "text_ru": text, "kind": kind}
        assert secretary.post(f"{LIST}add/", said).status_code == 302
    return {row.kind: row for row in CheckQuestion.objects.all()}


def found(questions, **said):
    """What the page of the field work sends."""
    keys = {f"key-{row.pk}": str(uuid4()) for row in questions.values()}
    answers = {f"said-{questions[kind].pk}": value for kind, value in said.items()}
    return {"who": "Ахметов Е.", **keys, **answers}


def test_the_whole_cycle(town, secretary, visitor, figures):
    before = figures()
    questions = with_checklist(secretary)
    deed(secretary, BASE, "purpose", purpose_ru="Доступность", by_control_law="on")
    deed(secretary, BASE, "inform", on="2025-04-01")
    deed(secretary, BASE, "name", name="Ахметов Е.", role="member", head="on")
    person = Subject.objects.get()
    deed(secretary, BASE, f"subject-declare/{person.pk}", conflict="none", on="2025-04-02")
    deed(secretary, BASE, "consent", consent="given", who="Письмо № 12", on="2025-04-02")
    said = found(questions, yes_no="no", number="12.5")
    photo = {f"photo-{questions['photo'].pk}": upload("door.jpg", jpeg())}
    assert secretary.post(f"{LIST}field/", said | photo).status_code == 302
    assert moved(before, figures()) == {}

    secretary.post(f"{BASE}moves/held/", {"on": "2025-04-03"})
    deed(secretary, BASE, "draw_up", on="2025-04-03", **TEXTS)
    deed(secretary, BASE, "adopt", on="2025-04-03")
    deed(secretary, BASE, "publish", on="2025-04-03")
    to = {"role": "body", "agency": str(town.agency.pk), "channel": "email", "on": "2025-04-03"}
    deed(secretary, BASE, "send", **to)
    deed(secretary, BASE, "compare", on="2025-04-03", before_ru="Ступени", after_ru="Пандус")
    secretary.post(
        f"{LIST}publish/", {"entry": list(FieldEntry.objects.values_list("pk", flat=True))}
    )

    assert moved(before, figures()) == {"control.monitorings": 1}
    assert str(Monitoring.objects.get().concluded_on) == "2025-04-03"
    steps = secretary.get(f"{BASE}course/").context["guide"]
    assert [step["what"] for step in steps if step["place"] != "done"] == ["Answers received"]
    page = visitor.get(OPEN).content.decode()
    assert [word in page for word in ("Есть пандус?", "12.5", "harm ru", "Ступени")] == [True] * 4


def test_a_photo_goes_out_without_its_place(secretary, visitor):
    questions = with_checklist(secretary)
    photo = {f"photo-{questions['photo'].pk}": upload("door.jpg", jpeg())}
    secretary.post(f"{LIST}field/", found(questions) | photo)
    entry = FieldEntry.objects.get()
    kept = Attachment.objects.get()
    assert (kept.public, visitor.get(f"/files/{kept.pk}/").status_code) == (False, 404)
    assert b"43.2389N" in kept.path.read_bytes()

    secretary.post(f"{LIST}publish/", {"entry": str(entry.pk)})
    shown = Attachment.objects.get(public=True)
    content = visitor.get(f"/files/{shown.pk}/").getvalue()
    assert b"43.2389N" not in content
    assert content == bare(jpeg(place=b"elsewhere"))
    assert visitor.get(f"/files/{kept.pk}/").status_code == 404


def test_what_is_no_photo_is_refused_and_nothing_is_written(secretary):
    questions = with_checklist(secretary)
    photo = {f"photo-{questions['photo'].pk}": upload("door.jpg", b"%PDF-1.7")}
    answer = secretary.post(f"{LIST}field/", found(questions, yes_no="yes") | photo)

    assert answer.status_code == 422
    assert not FieldEntry.objects.exists()


def test_the_same_entries_sent_twice_are_there_once(secretary):
    questions = with_checklist(secretary)
    said = found(questions, yes_no="yes", number="3")
    for _time in range(2):
        assert secretary.post(f"{LIST}field/", said).status_code == 302
    keys = sorted(str(pk) for pk in FieldEntry.objects.values_list("pk", flat=True))
    assert keys == sorted(said[f"key-{questions[kind].pk}"] for kind in ("yes_no", "number"))

    other = secretary.post(f"{LIST}field/", said | {f"said-{questions['number'].pk}": "4"})
    assert errors(other)["__all__"] == [
        "Another answer came under this key before; this one is not taken."
    ]
    # A part of them that was lost on the way comes with the rest, and the rest is not doubled.
    more = said | {f"key-{questions['number'].pk}": str(uuid4())}
    assert secretary.post(f"{LIST}field/", more).status_code == 302
    assert FieldEntry.objects.count() == 3


def test_a_phone_says_how_long_ago_and_where_it_was_found(secretary, visitor):
    questions = with_checklist(secretary)
    number, photo = questions["number"].pk, questions["photo"].pk
    said = found(questions, yes_no="yes", number="3")
    said |= {f"ago-{number}": "5400", f"latitude-{number}": "43.238900"}
    said |= {f"ago-{photo}": str(10**9), f"photo-{photo}": upload("door.jpg", jpeg())}
    said |= {f"latitude-{photo}": "43.238900", f"longitude-{photo}": "76.889700"}
    answer = secretary.post(f"{LIST}field/", said, headers={"Accept": "application/json"})
    assert answer.json() == {"url": LIST}

    ago = {row.question.kind: NOW - row.found_at for row in FieldEntry.objects.all()}
    hours, longest = timedelta(hours=1, minutes=30), timedelta(days=90)
    assert ago == {"yes_no": timedelta(0), "number": hours, "photo": longest}
    places = FieldEntry.objects.exclude(latitude=None)
    assert [(row.question.kind, float(row.longitude)) for row in places] == [("photo", 76.8897)]
    secretary.post(f"{LIST}publish/", {"entry": [str(row.pk) for row in FieldEntry.objects.all()]})
    assert "76.8" not in visitor.get(OPEN).content.decode()


def test_the_script_of_the_phone_rules_only_the_monitorings(visitor):
    answer = visitor.get("/office/control/monitorings/field-worker.js")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"


def test_a_key_of_another_council_is_not_taken(town, secretary, other):
    questions = with_checklist(secretary)
    row = questions["yes_no"]
    said = {"who": "А", "found_at": "2025-04-03T00:00Z", "yes": True}
    entry = FieldEntry(council=town.council, question=row, **said)
    entry.found_at = town.council.demo_now
    with clock.standing(town.council.demo_now):
        actions.enter([entry], by=town.by)
        strange = FieldEntry(pk=entry.pk, council=other.council, question=row, **said)
        with pytest.raises(Refused):
            actions.enter([strange], by=town.by)
    assert FieldEntry.objects.count() == 1


def test_an_object_is_not_monitored_again_within_six_months(secretary, town):
    assert planned(secretary, "2025-02-03", state="held").status_code == 302
    again = planned(secretary, "2025-08-01", object_ru="поликлиника № 5")
    said = errors(again)["object_ru"][0]
    assert "This object was monitored on 3 February 2025 (2025-0001)" in said
    assert "until 4 August 2025" in said
    assert Monitoring.objects.count() == 1

    assert planned(secretary, "2025-08-05").status_code == 302
    assert planned(secretary, "2025-07-01", object_ru="Другая").status_code == 302
    agreed = planned(secretary, "2025-07-02", repeat_ground="Письмо № 7")
    assert agreed.status_code == 302


def test_nobody_goes_where_the_object_declined(secretary):
    questions = with_checklist(secretary)
    nobody = deed(secretary, BASE, "consent", consent="refused", on="2025-04-02")
    assert list(errors(nobody)) == ["who"]
    deed(secretary, BASE, "consent", consent="refused", who="Письмо", on="2025-04-02")

    answer = secretary.post(f"{LIST}field/", found(questions, yes_no="yes"))
    assert errors(answer)["__all__"] == ["The object did not agree to a visit."]
    held = secretary.post(f"{BASE}moves/held/", {"on": "2025-04-03"})
    assert errors(held)["__all__"] == ["The object did not agree to a visit."]


def test_a_group_under_the_control_law_has_five_people_at_most(secretary):
    planned(secretary)
    deed(secretary, BASE, "purpose", purpose_ru="Доступность", by_control_law="on")
    for at in range(5):
        assert deed(secretary, BASE, "name", name=f"Член {at}", role="member").status_code == 302
    sixth = deed(secretary, BASE, "name", name="Шестой", role="citizen")
    assert "at most 5 people" in errors(sixth)["__all__"][0]
    twice = deed(secretary, BASE, "name", name="член 1", role="member")
    assert list(errors(twice)) == ["name"]
    assert Subject.objects.count() == 5


def test_a_checklist_begins_from_a_pattern(secretary):
    with_checklist(secretary)
    secretary.post(f"{LIST}keep/")
    pattern = Checklist.objects.get(monitoring=None)
    planned(secretary, object_ru="Школа № 9")
    here = "/office/control/monitorings/2025-0002/checklist/"
    secretary.post(f"{here}begin/", {"pattern": str(pattern.pk)})

    new = Checklist.objects.get(monitoring__number="2025-0002")
    assert new.title_ru == "Доступность"
    assert [row.text_ru for row in new.questions.all()] == ["Есть пандус?", "Мест", "Вход"]


def test_an_answered_question_stays(secretary):
    questions = with_checklist(secretary)
    secretary.post(f"{LIST}field/", found(questions, yes_no="yes"))
    for kind in ("yes_no", "number"):
        secretary.post(f"{LIST}questions/{questions[kind].pk}/drop/")
    live = set(CheckQuestion.objects.live().values_list("kind", flat=True))
    assert live == {"yes_no", "photo"}


def test_the_day_of_the_conclusion_runs_over_the_holidays_of_may(town, secretary):
    with_checklist(secretary)
    deed(secretary, BASE, "inform", on="2025-04-03")
    later(town.council, 26)
    secretary.post(f"{BASE}moves/held/", {"on": "2025-04-29"})
    why = secretary.get(f"{BASE}course/").context["whys"][0]
    # 1, 7 and 9 May are holidays, and no exchange falls among these days.
    assert "is the last day." in why
    assert "1 May 2025" in why
    desk = secretary.get("/office/").content.decode()
    assert "Conclusion" in desk
