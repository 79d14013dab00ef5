"""Answers to invitations on the page of presence; a report taken to an agenda is heard there."""

from datetime import date, time

import pytest

from kenes.core import clock, record
from kenes.core.filing import Filing
from kenes.council.models import Mandate
from kenes.hearings.models import Hearing
from kenes.sittings import actions
from kenes.sittings.actions import Terms
from kenes.sittings.agenda import actions as agenda
from kenes.sittings.invitations import actions as invitations
from kenes.sittings.invitations.models import Invitation
from kenes.sittings.models import AgendaItem, Sitting
from kenes.sittings.presence import actions as presence
from kenes.sittings.presence.models import PresenceMark
from tests.town import NOW, enter, signed_in

pytestmark = pytest.mark.django_db
ON = date(2025, 5, 13)


@pytest.fixture
def sitting(town):
    """The member is invited, says that he does not come and why, and the roll is called."""
    with clock.standing(NOW):
        since = date(2022, 5, 16)
        said = {"since_on": since, "decided_on": since, "entered": "contest"}
        enter(Mandate(council=town.council, seat=town.seat, person=town.person, **said), by=town.by)
        made = actions.plan(Terms(body=town.body, starts_at=time(15)), on=ON, by=town.by)
        sitting = Sitting.objects.select_related("event", "body", "council").get(pk=made.pk)
        invitations.invite_members(sitting, by=town.by)
        invitation = Invitation.objects.select_related("sitting__event").get()
        invitations.answer(invitation, coming=False, reason="Операция", by=town.by)
        presence.call_roll(sitting, by=town.by)
    return sitting


def page(sitting):
    return f"/office/sittings/{sitting.number}/presence/"


def test_the_answer_stands_beside_the_name(sitting, secretary):
    [line] = secretary.get(page(sitting)).context["lines"]
    assert (line["answer"]["code"], line["answer"]["reason"]) == ("not_coming", "Операция")


def test_why_somebody_does_not_come_is_shown_to_few(sitting, town):
    answer = signed_in(town, "member").get(page(sitting))
    assert answer.context["lines"][0]["answer"]["reason"] == ""
    assert "Операция" not in answer.content.decode()


def test_the_reason_is_taken_over_with_one_press(sitting, secretary, town):
    assert b"take-over/" in secretary.get(page(sitting)).content
    answer = secretary.post(f"{page(sitting)}take-over/", {"take_over": str(town.person.pk)})
    assert answer.status_code == 302
    mark = PresenceMark.objects.get()
    assert (mark.state, mark.reason, mark.person) == ("excused", "Операция", town.person)
    assert b"take-over/" not in secretary.get(page(sitting)).content


def test_only_who_said_that_he_does_not_come_is_excused_so(sitting, secretary, town):
    invitations.answer(
        Invitation.objects.select_related("sitting__event").get(), coming=True, by=town.by
    )
    for who in (str(town.person.pk), "x", ""):
        answer = secretary.post(f"{page(sitting)}take-over/", {"take_over": who})
        assert answer.status_code == 404
    assert not PresenceMark.objects.exists()


def test_a_report_is_heard_at_the_question_it_was_taken_to(town, secretary):
    with clock.standing(NOW):
        held = date(2025, 4, 3)
        hearing = Hearing(
            council=town.council, agency=town.agency, agency_kind_then="state_body", planned_on=held
        )
        record.register([Filing(hearing, path=[("planned", held)])], by=town.by)
        made = actions.plan(Terms(body=town.body, starts_at=time(15)), on=held, by=town.by)
        items = [(AgendaItem(kind="question", title_ru="Другое"), None)]
        items.append((AgendaItem(kind="report", title_ru="Отчёт"), hearing))
        agenda.put_on(made, items, by=town.by)
    form = secretary.get(f"/office/hearings/{hearing.number}/moves/heard/").context["form"]
    assert form["item"].value() == AgendaItem.objects.get(kind="report").pk
