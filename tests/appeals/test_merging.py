"""Appeals merged into another one: their authors are told, answered, asked, and never lost."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kenes.appeals import actions
from kenes.appeals.answers.models import AnswerTemplate
from kenes.appeals.erasure import actions as erasure
from kenes.appeals.matters import actions as matters
from kenes.appeals.matters.models import Matter
from kenes.appeals.merging import actions as merging
from kenes.appeals.merging.together import merged_into
from kenes.appeals.messages.models import PersonMessage
from kenes.appeals.models import Appeal
from kenes.appeals.verdicts import actions as verdicts
from kenes.core import clock
from kenes.core.access import console
from kenes.core.journal import Entry
from kenes.core.link import Link
from kenes.core.refused import Refused
from kenes.office import actions as office
from tests.api.conftest import Program
from tests.appeals.conftest import stand_still
from tests.appeals.test_matters import TAKES
from tests.appeals.test_portal import closed, followed, letters, sent
from tests.figures import only
from tests.town import DAY, enter

pytestmark = pytest.mark.django_db
FIRST, SECOND = "2025-0001", "2025-0002"
OTHER = {"name": "Оспанов Болат", "email": "bolat@example.kz"}


@pytest.fixture
def two(town, visitor):
    """Two people wrote about the same; what each of them was given stands in `two.first`."""
    first = sent(visitor, town).context
    second = sent(visitor, town, **OTHER).context
    return first, second


def merged(secretary, number=SECOND, into=FIRST, status=302):
    said = {"on": "2025-04-03", "into": into}
    answer = secretary.post(f"/office/appeals/{number}/moves/merged/", said)
    assert answer.status_code == status
    return answer


def status_of(number):
    return Appeal.objects.get(number=number).status


def ended(secretary, town, status):
    """The first appeal goes away without an answer of the council."""
    more = {
        "forwarded": {"to": str(town.agency.pk)},
        "returned": {"return_ground": "insulting"},
        "terminated": {"end_ground": "repeated"},
        "withdrawn": {},
    }
    closed(secretary, FIRST, status, **more[status])


def test_the_author_of_a_merged_one_is_told_answered_and_asked(two, town, visitor, secretary):
    by = {"considered": -1, "in_work": -1, "late": -1, "not_taken_up": 1}
    with only(town.council, **{f"appeals__{name}": many for name, many in by.items()}):
        merged(secretary)
    [told] = letters("appeal.merged")
    assert told.recipient == "bolat@example.kz"
    assert "рассматривается вместе с другим" in told.subject
    assert "24 апреля 2025" in told.text
    assert [each for each in (FIRST, "Сейткали", "aigul") if each in told.text] == []

    _first, second = two
    own = followed(visitor, second)
    page = own.content.decode()
    assert "рассматривается вместе с другим обращением" in page
    assert own.context["due"] == "24 апреля 2025 г."
    assert not own.context["judged"]
    assert FIRST not in page
    early = followed(visitor, second, deed="verdict", verdict="solved")
    assert early.context["error"] == "Ответа ещё нет."

    asked = secretary.get(f"/office/appeals/{FIRST}/moves/resolved/").content.decode()
    assert "1 appeal is merged into this one, and its author gets the same answer" in asked
    by = {"resolved": 1, "in_work": -1, "in_time": 1, "late": -1}
    with only(town.council, **{f"appeals__{name}": many for name, many in by.items()}):
        closed(secretary, FIRST, "resolved", answer="Переход нарисован.")
    answers = {each.recipient: each.text for each in letters("appeal.answered")}
    assert set(answers) == {"aigul@example.kz", "bolat@example.kz"}
    assert "Переход нарисован." in answers["bolat@example.kz"]
    assert "Состояние: решено." in answers["bolat@example.kz"]
    assert FIRST not in answers["bolat@example.kz"]

    own = followed(visitor, second)
    assert "Переход нарисован." in own.content.decode()
    assert own.context["outcome"]["label"] == "решено"
    assert own.context["due"] == ""
    assert status_of(SECOND) == "merged"
    asked = {"number": SECOND, "code": second["code"]}
    program = Program().post("/appeals/track", asked).json()
    assert (program["state"], program["outcome"]) == ("merged", "resolved")
    assert program["answer"] == "Переход нарисован."

    # The verdict on it is each one's own.
    with clock.standing(stand_still(town, 2025, 4, 17, 5)):
        assert verdicts.ask(town.council, clock.today(), by=console()) == 2
        assert verdicts.ask(town.council, clock.today(), by=console()) == 0
    judged = followed(visitor, second, deed="verdict", verdict="not_solved", text="Краски нет.")
    assert judged.context["thanks"]
    one, two_ = Appeal.objects.order_by("number")
    assert (one.verdict, two_.verdict) == ("", "not_solved")


def test_who_says_that_nothing_changed_may_have_their_own_opened(two, visitor, secretary):
    merged(secretary)
    closed(secretary, FIRST, "resolved", answer="Сделано.")
    _first, second = two
    followed(visitor, second, deed="verdict", verdict="not_solved", text="Не у моего дома.")
    assert followed(visitor, second, deed="reopen", text="Другая улица.").context["asked_to_reopen"]
    wish = PersonMessage.objects.get(kind="reopen")
    done = secretary.post(
        f"/office/appeals/{SECOND}/messages/{wish.pk}/reopen/", {"on": "2025-04-03", "reason": ""}
    )
    assert done.status_code == 302
    row = Appeal.objects.get(number=SECOND)
    assert (row.status, row.verdict) == ("in_work", "")
    assert status_of(FIRST) == "resolved"
    assert len(letters("appeal.parted")) == 1
    kept = PersonMessage.objects.get(kind="verdict")
    assert "Не у моего дома." in kept.text


@pytest.mark.parametrize("status", ["withdrawn", "forwarded", "returned", "terminated"])
def test_with_what_is_not_answered_the_merged_come_back(two, town, secretary, status):
    merged(secretary)
    asked = secretary.get(f"/office/appeals/{FIRST}/moves/{status}/").content.decode()
    assert "1 appeal is merged into this one: it comes back to work" in asked
    ended(secretary, town, status)
    row = Appeal.objects.get(number=SECOND)
    assert (row.status, row.due_on) == ("in_work", date(2025, 4, 24))
    assert not Link.objects.filter(struck_at=None).exists()
    [told] = letters("appeal.parted")
    assert told.recipient == "bolat@example.kz"
    assert "24 апреля 2025" in told.text
    assert "Сейткали" not in told.text
    lines = Entry.objects.filter(row_id=row.pk, verb="appeal.in_work")
    assert lines.get().payload.said["reason"]


def test_an_author_who_takes_it_back_takes_nobody_elses(two, town, visitor, secretary):
    merged(secretary)
    first, _second = two
    with only(town.council):
        followed(visitor, first, deed="withdraw", sure="1")
    assert (status_of(FIRST), status_of(SECOND)) == ("withdrawn", "in_work")


def test_the_author_of_a_merged_one_takes_it_back_until_it_is_answered(
    two, town, visitor, secretary
):
    merged(secretary)
    _first, second = two
    assert "Отозвать" in followed(visitor, second).content.decode()
    with only(town.council):
        followed(visitor, second, deed="withdraw", sure="1")
    assert (status_of(FIRST), status_of(SECOND)) == ("registered", "withdrawn")
    assert not Link.objects.filter(struck_at=None).exists()
    closed(secretary, FIRST, "resolved", answer="Переход нарисован.")
    assert {each.recipient for each in letters("appeal.answered")} == {"aigul@example.kz"}


def test_after_the_answer_a_merged_one_is_not_taken_back(two, town, visitor, secretary):
    merged(secretary)
    closed(secretary, FIRST, "resolved", answer="Переход нарисован.")
    late = followed(visitor, two[1], deed="withdraw", sure="1")
    assert late.context["error"] == "Совет уже принял решение; отозвать больше нельзя."
    with pytest.raises(Refused):
        actions.withdraw([Appeal.objects.get(number=SECOND)], on=DAY, by=town.by)
    assert status_of(SECOND) == "merged"


def test_with_one_that_is_struck_the_merged_come_back(two, town, secretary):
    merged(secretary)
    secretary.post(f"/office/appeals/{FIRST}/strike/", {"reason": "Внесено по ошибке"})
    assert status_of(SECOND) == "in_work"


def test_nobody_comes_back_whose_data_are_erased(two, town, secretary):
    merged(secretary)
    row = Appeal.objects.select_related("applicant").get(number=SECOND)
    erasure.erase([row], ground="request", by=town.by)
    closed(secretary, FIRST, "resolved", answer="Сделано.")
    row.refresh_from_db()
    assert (row.status, row.answer) == ("merged", "")
    assert len(letters("appeal.answered")) == 1


def test_two_clerks_merge_each_into_the_other_once(two, town):
    one, other = Appeal.objects.order_by("number")
    stale = Appeal.objects.get(pk=other.pk)
    merging.merge([other], into=one, on=DAY, by=town.by)
    with pytest.raises(Refused) as refused:
        merging.merge([one], into=stale, on=DAY, by=town.by)
    assert refused.value.field == "into"
    assert (status_of(FIRST), status_of(SECOND)) == ("registered", "merged")


@pytest.mark.parametrize("end", ["forward", "withdraw", "return_", "resolve", "strike", "reopen"])
def test_an_act_takes_all_it_touches_first_and_in_one_order(two, town, end):
    """Of two clerks who took them in different orders each would wait for the other."""
    host, other = Appeal.objects.select_related("applicant", "council").order_by("number")
    merging.merge([other], into=host, on=DAY, by=town.by)
    on = {"on": DAY, "by": town.by}
    if end == "reopen":
        actions.resolve([host], answer="Сделано.", **on)
    act = {
        "forward": lambda: actions.forward([host], to=town.agency, **on),
        "withdraw": lambda: actions.withdraw([host], **on),
        "return_": lambda: actions.return_([host], ground="insulting", **on),
        "resolve": lambda: actions.resolve([host], answer="Сделано.", **on),
        "strike": lambda: office.strike([host], reason="Дважды", by=town.by),
        "reopen": lambda: actions.reopen([host], reason="Жалоба", **on),
    }[end]
    with CaptureQueriesContext(connection) as queries:
        act()
    said = [each["sql"].replace('"', "") for each in queries]
    takes = next(at for at, sql in enumerate(said) if re.match(TAKES, sql))
    writes = next(at for at, sql in enumerate(said) if sql.startswith("UPDATE kenes_appeal "))
    assert takes < writes
    assert all(each.pk.hex in said[takes].replace("-", "") for each in (host, other))


@pytest.mark.parametrize("status", ["resolved", "withdrawn", "forwarded", "returned", "terminated"])
def test_nothing_is_merged_into_what_is_closed(two, town, secretary, status):
    stale = Appeal.objects.get(number=FIRST)
    if status == "resolved":
        closed(secretary, FIRST, status, answer="Сделано.")
    else:
        ended(secretary, town, status)
    answer = merged(secretary, status=422)
    [sentence] = answer.context["form"].errors["into"]
    assert "That appeal is closed" in sentence
    row = Appeal.objects.get(number=SECOND)
    with pytest.raises(Refused):
        merging.merge([row], into=stale, on=DAY, by=town.by)
    assert status_of(SECOND) == "registered"


def test_what_was_merged_goes_along(two, town, visitor, secretary):
    third = sent(visitor, town, name="Ким Олег", email="oleg@example.kz").context
    merged(secretary)
    asked = secretary.get(f"/office/appeals/{FIRST}/moves/merged/").content.decode()
    assert "goes along with it" in asked
    merged(secretary, FIRST, "2025-0003")
    host = Appeal.objects.get(number="2025-0003")
    assert [each.number for each in merged_into([host])] == [FIRST, SECOND]
    assert len(letters("appeal.merged")) == 2
    closed(secretary, "2025-0003", "explained", answer="В плане.")
    assert len(letters("appeal.answered")) == 3
    assert third["appeal"].number == "2025-0003"


@pytest.mark.parametrize(
    "answer",
    [
        "Уважаемая Айгуль! Сделано.",
        f"По обращению {FIRST} сделано.",
        "Пишем на aigul@example.kz",
        "",
    ],
)
def test_an_answer_for_several_tells_nothing_of_the_author(two, secretary, answer):
    merged(secretary)
    said = {"on": "2025-04-03", "answer": answer}
    refused = secretary.post(f"/office/appeals/{FIRST}/moves/resolved/", said)
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["answer"]
    assert (status_of(FIRST), letters("appeal.answered")) == ("registered", [])


def test_who_represents_a_group_is_told_to_nobody_else(town, visitor, secretary):
    sent(visitor, town, who="group", signed="12")
    sent(visitor, town, **OTHER)
    merged(secretary)
    said = {"on": "2025-04-03", "answer": "Уважаемая Айгуль! Сделано."}
    refused = secretary.post(f"/office/appeals/{FIRST}/moves/resolved/", said)
    assert refused.status_code == 422
    assert letters("appeal.answered") == []


def test_what_leads_to_nobody_stops_no_answer(town, visitor, secretary):
    sent(visitor, town, contact="о", address="Алматы")
    sent(visitor, town, **OTHER)
    merged(secretary)
    closed(secretary, FIRST, "resolved", answer="В городе Алматы это сделано.")


def test_an_address_is_known_however_large_its_letters_are(town, visitor, secretary):
    sent(visitor, town, address="Ул. Речная, 15")
    sent(visitor, town, **OTHER)
    merged(secretary)
    said = {"on": "2025-04-03", "answer": "У дома по адресу ул. Речная, 15 сделано."}
    refused = secretary.post(f"/office/appeals/{FIRST}/moves/resolved/", said)
    assert refused.status_code == 422


def test_a_person_who_wrote_twice_is_named_all_the_same(town, visitor, secretary):
    for _time in range(2):
        sent(visitor, town)
    merged(secretary)
    closed(secretary, FIRST, "resolved", answer="Уважаемая Айгуль! Сделано.")
    assert {each.recipient for each in letters("appeal.answered")} == {"aigul@example.kz"}
    assert len(letters("appeal.answered")) == 2


def test_the_questions_of_the_author_are_told_to_nobody_else(two, town, secretary):
    merged(secretary)
    row = Appeal.objects.get(number=FIRST)
    asked = ("Где переход у дома Айгуль?", "Кто отвечает?")
    parts = [
        matters.tell_apart(Matter(appeal=row, question=each), on=DAY, by=town.by) for each in asked
    ]
    with pytest.raises(Refused) as refused:
        matters.close(parts[0], "resolved", answer="Айгуль, готово.", on=DAY, by=town.by)
    assert refused.value.field == "answer"
    page = secretary.get(f"/office/appeals/{FIRST}/matters/1/moves/resolved/")
    assert "its author gets the same answer" in page.content.decode()
    for part, answer in zip(parts, ("Нарисован.", "Управление дорог."), strict=True):
        part.appeal = Appeal.objects.get(number=FIRST)
        matters.close(part, "resolved", answer=answer, on=DAY, by=town.by)
    other = Appeal.objects.get(number=SECOND)
    assert "Нарисован." in other.answer
    assert "Управление дорог." in other.answer
    assert "Айгуль" not in other.answer
    [letter] = [e for e in letters("appeal.answered") if e.recipient == "bolat@example.kz"]
    assert "Кто отвечает?" not in letter.text


def test_the_second_answer_comes_to_the_merged_as_well(two, town, visitor, secretary):
    merged(secretary)
    closed(secretary, FIRST, "resolved", answer="Сделано.")
    _first, second = two
    followed(visitor, second, deed="verdict", verdict="not_solved", text="Нет.")
    later = stand_still(town, 2025, 4, 7, 5)
    with clock.standing(later):
        actions.reopen([Appeal.objects.get(number=FIRST)], on=clock.today(), by=town.by)
        assert Appeal.objects.get(number=SECOND).verdict == ""
        assert not followed(visitor, second).context["judged"]
        row = Appeal.objects.select_related("applicant").get(number=FIRST)
        actions.resolve([row], on=clock.today(), by=town.by, answer="Теперь сделано.")
    theirs = [e for e in letters("appeal.answered") if e.recipient == "bolat@example.kz"]
    assert len(theirs) == 2
    assert "Теперь сделано." in followed(visitor, second).content.decode()
    with clock.standing(later + timedelta(days=14)):
        assert verdicts.ask(town.council, clock.today(), by=console()) == 2


def test_the_card_says_what_was_promised_earlier(town, visitor, secretary):
    sent(visitor, town, kind="complaint")
    sent(visitor, town, kind="request", **OTHER)
    merged(secretary)
    lines = secretary.get(f"/office/appeals/{FIRST}/").context["terms"]["lines"]
    assert ("Answer to the one merged into it", "18 April 2025") in [
        (line["label"], line["due"]) for line in lines
    ]


def test_a_verdict_on_a_merged_one_is_not_counted_in_public(two, town, visitor, secretary):
    _first, second = two
    followed(visitor, second, deed="show")
    said = {"text": "Нет перехода.", "answer": "", "read": "on"}
    secretary.post(f"/office/appeals/{SECOND}/publication/publish/", said)
    merged(secretary)
    closed(secretary, FIRST, "resolved", answer="Сделано.")
    followed(visitor, second, deed="verdict", verdict="not_solved")
    listed = visitor.get("/ru/appeals/?verdict=not_solved")
    assert listed.context["rows"] == []
    assert [each["number"] for each in listed.context["verdicts"]] == ["0", "0", "0"]


def test_a_template_is_written_without_the_name_before_it_goes(two, town, secretary):
    template = AnswerTemplate(
        council=town.council, title_ru="Готово", text_ru="Уважаемая {имя}! Сделано."
    )
    enter(template, by=town.by)
    merged(secretary)
    here = f"/office/appeals/{FIRST}/moves/resolved/"
    begun = secretary.post(here, {"on": "2025-04-03", "template": str(template.pk)})
    filled = begun.context["form"]["answer"].value()
    assert "Сейткали Айгуль" in filled
    refused = secretary.post(here, {"on": "2025-04-03", "answer": filled})
    assert list(refused.context["form"].errors) == ["answer"]


def extended(secretary, reason="Нужен выезд на место."):
    said = {"on": "2025-04-03", "official": "head", "length": "2", "reason": reason}
    return secretary.post(f"/office/appeals/{FIRST}/extend/", said)


def test_more_time_is_taken_for_the_merged_ones_too(two, town, visitor, secretary):
    merged(secretary)
    asked = secretary.get(f"/office/appeals/{FIRST}/extend/").content.decode()
    assert "So do the authors of the appeals merged into this one" in asked
    assert extended(secretary).status_code == 302
    told = {each.recipient: each.text for each in letters("appeal.extended")}
    assert set(told) == {"aigul@example.kz", "bolat@example.kz"}
    assert "Нужен выезд на место." in told["bolat@example.kz"]
    assert FIRST not in told["bolat@example.kz"]
    first, second = Appeal.objects.order_by("number")
    assert first.due_on == second.due_on > date(2025, 5, 1)
    assert followed(visitor, two[1]).context["due"] == followed(visitor, two[0]).context["due"]
    # Recorded by mistake, it is taken back from both.
    [of_first] = first.extensions.all()
    base = f"/office/appeals/{FIRST}/extensions/{of_first.pk}/strike/"
    assert secretary.post(base, {"reason": "Не то обращение."}).status_code == 302
    assert {each.recipient for each in letters("appeal.not_extended")} == set(told)
    days = set(Appeal.objects.values_list("due_on", flat=True))
    assert days == {date(2025, 4, 24)}


def test_why_more_time_is_taken_tells_nobody_who_wrote(two, town, secretary):
    merged(secretary)
    refused = extended(secretary, reason=f"Ждём документы от Сейткали Айгуль, {FIRST}.")
    assert refused.status_code == 422
    assert "reason" in refused.context["form"].errors
    assert letters("appeal.extended") == []


def test_what_the_law_gives_no_time_is_parted_first(town, visitor, secretary):
    sent(visitor, town)
    sent(visitor, town, **OTHER, kind="complaint")
    merged(secretary)
    before = set(Appeal.objects.values_list("number", "due_on"))
    refused = extended(secretary)
    assert refused.status_code == 422
    assert "part it first" in refused.content.decode()
    assert set(Appeal.objects.values_list("number", "due_on")) == before
    assert letters("appeal.extended") == []
