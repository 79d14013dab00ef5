"""An appeal that holds several questions: each has its outcome, and the appeal follows them."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from kenes.appeals import actions as appeals
from kenes.appeals.matters import actions
from kenes.appeals.matters.models import Matter, outcome
from kenes.appeals.models import Appeal
from kenes.core import clock
from kenes.core.letter import Letter
from kenes.core.refused import Refused
from tests.appeals.conftest import received
from tests.figures import only
from tests.town import DAY, NOW, signed_in

pytestmark = pytest.mark.django_db
OUTCOMES = ("resolved", "explained", "refused")
TAKES = r"SELECT kenes_appeal\.id AS \w+ FROM kenes_appeal WHERE kenes_appeal\.id IN "
WRITES_MATTER = r"(?:UPDATE|INSERT INTO) kenes_matter "


@pytest.fixture(autouse=True)
def _now():
    with clock.standing(NOW), override("en"):
        yield


def asked(row, question, **more):
    with transaction.atomic():
        matter = Matter(appeal=row, question=question, **more)
        return actions.tell_apart(matter, on=DAY, by=row.by)


def closed(matter, how, answer="Ответ.", on=DAY):
    actions.close(matter, how, answer=answer, on=on, by=matter.appeal.by)


def test_the_appeal_is_closed_with_the_last_of_its_questions(town):
    row = received(town)
    first, second = asked(row, "Где переход?"), asked(row, "Когда ремонт?", agency=town.agency)
    assert (first.ordinal, second.ordinal) == (1, 2)
    closed(first, "resolved", "Переход нарисован.")
    row.refresh_from_db()
    assert row.status == "registered"
    assert not Letter.objects.filter(purpose="appeal.answered").exists()
    moved = {"in_work": -1, "late": -1, "explained": 1, "in_time": 1}
    with only(town.council, **{f"appeals__{name}": by for name, by in moved.items()}):
        closed(second, "explained", "Ремонт в июне.")
    row.refresh_from_db()
    assert (row.status, row.status_on) == ("explained", DAY)
    assert row.answer == (
        "1. Где переход?\nРешено. Переход нарисован.\n\n"
        "2. Когда ремонт?\nРазъяснено. Ремонт в июне."
    )
    [letter] = Letter.objects.filter(purpose="appeal.answered")
    assert row.answer in letter.text


def test_a_question_opened_anew_opens_the_appeal(town):
    row = received(town)
    first, second = asked(row, "Один"), asked(row, "Два")
    for each in (first, second):
        closed(each, "resolved")
    with only(town.council, appeals__in_work=1, appeals__resolved=-1):
        actions.reopen(first, on=DAY, reason="жалоба", by=town.by)
    row.refresh_from_db()
    second.refresh_from_db()
    assert (row.status, second.status) == ("in_work", "resolved")
    closed(first, "refused")
    row.refresh_from_db()
    assert row.status == "refused"


def test_a_question_opened_while_a_colleague_closes_the_last_opens_the_appeal(town):
    row = received(town)
    first, second = asked(row, "Один"), asked(row, "Два")
    closed(first, "resolved")
    # Both pages were open; the other question was answered first.
    mine = Matter.objects.select_related("appeal").get(pk=first.pk)
    closed(second, "resolved")
    actions.reopen(mine, on=DAY, reason="жалоба", by=town.by)
    row.refresh_from_db()
    assert row.status == "in_work"


def test_the_appeal_is_taken_before_any_of_its_questions(town):
    """Whoever took a question first, and then the appeal, would wait for one who did otherwise."""
    row = received(town)
    first, second, third = (asked(row, each) for each in ("Один", "Два", "Три"))
    for act in (
        lambda: closed(first, "resolved"),
        lambda: actions.reopen(first, on=DAY, reason="жалоба", by=town.by),
        lambda: actions.strike(second, reason="повтор", on=DAY, by=town.by),
        lambda: asked(row, "Четыре"),
    ):
        with CaptureQueriesContext(connection) as queries:
            act()
        said = [each["sql"].replace('"', "") for each in queries]
        takes = next(at for at, sql in enumerate(said) if re.match(TAKES, sql))
        writes = next(at for at, sql in enumerate(said) if re.match(WRITES_MATTER, sql))
        assert takes < writes
        assert connection.vendor == "sqlite" or "FOR UPDATE" in said[takes]
    assert third.status == "open"


def test_an_appeal_opened_anew_opens_all_its_questions(town):
    row = received(town)
    for each in (asked(row, "Один"), asked(row, "Два")):
        closed(each, "resolved")
    row.refresh_from_db()
    appeals.reopen([row], on=DAY, by=town.by, reason="жалоба")
    assert set(row.matters.values_list("status", flat=True)) == {"open"}


def test_a_question_struck_by_mistake_leaves_the_appeal_to_the_others(town):
    row = received(town)
    first, second = asked(row, "Один"), asked(row, "Два")
    closed(first, "resolved", "Сделано.")
    actions.strike(second, reason="повтор", on=DAY, by=town.by)
    row.refresh_from_db()
    # One question is left, so its answer is the answer.
    assert (row.status, row.answer) == ("resolved", "Сделано.")
    appeals.reopen([row], on=DAY, by=town.by, reason="жалоба")
    assert asked(row, "Три").ordinal == 3


@pytest.mark.parametrize("verb", [appeals.resolve, appeals.explain, appeals.refuse])
def test_as_a_whole_it_is_not_answered(town, verb):
    row = received(town)
    asked(row, "Один")
    with pytest.raises(Refused, match="It holds several questions: each gets an outcome"):
        verb([row], on=DAY, by=town.by)


def test_refusals(town):
    row = received(town)
    matter = asked(row, "Один")
    with pytest.raises(Refused, match="Write what the person is told"):
        closed(matter, "resolved", " ")
    with pytest.raises(Refused, match="Say what is asked"):
        asked(row, " ")
    with pytest.raises(Refused, match="cannot become"):
        actions.reopen(matter, on=DAY, reason="", by=town.by)
    closed(matter, "resolved")
    with pytest.raises(Refused, match="reopen it first"):
        actions.put_right(matter, question="Другое", by=town.by)
    row.refresh_from_db()
    with pytest.raises(Refused, match="The appeal is not in work"):
        asked(row, "Два")


@given(st.lists(st.sampled_from(["open", *OUTCOMES]), max_size=6))
def test_the_least_favourable_decides(statuses):
    found = outcome(statuses)
    if not statuses or "open" in statuses:
        assert found == ""
    elif "refused" in statuses:
        assert found == "refused"
    else:
        assert found == ("explained" if "explained" in statuses else "resolved")


def test_the_leaves_stay_whole_whatever_becomes_of_the_questions(town):
    row = received(town)
    matters = [asked(row, name) for name in ("Один", "Два", "Три")]
    day = DAY
    for matter, how in zip(matters, OUTCOMES, strict=True):
        day += timedelta(days=1)
        closed(matter, how, on=day)
        stands = Appeal.objects.values_list("status", flat=True).get()
        assert stands == ("refused" if matter is matters[-1] else "registered")
    row.refresh_from_db()
    assert row.status_on == date(2025, 4, 6)


def test_in_the_office_and_on_the_page_of_the_person(town, secretary, visitor):
    row = received(town, text="Где переход? Когда ремонт?")
    page = f"/office/appeals/{row.number}/questions/"
    assert secretary.get(page).context["questions"] == []
    for question in ("Где переход?", "Когда ремонт?"):
        said = {"on": "2025-04-03", "question": question, "topic": str(town.topic.pk)}
        assert secretary.post(f"{page}matters/add/", said).status_code == 302
    shown = secretary.get(page).context
    assert [each["row"].question for each in shown["questions"]] == [
        "Где переход?",
        "Когда ремонт?",
    ]
    # As a whole it is answered no more: neither here nor on the record.
    assert shown["answers"] == []
    card = secretary.get(f"/office/appeals/{row.number}/").context
    assert [str(move["label"]) for move in card["moves"] if "resolved" in move["url"]] == []
    for ordinal, how in ((1, "resolved"), (2, "explained")):
        url = f"/office/appeals/{row.number}/matters/{ordinal}/moves/{how}/"
        empty = secretary.post(url, {"on": "2025-04-03", "answer": ""})
        assert empty.status_code == 422
        answer = secretary.post(url, {"on": "2025-04-03", "answer": f"Ответ {ordinal}."})
        assert (answer.status_code, answer.url) == (302, page)
    own = visitor.post("/ru/appeals/track/", {"number": row.number, "code": row.code}).context
    assert [(each["row"].answer, each["state"]["label"]) for each in own["matters"]] == [
        ("Ответ 1.", "решено"),
        ("Ответ 2.", "разъяснено"),
    ]


def test_the_pages_are_for_whom_may_see_the_person(town, secretary):
    row = received(town)
    asked(row, "Один")
    member = signed_in(town, "member")
    for page in ("questions", "letters"):
        assert member.get(f"/office/appeals/{row.number}/{page}/").status_code == 403
        assert secretary.get(f"/office/appeals/{row.number}/{page}/").status_code == 200
    assert member.get(f"/office/appeals/{row.number}/").context["tabs"] == []


def test_two_questions_of_one_topic_are_told_apart_by_their_first_words(town):
    row = received(town)
    lines = "Где  переход\nу школы? " + "Дети идут по дороге. " * 9
    asked(row, lines, topic=town.topic)
    for n in range(2, 12):
        asked(row, f"Вопрос {n}", topic=town.topic)
    answer = signed_in(town, "secretary").get(f"/office/appeals/{row.number}/letters/ask/")
    words = [str(label) for _value, label in answer.context["form"].fields["matter"].choices]
    assert words[:2] == ["—", "1. Где переход у школы? Дети идут по дороге. Дети идут по доро…"]
    assert words[-2:] == ["10. Вопрос 10", "11. Вопрос 11"]
