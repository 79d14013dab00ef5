"""Questions of members and residents: only what was let through is seen, and only its text."""

from datetime import date

import pytest

from kenes.core import clock
from kenes.core.journal import Entry
from kenes.core.refused import Refused
from kenes.hearings import actions as hearings
from kenes.hearings.questions import actions
from kenes.hearings.questions.models import HearingQuestion
from tests.hearings.conftest import planned
from tests.town import NOW

D = date
pytestmark = pytest.mark.django_db


@pytest.fixture
def hearing(town):
    return planned(town, D(2025, 4, 24))


def resident(hearing, text="Когда?", **more):
    return HearingQuestion(hearing=hearing, source="resident", text=text, language="ru", **more)


def ask(hearing, by, text="Когда?", **more):
    with clock.standing(NOW):
        return actions.ask(resident(hearing, text, **more), by=by)


def test_a_name_is_sealed_and_told_to_the_secretary_alone(town, hearing, secretary, member):
    asked = ask(hearing, town.by, name="Асель Нурлан")
    with clock.standing(NOW):
        actions.let_through(asked, by=town.by)
    url = f"/office/hearings/{hearing.number}/questions/"
    assert "Асель" in secretary.get(url).content.decode()
    assert "Асель" not in member.get(url).content.decode()
    said = [str(e.payload.said) for e in Entry.objects.filter(row_id=asked.pk)]
    assert not any("Асель" in each for each in said)


def test_what_nobody_read_is_seen_by_the_secretary_alone(town, hearing, secretary, member):
    ask(hearing, town.by)
    url = f"/office/hearings/{hearing.number}/questions/"
    seen = [len(client.get(url).context["questions"]) for client in (secretary, member)]
    assert seen == [1, 0]


def test_setting_aside_asks_for_the_reason(town, hearing):
    asked = ask(hearing, town.by)
    with clock.standing(NOW), pytest.raises(Refused) as refused:
        actions.set_aside(asked, reason=" ", by=town.by)
    assert refused.value.field == "reason"


def test_the_same_question_is_asked_once(town, hearing):
    ask(hearing, town.by, "Когда починят мост?")
    with pytest.raises(Refused):
        ask(hearing, town.by, "когда  починят МОСТ?")
    assert HearingQuestion.objects.count() == 1


def test_a_flood_is_stopped_and_the_text_is_kept(town, hearing, visitor, monkeypatch):
    monkeypatch.setattr(actions, "WAITING", 1)
    url = f"/en/hearings/{hearing.number}/ask/"
    assert visitor.post(url, {"text": "Первый?"}).context["asked"]
    answer = visitor.post(url, {"text": "Второй?"})
    assert answer.status_code == 422
    assert "Второй?" in answer.content.decode()
    assert HearingQuestion.objects.count() == 1


def test_an_empty_question_is_refused_beside_its_field(hearing, visitor):
    answer = visitor.post(f"/en/hearings/{hearing.number}/ask/", {"text": "  "})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["text"]


def test_nothing_is_asked_of_a_report_that_was_called_off(town, hearing, visitor):
    with clock.standing(NOW):
        hearings.cancel(hearing, on=D(2025, 4, 3), by=town.by)
    url = f"/en/hearings/{hearing.number}/ask/"
    assert not visitor.get(url).context["open"]
    assert visitor.post(url, {"text": "Когда?"}).status_code == 422
    assert HearingQuestion.objects.count() == 0


def test_an_answer_may_be_taken_back(town, hearing):
    asked = ask(hearing, town.by)
    with clock.standing(NOW):
        actions.let_through(asked, by=town.by)
        said = {"answer": "В мае.", "answer_language": "ru"}
        actions.answer(asked, on=D(2025, 4, 3), by=town.by, **said)
        actions.take_back(asked, by=town.by)
    asked.refresh_from_db()
    assert (asked.status, asked.answer, asked.answered_on) == ("through", "", None)


def test_a_member_without_a_person_is_told_so(town, hearing, signed_in_member):
    answer = signed_in_member.get(f"/office/hearings/{hearing.number}/questions/ask/")
    assert answer.status_code in (400, 409, 422)


@pytest.fixture
def signed_in_member(town):
    from tests.town import signed_in

    return signed_in(town, "member")


def test_a_visitor_reaches_no_other_councils_hearing(hearing, visitor):
    url = f"/en/hearings/{hearing.number}/ask/"
    assert visitor.get(url, HTTP_HOST="almaty.localhost").status_code == 200
    assert visitor.get("/en/hearings/2031-0001/ask/").status_code == 404
