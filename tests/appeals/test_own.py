"""What a person does on the page of their own appeal, and what the council makes of it."""

import pytest
from django.test import Client

from kenes.appeals.messages.models import PersonMessage
from kenes.appeals.models import Appeal
from kenes.core.journal import Entry, Payload
from tests.appeals.conftest import stand_still
from tests.appeals.test_portal import TRACK, closed, followed, sent

pytestmark = pytest.mark.django_db
MESSAGES = "/office/appeals/2025-0001/messages/"


def asked(visitor, said, text="Краски нет."):
    return followed(visitor, said, deed="reopen", text=text)


def test_the_verdict_has_two_questions(town, visitor, secretary):
    said = sent(visitor, town).context
    closed(secretary, "2025-0001", "explained", answer="Есть план.")
    own = followed(visitor, said, deed="verdict", verdict="not_solved", merits="no", text="Так.")
    assert own.context["unsolved"]
    row = Appeal.objects.get()
    assert (row.verdict, row.merits, row.verdict_text) == ("not_solved", "no", "Так.")
    wrong = followed(visitor, said, deed="verdict", verdict="solved", merits="x", text="Слова")
    assert wrong.status_code == 422
    assert wrong.context["error"] == "Выберите, каким был ответ."
    assert "Слова" in wrong.content.decode()
    assert "a formal reply" in secretary.get("/office/appeals/2025-0001/").content.decode()


def test_a_network_that_guesses_codes_is_stopped_for_the_hour(town, visitor, settings):
    settings.KENES_WRONG_CODES_AN_HOUR = 2
    said = sent(visitor, town).context
    number, wrong = said["appeal"].number, "2222-2222-2222"
    # Whoever has the code is never counted.
    for _time in range(3):
        assert followed(visitor, said).status_code == 200
    assert visitor.post(TRACK, {"number": number, "code": wrong}).status_code == 422
    assert visitor.post(f"{TRACK}data/", {"number": number, "code": wrong}).status_code == 422
    for answer in (
        visitor.post(TRACK, {"number": number, "code": wrong}),
        visitor.post(f"{TRACK}data/", {"number": number, "code": said["code"]}),
        followed(visitor, said),
    ):
        assert answer.status_code == 429
        page = answer.content.decode()
        assert "Попробуйте ещё раз через час." in page
        assert number in page
    body = {"number": number, "code": said["code"]}
    told = visitor.post("/api/v1/appeals/track", body, content_type="application/json")
    assert (told.status_code, told["Retry-After"]) == (429, "3600")
    far = Client(HTTP_HOST="almaty.localhost", REMOTE_ADDR="203.0.113.7")
    assert followed(far, said).status_code == 200
    stand_still(town, 2025, 4, 3, 6, 0)
    assert followed(visitor, said).status_code == 200


def test_not_solved_leads_to_reopening(town, visitor, secretary):
    said = sent(visitor, town).context
    early = asked(visitor, said)
    assert (early.status_code, early.context["error"]) == (422, "Ответа ещё нет.")
    closed(secretary, "2025-0001", "resolved", answer="Сделано.")
    assert asked(visitor, said).context["asked_to_reopen"]
    assert asked(visitor, said).status_code == 422
    assert MESSAGES in secretary.get("/office/").content.decode()
    shown = secretary.get(MESSAGES)
    assert "Краски нет." in shown.content.decode()
    assert Entry.objects.filter(verb="applicant.seen").count() == 1
    [deed, _leave] = shown.context["told"][0]["deeds"]
    done = secretary.post(deed["url"], {"on": "2025-04-03", "reason": ""})
    assert done.status_code == 302
    assert Appeal.objects.get().status == "in_work"
    assert PersonMessage.objects.get().status == "read"
    assert MESSAGES not in secretary.get("/office/").content.decode()


def test_the_council_leaves_it_closed_with_a_reason(town, visitor, secretary):
    said = sent(visitor, town).context
    closed(secretary, "2025-0001", "resolved", answer="Сделано.")
    asked(visitor, said)
    url = f"{MESSAGES}{PersonMessage.objects.get().pk}/leave/"
    silent = secretary.post(url, {"reason": ""})
    assert list(silent.context["form"].errors) == ["reason"]
    assert secretary.post(url, {"reason": "Проверено на месте."}).status_code == 302
    assert Appeal.objects.get().status == "resolved"
    # And the person may ask once more.
    assert asked(visitor, said).status_code == 200


def test_a_message_is_sealed_and_read_by_the_council_alone(town, visitor, secretary, member):
    said = sent(visitor, town).context
    own = followed(visitor, said, deed="message", text="Ещё и фонарь не горит.")
    assert "Ещё и фонарь не горит." in own.content.decode()
    words = " ".join(str(each.said) for each in Payload.objects.all())
    assert "фонарь" not in words
    assert member.get(MESSAGES).status_code == 403
    assert "фонарь" not in secretary.get("/office/appeals/2025-0001/").content.decode()
    [deed] = secretary.get(MESSAGES).context["told"][0]["deeds"]
    assert secretary.post(deed["url"], {}).status_code == 302
    assert PersonMessage.objects.get().status == "read"


def test_an_empty_message_and_a_sixth_are_refused(town, visitor):
    said = sent(visitor, town).context
    empty = followed(visitor, said, deed="message", text="  ")
    assert empty.context["error"] == "Напишите, что вы хотите сказать."
    for at in range(5):
        assert followed(visitor, said, deed="message", text=f"Слово {at}").status_code == 200
    sixth = followed(visitor, said, deed="message", text="Шестое")
    assert sixth.context["error"] == "На сегодня достаточно. Напишите снова завтра."
    assert "Шестое" in sixth.content.decode()
    assert PersonMessage.objects.count() == 5


def test_nonsense_on_the_page_does_nothing(town, visitor):
    said = sent(visitor, town).context
    assert followed(visitor, said, deed="x").status_code == 200
    assert followed(visitor, said, deed="take_back").status_code == 200
    assert PersonMessage.objects.count() == 0


@pytest.mark.parametrize(("deed", "most"), [("message", 5_000), ("verdict", 2_000)])
def test_words_too_many_to_be_kept_are_refused_and_stand_there(
    town, visitor, secretary, deed, most
):
    said = sent(visitor, town).context
    closed(secretary, "2025-0001", "resolved", answer="Сделано.")
    long = "а" * (most + 1)
    refused = followed(visitor, said, deed=deed, verdict="solved", text=long)
    assert refused.status_code == 422
    assert refused.context["error"] == f"Не больше {most} знаков."
    assert long in refused.content.decode()
    assert followed(visitor, said, deed=deed, verdict="solved", text=long[1:]).context["thanks"]
