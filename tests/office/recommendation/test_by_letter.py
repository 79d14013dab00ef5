"""From an incoming letter to the form of the answers in it, filled with what the letter says."""

from datetime import date

import pytest

from kenes.core import clock, inbox
from kenes.dispatches.models import Dispatch
from tests.jobs.difficult import written
from tests.office.recommendation.asking import mine
from tests.office.test_incoming import taken
from tests.town import NOW

pytestmark = pytest.mark.django_db
HERE = "/office/incoming/"
# The agency refers to the numbers of the council, and has one of its own.
TEXT = "На № {ours} по рекомендации № 2025-0001. Исх. № 04-12/1873 от 2 апреля. Жауап беріледі."


@pytest.fixture
def letter(town, sent, agencies):
    dispatch = Dispatch.objects.get(addressee=agencies[0])
    raw = written("answer", text=TEXT.format(ours=dispatch.number))
    came = taken(town, raw=raw)
    with clock.standing(NOW):
        inbox.place(came, dispatch, by=town.by)
    came.refresh_from_db()
    return came


def form_of(letter, agency):
    return f"/office/recommendations/2025-0001/answers/{agency.code}/?letter={letter.pk}"


def test_a_letter_that_answers_a_paper_leads_to_the_filled_form(letter, agencies, secretary):
    shown = secretary.get(f"{HERE}{letter.pk}/")
    assert [way["url"] for way in shown.context["answering"]] == [form_of(letter, agencies[0])]
    form = secretary.get(form_of(letter, agencies[0])).context["form"]
    known = {name: form[name].value() for name in ("given_on", "channel", "outgoing_number")}
    assert known == {
        "given_on": letter.received_on,
        "channel": "email",
        "outgoing_number": "04-12/1873",
    }


def test_a_letter_about_something_else_fills_nothing(town, letter, agencies, secretary):
    other = taken(town, raw=written("other", text="Исх. № 77"))
    assert secretary.get(f"{HERE}{other.pk}/").context["answering"] == []
    for word in (other.pk, "nothing", ""):
        address = form_of(letter, agencies[0]).split("?")[0]
        form = secretary.get(address, {"letter": word}).context["form"]
        assert (form["given_on"].value(), form["outgoing_number"].value()) == (NOW.date(), None)


def test_what_the_clerk_writes_stands_over_what_was_filled(letter, sent, agencies, secretary):
    points = mine(sent, agencies[0])
    said = {f"p{each.ordinal}-version": each.version for each in points}
    said |= {"given_on": "2025-04-03", "channel": "paper", "outgoing_number": "5", "language": "ru"}
    said |= {"p1-kind": "accepted", "p1-text": "Сделаем."}
    answer = secretary.post(form_of(letter, agencies[0]), said)
    assert answer.status_code == 302, answer.context["form"].errors
    taken_answer = points[0].answers.get()
    assert (taken_answer.given_on, taken_answer.channel, taken_answer.outgoing_number) == (
        date(2025, 4, 3),
        "paper",
        "5",
    )


def test_who_only_reads_is_not_led_to_the_form(letter, member, administrator):
    for client in (member, administrator):
        shown = client.get(f"{HERE}{letter.pk}/")
        assert shown.status_code == 403 or shown.context["answering"] == []
