"""What people say of each answer: asked of each, kept apart, also when it is told by phone."""

from datetime import date, timedelta

import pytest

from kenes.appeals import actions
from kenes.appeals.matters import actions as matters
from kenes.appeals.matters.models import Matter
from kenes.appeals.messages.models import PersonMessage
from kenes.appeals.models import Appeal
from kenes.appeals.verdicts import actions as verdicts
from kenes.core import clock, journal
from kenes.core.access import console
from kenes.core.action import action
from kenes.core.journal import Entry, Payload
from kenes.core.letter import Letter
from kenes.norms import calendar
from kenes.office.appeal.duties import to_forward
from kenes.office.due import Asked
from tests.appeals.conftest import received, stand_still
from tests.appeals.test_portal import closed, followed, letters, sent
from tests.figures import only
from tests.town import DAY

pytestmark = pytest.mark.django_db
HERE = "/office/appeals/2025-0001/questions/"
HEARD = {
    "on": "2025-04-03",
    "who": "Сейткали Дана, дочь",
    "heard": "phone",
    "verdict": "not_solved",
    "merits": "no",
    "words": "Краски нет, звонила дочь.",
}


def asked(town, moment, days=0):
    with clock.standing(moment + timedelta(days=days)):
        return verdicts.ask(town.council, clock.today(), by=console())


def answered_again(town, moment):
    """The first answer was no good: it is opened anew that day, and answered once more."""
    row = Appeal.objects.select_related("applicant", "council").get()
    with clock.standing(moment):
        actions.reopen([row], on=clock.today(), by=town.by, reason="Не сделано")
        actions.resolve([row], on=clock.today(), by=town.by, answer="Теперь сделано.")


@pytest.fixture
def judged(town, visitor, secretary):
    """An appeal everyone may read, answered; its author says that nothing has changed."""
    said = sent(visitor, town, open="on").context
    closed(secretary, "2025-0001", "resolved", answer="Сделано.")
    followed(visitor, said, deed="verdict", verdict="not_solved", merits="no", text="Нет краски.")
    shown = {"text": "Нет перехода.", "answer": "Сделано.", "read": "on"}
    secretary.post("/office/appeals/2025-0001/publication/publish/", shown)
    return said


def test_of_a_second_answer_the_person_is_asked_again(town, judged):
    first = stand_still(town, 2025, 4, 3, 5)
    assert asked(town, first, 14) == 0
    second = stand_still(town, 2025, 4, 21, 5)
    answered_again(town, second)
    assert [asked(town, second, days) for days in (13, 14, 15)] == [0, 1, 0]


def test_whoever_was_asked_once_is_asked_of_the_second_answer(town, visitor, secretary):
    sent(visitor, town)
    closed(secretary, "2025-0001", "resolved", answer="Сделано.")
    first = stand_still(town, 2025, 4, 3, 5)
    assert asked(town, first, 14) == 1
    second = stand_still(town, 2025, 4, 21, 5)
    answered_again(town, second)
    assert [asked(town, second, days) for days in (0, 13, 14, 14)] == [0, 0, 1, 0]


@action
def as_before(letter):
    """The key of the letter as it was when an appeal was asked of once and for all."""
    Letter.objects.filter(pk=letter.pk).update(sequence=0, key=f"old {letter.pk}")
    journal.write("letter.seen", letter, by=console())


def test_whoever_was_asked_before_is_not_asked_of_the_same_answer_anew(town, visitor, secretary):
    sent(visitor, town)
    closed(secretary, "2025-0001", "resolved", answer="Сделано.")
    first = stand_still(town, 2025, 4, 3, 5)
    assert asked(town, first, 14) == 1
    as_before(letters("appeal.verdict")[0])
    assert asked(town, first, 15) == 0


def test_an_old_verdict_is_not_one_on_the_new_answer(town, judged, visitor, secretary):
    page, listed = "/ru/appeals/2025-0001/", "/ru/appeals/?verdict=not_solved"
    assert "ничего не изменилось" in visitor.get(page).content.decode()
    second = stand_still(town, 2025, 4, 21, 5)
    answered_again(town, second)
    assert visitor.get(page).context["verdict"] is None
    for here in (visitor.get(listed), secretary.get("/office/appeals/?verdict=not_solved")):
        assert here.context["rows"] == []
    assert [each["number"] for each in visitor.get(listed).context["verdicts"]] == ["0", "0", "0"]
    assert "nothing has changed" not in secretary.get(HERE).content.decode()
    # It is kept with what the person wrote, and the journal knows it too.
    kept = PersonMessage.objects.get()
    assert (kept.kind, kept.status, kept.written_on) == ("verdict", "read", date(2025, 4, 3))
    assert kept.text == "Ничего не изменилось, отписка\n\nНет краски."
    own = followed(visitor, judged)
    assert own.context["judged"]
    assert "Вы сказали" not in own.content.decode()
    assert "Нет краски." in own.content.decode()
    assert "краски" not in " ".join(str(each.said) for each in Payload.objects.all())
    assert Entry.objects.filter(verb="personmessage.registered").count() == 1
    # The next verdict is one on the answer that stands.
    followed(visitor, judged, deed="verdict", verdict="solved")
    assert visitor.get(page).context["verdict"]["tone"] == "good"


def test_a_question_opened_anew_puts_the_verdict_away_too(town, visitor, secretary):
    said = sent(visitor, town).context
    row = Appeal.objects.get()
    part = matters.tell_apart(Matter(appeal=row, question="Где?"), on=DAY, by=town.by)
    matters.close(part, "resolved", answer="Сделано.", on=DAY, by=town.by)
    followed(visitor, said, deed="verdict", verdict="not_solved")
    part.appeal = Appeal.objects.get()
    matters.reopen(part, on=DAY, reason="Не сделано", by=town.by)
    row.refresh_from_db()
    assert (row.status, row.verdict, row.verdict_on) == ("in_work", "", None)
    assert PersonMessage.objects.get().kind == "verdict"


def test_without_an_address_the_page_asks_from_the_moment_of_the_answer(town, visitor, secretary):
    said = sent(visitor, town, email="").context
    closed(secretary, "2025-0001", "resolved", answer="Сделано.")
    assert letters("appeal.answered") == []
    page = followed(visitor, said).content.decode()
    for sentence in ("Вопрос решён?", "Ответили по существу?"):
        assert sentence in page
    assert followed(visitor, said, deed="verdict", verdict="solved").context["thanks"]
    row = Appeal.objects.get()
    assert (row.verdict, row.verdict_heard, row.verdict_by) == ("solved", "site", "")


def test_what_is_told_by_phone_is_written_down(town, visitor, secretary, member):
    said = sent(visitor, town, email="").context
    early = secretary.get(f"{HERE}verdict/")
    assert early.status_code == 404
    assert "questions/verdict/" not in secretary.get(HERE).content.decode()
    closed(secretary, "2025-0001", "resolved", answer="Сделано.")
    assert "questions/verdict/" in secretary.get(HERE).content.decode()
    looks = Entry.objects.filter(verb="applicant.seen")
    before = looks.count()
    form = secretary.get(f"{HERE}verdict/").context["form"]
    assert looks.count() == before + 1
    assert form["who"].value() == "Сейткали Айгуль"
    assert "site" not in dict(form.fields["heard"].choices)
    for wrong, field in (
        ({"heard": ""}, "heard"),
        ({"heard": "site"}, "heard"),
        ({"who": ""}, "who"),
        ({"verdict": ""}, "verdict"),
        ({"on": "2025-04-02"}, "on"),
        ({"on": "2025-04-04"}, "on"),
    ):
        refused = secretary.post(f"{HERE}verdict/", {**HEARD, **wrong})
        assert (refused.status_code, list(refused.context["form"].errors)) == (422, [field])
    with only(town.council):
        assert secretary.post(f"{HERE}verdict/", HEARD).status_code == 302
    row = Appeal.objects.get()
    assert (row.verdict, row.merits, row.verdict_on) == ("not_solved", "no", DAY)
    assert (row.verdict_heard, row.verdict_by) == ("phone", "Сейткали Дана, дочь")
    shown = secretary.get(HERE).content.decode()
    for word in ("nothing has changed", "by phone", "Сейткали Дана, дочь", "звонила дочь"):
        assert word in shown
    # The person finds on the page what was written down, and says it otherwise.
    assert "по телефону" in followed(visitor, said).content.decode()
    told = " ".join(str(each.said) for each in Payload.objects.all())
    assert [each for each in ("Дана", "дочь") if each in told] == []
    assert member.post(f"{HERE}verdict/", HEARD).status_code == 403
    followed(visitor, said, deed="verdict", verdict="solved")
    row.refresh_from_db()
    assert (row.verdict_heard, row.verdict_by) == ("site", "")


def test_of_what_was_written_down_who_said_it_and_how_is_kept(town, visitor, secretary):
    said = sent(visitor, town, email="").context
    closed(secretary, "2025-0001", "resolved", answer="Сделано.")
    secretary.post(f"{HERE}verdict/", HEARD)
    closed(secretary, "2025-0001", "in_work", reason="Не сделано")
    put_away = "Ничего не изменилось, отписка, по телефону, Сейткали Дана, дочь"
    assert PersonMessage.objects.get().text.startswith(put_away)
    assert put_away in followed(visitor, said).content.decode()


def forwarding(town, today):
    due = Asked(town.council, today, calendar.load())
    return [(each.second, each.on) for each in to_forward(due)]


def test_the_desk_shows_until_when_what_nobody_took_up_is_forwarded(town, secretary):
    # Thursday 3 April; three working days after it end on Tuesday the 8th.
    first = received(town)
    received(town, date(2025, 4, 4), kind="request")
    wanted = [("2025-0001", date(2025, 4, 8)), ("2025-0002", date(2025, 4, 9))]
    assert forwarding(town, date(2025, 4, 8)) == wanted
    assert forwarding(town, date(2025, 4, 9)) == wanted[1:]
    assert forwarding(town, date(2025, 4, 10)) == []
    stand_still(town, 2025, 4, 8, 5)
    duties = {each["label"]: each["dues"] for each in secretary.get("/office/").context["duties"]}
    dues = duties["Appeals to be taken up or forwarded whole"]
    assert [(due["iso"], due["state"]["tone"]) for due in dues] == [
        ("2025-04-08", "attention"),
        ("2025-04-09", "attention"),
    ]
    # Taken into work, it is nobody's to be forwarded any more; its answer stays on the desk.
    actions.take_up([first], on=DAY, by=town.by)
    assert forwarding(town, date(2025, 4, 8)) == wanted[1:]
