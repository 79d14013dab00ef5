"""The life of a point: what may follow what, and what each side says stays its own."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kenes.core import record
from kenes.core.flow import path_of
from kenes.core.journal import Entry
from kenes.core.refused import Refused, Stale
from kenes.recommendations import actions
from kenes.recommendations.answers import actions as answers
from kenes.recommendations.answers.models import PointAnswer
from kenes.recommendations.deferrals import actions as deferrals
from kenes.recommendations.models import Point, Recommendation
from kenes.recommendations.proof import actions as proof
from kenes.recommendations.proof.models import Verification
from kenes.recommendations.silence import actions as silence
from kenes.recommendations.silence.models import Silence
from tests.recommendations import life
from tests.recommendations.advising import at

D = date

SENT, DUE = D(2025, 3, 3), D(2025, 4, 3)


@pytest.fixture
def point(house):
    [point] = house.paper(SENT, "water")
    return point


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_a_draft_is_not_sent(house):
    paper = Recommendation(council=house.council, prepared_on=SENT, title_ru="О воде")
    house.register.add(paper, path=[("draft", SENT)])
    point = Point(
        council=house.council,
        recommendation=paper,
        ordinal=1,
        addressee=house.agency("water"),
        text_ru="Починить",
        prepared_on=SENT,
    )
    house.register.add(point, path=[("prepared", SENT)])

    with pytest.raises(Refused, match=paper.number):
        actions.send([point], on=SENT, by=house.by)

    assert fresh(point).status == "prepared"


def test_a_paper_not_adopted_drops_its_points_and_may_come_back(house):
    paper = Recommendation(council=house.council, prepared_on=SENT, title_ru="О воде")
    house.register.add(paper, path=[("draft", SENT)])
    point = Point(
        council=house.council,
        recommendation=paper,
        ordinal=1,
        addressee=house.agency("water"),
        text_ru="Починить",
        prepared_on=SENT,
    )
    house.register.add(point, path=[("prepared", SENT)])

    with pytest.raises(Refused) as refused:
        actions.decline(paper, on=SENT, reason=" ", by=house.by)
    assert refused.value.field == "reason"
    actions.decline(paper, on=SENT, reason="Не набрано голосов.", by=house.by)
    assert (fresh(paper).status, fresh(point).status) == ("declined", "dropped")

    actions.redraft(fresh(paper), on=D(2025, 3, 5), by=house.by)
    assert (fresh(paper).status, fresh(point).status) == ("draft", "prepared")


def test_the_first_answer_stops_the_clock_and_a_better_one_follows(house, point):
    life.answered(point, "rejected", D(2025, 3, 20), house.by)
    life.answered(point, "partly", D(2025, 4, 10), house.by, promised_on=D(2025, 6, 1))

    point = fresh(point)
    assert (point.status, point.answered_on, point.days_to_answer, point.promised_on) == (
        "partly",
        D(2025, 3, 20),
        17,
        D(2025, 6, 1),
    )
    assert [answer.kind for answer in point.answers.all()] == ["rejected", "partly"]


def test_an_answer_never_moves_away_from_what_was_advised(house, point):
    life.answered(point, "accepted", D(2025, 3, 20), house.by)

    with pytest.raises(Refused) as refused:
        life.answered(point, "rejected", D(2025, 3, 21), house.by)

    assert refused.value.field == "kind"
    assert PointAnswer.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"text": "  "}, "text"),
        ({"given_on": D(2025, 3, 2)}, "given_on"),
        ({"promised_on": D(2025, 3, 19)}, "promised_on"),
        ({"kind": "hollow"}, "kind"),
        ({"text": "я" * 20_001}, "text"),
    ],
)
def test_what_is_no_answer_is_refused_whole(house, point, facts, field):
    said = {"given_on": D(2025, 3, 20), "kind": "accepted", "text": "Да.", "channel": "paper"}
    answer = PointAnswer(point=point, **said | facts)

    with pytest.raises(Refused) as refused:
        answers.take([answer], by=house.by)

    assert refused.value.field == field
    assert (fresh(point).status, PointAnswer.objects.count()) == ("sent", 0)


def test_of_two_who_answer_at_once_the_second_is_told_and_nothing_is_half_written(house):
    first, second = house.paper(SENT, "water", "water")
    seen = {first.pk: first.version, second.pk: second.version}
    life.answered(second, "accepted", D(2025, 3, 20), house.by)

    said = {"given_on": D(2025, 3, 21), "kind": "rejected", "text": "Нет.", "channel": "cabinet"}
    late = [PointAnswer(point=fresh(each), **said) for each in (first, second)]
    with pytest.raises(Stale):
        answers.take(late, versions=seen, by=house.by)

    assert (fresh(first).status, fresh(second).status) == ("sent", "accepted")
    assert PointAnswer.objects.count() == 1


def test_a_hollow_answer_says_why_and_can_be_made_good(house, point):
    answer = life.answered(point, "accepted", D(2025, 3, 20), house.by)
    with pytest.raises(Refused) as refused:
        answers.find_hollow(answer, reason="", on=D(2025, 3, 25), by=house.by)
    assert refused.value.field == "reason"

    answers.find_hollow(answer, reason="Ни срока, ни меры.", on=D(2025, 3, 25), by=house.by)
    assert (fresh(point).status, fresh(answer).hollow_because) == ("hollow", "Ни срока, ни меры.")

    life.answered(point, "accepted", D(2025, 4, 1), house.by)
    assert fresh(point).status == "accepted"


def test_the_agency_claims_and_the_council_finds_otherwise(house, point):
    life.answered(point, "accepted", D(2025, 3, 20), house.by)
    life.claimed(point, D(2025, 5, 1), house.by)
    assert fresh(point).status == "accepted"

    life.verified(point, D(2025, 5, 10), house.by, outcome="not_done")
    assert fresh(point).status == "accepted"
    with pytest.raises(Refused, match="check"):
        actions.close([fresh(point)], implemented=True, on=D(2025, 5, 11), by=house.by)

    life.verified(point, D(2025, 6, 10), house.by, closing="implemented")
    assert path_of(fresh(point))[-1] == ("implemented", D(2025, 6, 10))


def test_nothing_is_claimed_before_it_is_answered(house, point):
    with pytest.raises(Refused, match="Answer the point first"):
        life.claimed(point, D(2025, 5, 1), house.by)


def test_a_closed_point_takes_no_answer_and_no_claim(house, point):
    life.answered(point, "accepted", D(2025, 3, 20), house.by)
    life.closed(point, D(2025, 5, 1), house.by)

    with pytest.raises(Refused, match="closed"):
        life.answered(point, "accepted", D(2025, 5, 2), house.by)
    with pytest.raises(Refused, match="closed"):
        life.claimed(point, D(2025, 5, 2), house.by)


def test_a_check_of_another_points_claim_is_refused(house):
    first, second = house.paper(SENT, "water", "roads")
    life.answered(first, "accepted", D(2025, 3, 20), house.by)
    said = life.claimed(first, D(2025, 4, 1), house.by)
    found = Verification(
        point=second, claim=said, verified_on=D(2025, 4, 2), outcome="done", text_ru="Осмотрено."
    )

    with pytest.raises(Refused) as refused:
        proof.verify(found, by=house.by)

    assert refused.value.field == "claim"


def test_more_time_is_asked_once_and_the_day_of_the_law_stays(house, point):
    until = D(2025, 4, 20)
    with pytest.raises(Refused) as refused:
        deferrals.ask(point, until_on=DUE, reason="Смета.", on=D(2025, 3, 20), by=house.by)
    assert refused.value.field == "until_on"

    asked = deferrals.ask(point, until_on=until, reason="Смета.", on=D(2025, 3, 20), by=house.by)
    with pytest.raises(Refused, match="already"):
        deferrals.ask(point, until_on=until, reason="Ещё.", on=D(2025, 3, 21), by=house.by)
    assert not Point.objects.overdue(D(2025, 4, 3)).exists()
    assert Point.objects.overdue(D(2025, 4, 4)).exists()

    deferrals.grant(asked, on=D(2025, 3, 25), by=house.by)
    [read] = Point.objects.awaited()
    assert (read.due_on, read.awaited_on) == (DUE, until)
    [before] = Point.objects.awaited(as_of=D(2025, 3, 24))
    assert before.awaited_on == DUE
    assert not Point.objects.overdue(until).exists()
    assert Point.objects.overdue(D(2025, 4, 21)).exists()


def test_silence_is_an_event_with_its_day(house, point):
    with at(D(2025, 4, 10)):
        assert silence.note(house.council, D(2025, 4, 3), by=house.by) == 0
        assert silence.note(house.council, D(2025, 4, 10), by=house.by) == 1
        assert silence.note(house.council, D(2025, 4, 10), by=house.by) == 0

    [noted] = Silence.objects.all()
    assert (noted.since_on, noted.awaited_on_then, noted.ended_on) == (D(2025, 4, 4), DUE, None)
    life.answered(point, "accepted", D(2025, 4, 15), house.by)
    assert fresh(noted).ended_on == D(2025, 4, 15)


def test_an_answer_entered_late_was_no_silence(house, point):
    with at(D(2025, 4, 10)):
        silence.note(house.council, D(2025, 4, 10), by=house.by)

    life.answered(point, "accepted", D(2025, 4, 2), house.by)

    assert not Silence.objects.live().exists()
    assert Silence.objects.get().struck_reason != ""


def test_proof_of_receipt_moves_the_day_and_the_silence_with_it(house, point):
    with at(D(2025, 4, 10)):
        silence.note(house.council, D(2025, 4, 10), by=house.by)
        actions.receive([fresh(point)], on=D(2025, 3, 6), by=house.by)
        assert fresh(point).due_on == D(2025, 4, 7)
        assert Silence.objects.live().get().since_on == D(2025, 4, 8)

        actions.receive([fresh(point)], on=D(2025, 3, 12), by=house.by)
    assert fresh(point).due_on == D(2025, 4, 14)
    assert not Silence.objects.live().exists()


def test_what_an_agency_wrote_is_withheld_with_a_reason_and_shown_again(house, point):
    answer = life.answered(point, "accepted", D(2025, 3, 20), house.by)
    answers.withhold(answer, reason="Назван житель.", by=house.by)
    assert not PointAnswer.objects.live().filter(PointAnswer.PUBLIC).exists()

    answers.withhold(fresh(answer), reason="", by=house.by)
    assert PointAnswer.objects.live().filter(PointAnswer.PUBLIC).exists()


def test_each_act_leaves_its_line(house, point):
    answer = life.answered(point, "accepted", D(2025, 3, 20), house.by)
    life.claimed(point, D(2025, 4, 1), house.by)
    life.closed(point, D(2025, 5, 1), house.by)

    verbs = list(Entry.objects.filter(row_id=point.pk).order_by("at", "pk").values_list("verb"))
    assert verbs == [
        ("point.registered",),
        ("point.sent",),
        ("point.accepted",),
        ("point.implemented",),
    ]
    assert Entry.objects.get(row_id=answer.pk).verb == "pointanswer.registered"


def test_the_database_keeps_a_sent_point_dated(house, point):
    with pytest.raises(IntegrityError), transaction.atomic():
        record.correct(point, version=point.version, by=house.by, sent_on=None)


def test_a_successor_takes_over_and_history_stays(house, point):
    old, new = house.agency("water"), house.agency("nature")
    record.correct(old, version=old.version, by=house.by, successor=new)
    assert fresh(old).of_today == new
    assert new.with_predecessors() == {old.pk, new.pk}
    assert fresh(point).addressee == old
