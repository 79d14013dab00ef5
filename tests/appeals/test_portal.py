"""A person writes on the portal, follows by number and code, and says what came of it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from kenes.appeals.deadline import term
from kenes.appeals.indicators import RECEIVED
from kenes.appeals.models import Appeal
from kenes.appeals.tracking import code_of, opens
from kenes.appeals.verdicts import actions as verdicts
from kenes.core import clock
from kenes.core.access import console
from kenes.core.attachment import Attachment
from kenes.core.journal import Payload
from kenes.core.letter import Letter
from kenes.core.period import Period, Scope
from kenes.norms import calendar
from tests.appeals.conftest import appeal, stand_still
from tests.figures import only

pytestmark = pytest.mark.django_db
NEW, TRACK = "/ru/appeals/new/", "/ru/appeals/track/"
PHOTO = b"\xff\xd8\xff" + b"0" * 100


def sent(visitor, town, **more):
    answer = visitor.post(NEW, appeal(town, **more))
    assert answer.status_code == 200, answer.context["form"].errors
    return answer


def followed(visitor, said, **more):
    return visitor.post(TRACK, {"number": said["appeal"].number, "code": said["code"], **more})


def letters(purpose):
    return list(Letter.objects.filter(purpose=purpose).order_by("posted_at"))


def closed(secretary, number, status, **more):
    said = {"on": "2025-04-03", **more}
    answer = secretary.post(f"/office/appeals/{number}/moves/{status}/", said)
    assert answer.status_code == 302, answer.context["form"].errors


def test_from_the_form_to_the_verdict(town, visitor, secretary):
    said = {"received": 1, "considered": 1, "in_work": 1, "late": 1}
    with only(town.council, **{f"appeals__{name}": by for name, by in said.items()}):
        said = sent(visitor, town).context
    row = Appeal.objects.get()
    assert (row.number, row.channel, row.status) == ("2025-0001", "portal", "registered")
    assert (row.text, row.applicant.name) == ("У школы № 12 нет перехода.", "Сейткали Айгуль")
    assert said["due"] == "24 апреля 2025 г."
    [receipt] = letters("appeal.received")
    assert receipt.recipient == "aigul@example.kz"
    assert said["code"] in receipt.text
    assert row.number in receipt.text

    own = followed(visitor, said)
    assert own.context["stands"]["label"] == "зарегистрировано"
    assert not own.context["judged"]
    closed(secretary, row.number, "resolved", answer="Переход нарисован.")
    own = followed(visitor, said)
    assert "Переход нарисован." in own.content.decode()
    [answered] = letters("appeal.answered")
    assert "Переход нарисован." in answered.text

    judged = followed(visitor, said, deed="verdict", verdict="not_solved", text="Краски нет.")
    assert judged.context["thanks"]
    row.refresh_from_db()
    assert (row.verdict, row.verdict_text) == ("not_solved", "Краски нет.")
    # Closed is not the same as fixed, but only the council opens it anew.
    assert row.status == "resolved"

    # The office sees the verdict on the card, and what was written where each look is remembered.
    card = secretary.get(f"/office/appeals/{row.number}/").content.decode()
    assert "nothing has changed" in card
    assert "Краски нет." not in card
    look = secretary.post(f"/office/appeals/{row.number}/applicant/")
    seen = [fact["value"] for fact in look.context["facts"]]
    assert seen[1:] == [
        "Сейткали Айгуль",
        "aigul@example.kz",
        "У школы № 12 нет перехода.",
        "ул. Абая, 10",
        "Переход нарисован.",
        "Краски нет.",
    ]


def test_the_public_page_tells_nothing_of_the_person(town, visitor):
    said = sent(visitor, town, contact="+7 700", address="ул. Мира, 3").context
    page = visitor.get(f"/ru/appeals/{said['appeal'].number}/").content.decode()
    secrets = ("Сейткали", "example.kz", "+7 700", "Мира", "Абая", "перехода", said["code"])
    assert [each for each in secrets if each in page] == []
    entries = " ".join(str(each.said) for each in Payload.objects.all())
    assert [each for each in secrets if each in entries] == []


def test_a_form_sent_twice_is_one_appeal(town, visitor):
    key = str(uuid4())
    first, second = (sent(visitor, town, key=key).context for _ in range(2))
    assert (first["appeal"].number, first["code"]) == (second["appeal"].number, second["code"])
    assert Appeal.objects.count() == 1
    assert len(letters("appeal.received")) == 1


def test_what_comes_after_hours_is_registered_on_the_next_working_day(town, visitor):
    # Friday, half past eight in the evening; Monday is the day of registration (APPC 64(3)).
    stand_still(town, 2025, 4, 4, 15, 30)
    said = sent(visitor, town).context
    row = said["appeal"]
    assert (row.received_on, row.registered_on) == (date(2025, 4, 4), date(2025, 4, 7))
    assert said["due"] == "28 апреля 2025 г."
    assert said["registered"] == "7 апреля 2025 г."


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        ("application", date(2025, 4, 24)),
        ("report", date(2025, 4, 24)),
        ("proposal", date(2025, 4, 24)),
        ("response", date(2025, 4, 24)),
        # 1, 7 and 9 May are off; 20 working days after 3 April end on 2 May all the same.
        ("complaint", date(2025, 5, 2)),
        ("request", date(2025, 4, 18)),
    ],
)
def test_each_kind_has_its_term(town, visitor, kind, due):
    row = sent(visitor, town, kind=kind).context["appeal"]
    assert term(row, calendar.load()).due_on == due


def test_bad_input_says_what_is_wrong_and_keeps_the_text(town, visitor):
    said = {"text": "", "topic": "", "email": "нет", "place": "У моста"}
    answer = visitor.post(NEW, appeal(town, **said))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"text", "email"}
    assert "У моста" in answer.content.decode()
    assert Appeal.objects.count() == 0
    long = visitor.post(NEW, appeal(town, text="а" * 30_001))
    assert set(long.context["form"].errors) == {"text"}
    foreign = visitor.post(NEW, appeal(town, topic=str(uuid4()), key="x"))
    assert set(foreign.context["form"].errors) == {"topic", "key"}


def test_the_topic_may_be_left_to_the_council(town, visitor, secretary):
    page = visitor.get(NEW).content.decode()
    assert "Не знаю, тему выберет совет" in page
    context = sent(visitor, town, topic="").context
    row = context["appeal"]
    assert (row.topic, row.status) == (None, "registered")
    assert row.number in followed(visitor, context).content.decode()
    sent(visitor, town)
    # The figure by topic is still the whole of it.
    scope = Scope(town.council, Period(date(2025, 4, 1), date(2025, 4, 30)), date(2025, 4, 3))
    parts = RECEIVED.breakdown(scope, "topic")
    assert [(each.key, each.value) for each in parts] == [(town.topic.code, 1), ("", 1)]
    assert sum(each.value for each in parts) == RECEIVED.value(scope)
    # The clerk chooses one before it is answered.
    here = f"/office/appeals/{row.number}/"
    assert secretary.get(here).status_code == 200
    said = {"on": "2025-04-03", "answer": "Сделано."}
    answer = secretary.post(f"{here}moves/explained/", said)
    assert "Choose the topic of the appeal first" in answer.content.decode()
    row.refresh_from_db()
    assert row.status == "registered"


def test_a_group_says_how_many_signed_and_names_who_represents_it(town, visitor, secretary):
    sent(visitor, town, who="group", signed="214")
    row = Appeal.objects.get()
    assert (row.applicant.kind, row.applicant.signed) == ("group", 214)
    look = secretary.post(f"/office/appeals/{row.number}/applicant/")
    assert {"name": "How many signed", "value": "214"} in look.context["facts"]
    for wrong in ({"who": "group", "signed": "1"}, {"who": "person", "signed": "5"}):
        answer = visitor.post(NEW, appeal(town, **wrong))
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["signed"])
    for wrong in ("x", "-3", "9" * 30):
        answer = visitor.post(NEW, appeal(town, who="group", signed=wrong))
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["signed"])
    assert Appeal.objects.count() == 1
    # Without its number, and without a name, a group is taken like anyone.
    sent(visitor, town, who="group")
    sent(visitor, town, who="group", signed="3", name="")
    rows = Appeal.objects.order_by("number").values_list("applicant__kind", "applicant__signed")
    assert list(rows) == [("group", 214), ("group", None), ("anonymous", 3)]


def test_photos_are_kept_for_the_office_alone(town, visitor):
    photo = SimpleUploadedFile("яма.jpg", PHOTO)
    sent(visitor, town, photos=[photo])
    file = Attachment.objects.get()
    assert (file.name, file.public) == ("яма.jpg", False)
    assert visitor.get(file.get_absolute_url()).status_code == 404
    program = SimpleUploadedFile("a.exe", b"MZ")
    answer = visitor.post(NEW, appeal(town, photos=[program]))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["photos"]
    # Nothing is half-written: neither the appeal nor its letter.
    assert Appeal.objects.count() == 1
    assert len(letters("appeal.received")) == 1


def test_without_a_name_it_is_taken_as_anonymous(town, visitor):
    row = sent(visitor, town, name="", email="").context["appeal"]
    assert row.applicant_kind_then == "anonymous"
    assert letters("appeal.received") == []


def test_a_wrong_code_opens_nothing(town, other, visitor):
    said = sent(visitor, town).context
    for number, code in (
        (said["appeal"].number, "AAAA-BBBB-CCCC"),
        ("2025-0002", said["code"]),
        (said["appeal"].number, ""),
        ("", ""),
    ):
        answer = visitor.post(TRACK, {"number": number, "code": code})
        assert answer.status_code == 422
        assert "appeal" not in answer.context
    lower = said["code"].lower().replace("-", " ")
    assert visitor.post(TRACK, {"number": "2025-0001", "code": lower}).status_code == 200
    stranger = visitor.post(
        TRACK, {"number": "2025-0001", "code": said["code"]}, headers={"host": "kokshe.localhost"}
    )
    assert stranger.status_code == 422


def test_nobody_judges_what_is_not_answered(town, visitor, secretary):
    said = sent(visitor, town).context
    assert (
        followed(visitor, said, deed="verdict", verdict="solved").context["error"]
        == "Ответа ещё нет."
    )
    closed(secretary, "2025-0001", "explained", answer="Переход в плане.")
    unknown = followed(visitor, said, deed="verdict", verdict="x").context["error"]
    assert unknown == "Выберите, чем всё кончилось."
    assert Appeal.objects.get().verdict == ""


def test_the_person_is_asked_once_two_weeks_after_the_answer(town, visitor, secretary):
    sent(visitor, town)
    sent(visitor, town, email="")
    for number in ("2025-0001", "2025-0002"):
        closed(secretary, number, "resolved", answer="Сделано.")

    def asked(days):
        with clock.standing(stand_still(town, 2025, 4, 3, 5) + timedelta(days=days)):
            return verdicts.ask(town.council, clock.today(), by=console())

    assert [asked(13), asked(14), asked(14), asked(15)] == [0, 1, 0, 0]
    assert len(letters("appeal.verdict")) == 1


@given(st.uuids(version=4), st.uuids(version=4))
def test_each_appeal_has_a_code_of_its_own(one, two):
    first, second = Appeal(pk=one), Appeal(pk=two)
    assert opens(first, code_of(first))
    assert opens(first, code_of(second)) == (one == two)


def test_the_key_of_a_row_fetches_no_receipt(town, visitor):
    """The key of a row stands in the addresses of lists, so it must open nothing."""
    sent(visitor, town)
    known = Appeal.objects.get()
    said = sent(visitor, town, key=str(known.pk), text="Чужой текст.", name="", email="").context
    assert said["appeal"].number == "2025-0002"
    assert said["code"] != code_of(known)


def test_the_same_key_in_two_councils_is_two_appeals(town, other, visitor):
    key = str(uuid4())
    sent(visitor, town, key=key)
    there = visitor.post(NEW, appeal(other, key=key), headers={"host": "kokshe.localhost"})
    assert there.status_code == 200
    assert Appeal.objects.count() == 2
