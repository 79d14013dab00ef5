"""The term of an appeal in the office: kept, extended, forwarded, returned, ended, taken back."""

from datetime import date, timedelta

import pytest

from kenes.appeals.extensions import actions as extensions
from kenes.appeals.extensions.models import AppealExtension
from kenes.appeals.models import Appeal
from kenes.appeals.reckoning import actions as reckoning
from kenes.core import journal, record
from kenes.core.access import console
from kenes.core.action import action
from kenes.core.journal import Entry
from kenes.core.letter import Letter
from kenes.core.link import Link
from kenes.core.refused import Refused
from kenes.norms import actions as norms
from tests.appeals.conftest import appeal, stand_still
from tests.appeals.test_portal import closed, followed, letters, sent

pytestmark = pytest.mark.django_db
HERE = "/office/appeals/2025-0001/"
DUE = date(2025, 4, 24)
NAMES = {"kk": "Мереке", "ru": "Праздник", "en": "Feast"}


def only_one():
    return Appeal.objects.get(number="2025-0001")


def done(client, word, status=302, **said):
    answer = client.post(f"{HERE}{word}/", {"on": "2025-04-03", **said})
    assert answer.status_code == status, getattr(answer, "context", None)
    return answer


def errors(answer):
    return {name: list(said) for name, said in answer.context["form"].errors.items()}


def test_the_day_is_kept_by_every_way_in_and_follows_the_kind(town, visitor, secretary):
    row = sent(visitor, town).context["appeal"]
    assert only_one().due_on == DUE
    record.correct(row, version=row.version, by=town.by, kind="complaint")
    assert only_one().due_on == date(2025, 5, 2)
    record.correct(row, version=row.version, by=town.by, kind="request")
    assert only_one().due_on == date(2025, 4, 18)


def test_open_days_follow_the_calendar_with_a_journal_line_and_closed_ones_do_not(
    town, visitor, secretary
):
    for _time in range(2):
        sent(visitor, town)
    closed(secretary, "2025-0002", "resolved", answer="Сделано.")
    facts = {"kind": "holiday", "names": NAMES, "source": "An act", "by": town.by}
    norms.mark_day(on=DUE, **facts)
    by_number = dict(Appeal.objects.values_list("number", "due_on"))
    assert by_number == {"2025-0001": date(2025, 4, 25), "2025-0002": DUE}
    lines = Entry.objects.filter(verb="appeal.corrected").order_by("at", "pk")
    [line] = [each for each in lines if "due_on" in each.payload.said["changed"]]
    assert line.row_id == only_one().pk
    assert line.payload.said["changed"] == {"due_on": ["24.04.2025", "25.04.2025"]}
    # What the person says of a closed one does not move its day either.
    other = Appeal.objects.get(number="2025-0002")
    record.correct(other, version=other.version, by=town.by, verdict="solved")
    assert Appeal.objects.get(number="2025-0002").due_on == DUE


@action
def forget(town):
    Appeal.objects.update(due_on=None, answered_on=None, days_to_answer=None)
    journal.write("council.reckoned", town.council, by=town.by, council=town.council)


def test_appeals_of_before_get_their_day_by_a_duty_once(town, visitor, secretary):
    for _time in range(2):
        sent(visitor, town)
    closed(secretary, "2025-0002", "resolved", answer="Сделано.")
    forget(town)
    filled = [reckoning.fill(town.council, date(2025, 4, 3), by=console()) for _time in range(2)]
    assert filled == [2, 0]
    facts = Appeal.objects.order_by("number").values_list("due_on", "answered_on", "days_to_answer")
    assert list(facts) == [(DUE, None, None), (DUE, date(2025, 4, 3), 0)]


def test_an_extension_moves_the_day_and_tells_the_person(town, visitor, secretary):
    said = sent(visitor, town).context
    page = secretary.get(f"{HERE}extend/").content.decode()
    assert "article 76(3)" in page
    done(secretary, "extend", official="head", length="2", reason="Нужен выезд на место.")
    row = only_one()
    # Two months from the decision of 3 April end on 3 June.
    assert row.due_on == date(2025, 6, 3)
    [letter] = letters("appeal.extended")
    assert "Нужен выезд на место." in letter.text
    assert "руководитель" in letter.text
    own = followed(visitor, said)
    assert own.context["due"] == "3 июня 2025 г."
    assert "Продлено" in own.context["why"]
    # The reason is the person's own: the public page does not say it.
    public = visitor.get("/ru/appeals/2025-0001/").content.decode()
    assert "Нужен выезд" not in public
    card = secretary.get(HERE).content.decode()
    assert "Нужен выезд на место." in card


def test_two_extensions_on_one_day_are_two_letters(town, visitor, secretary):
    sent(visitor, town)
    for length, reason in (("1", "Нужен выезд."), ("2", "Ждём орган.")):
        done(secretary, "extend", official="head", length=length, reason=reason)
    first, second = Letter.objects.filter(purpose="appeal.extended").order_by("sequence")
    assert "Нужен выезд." in first.text
    assert "Ждём орган." in second.text


def strike(client, extension, status=302, **said):
    answer = client.post(f"{HERE}extensions/{extension.pk}/strike/", said)
    assert answer.status_code == status
    return answer


def test_an_extension_by_mistake_is_struck_and_the_person_told(town, visitor, secretary):
    sent(visitor, town)
    done(secretary, "extend", official="head", length="2", reason="Не то обращение.")
    [extension] = AppealExtension.objects.all()
    url = f"{HERE}extensions/{extension.pk}/strike/"
    assert url in secretary.get(HERE).content.decode()
    assert list(errors(strike(secretary, extension, 422, reason=" "))) == ["reason"]
    assert only_one().due_on == date(2025, 6, 3)
    strike(secretary, extension, reason="Записано не к тому обращению.")
    assert only_one().due_on == DUE
    assert secretary.get(HERE, {}).context["terms"]["extensions"] == []
    [letter] = letters("appeal.not_extended")
    assert "3 апреля 2025 г." in letter.text
    assert "Записано не к тому обращению." in letter.text
    assert "24 апреля 2025 г." in letter.text
    page = secretary.get(HERE).content.decode()
    assert "Записано не к тому обращению." in page
    assert url not in page
    strike(secretary, extension, 404, reason="Ещё раз.")
    # Extended anew, it is told anew; and a second mistake as well.
    done(secretary, "extend", official="head", length="1", reason="Выезд.")
    assert Letter.objects.filter(purpose="appeal.extended").count() == 2
    strike(secretary, AppealExtension.objects.live().get(), reason="Опять не к тому.")
    assert Letter.objects.filter(purpose="appeal.not_extended").count() == 2
    assert only_one().due_on == DUE


def test_a_request_may_be_extended_once_more_than_by_mistake(town, visitor, secretary):
    sent(visitor, town, kind="request")
    done(secretary, "extend", official="deputy", length="15", reason="Не то.")
    strike(secretary, AppealExtension.objects.get(), reason="Не то обращение.")
    done(secretary, "extend", official="deputy", length="15", reason="Несколько органов.")
    assert only_one().due_on == date(2025, 5, 5)


def test_a_mistake_at_a_closed_appeal_counts_no_more_either(town, visitor, secretary):
    sent(visitor, town)
    done(secretary, "extend", official="head", length="2", reason="Не то.")
    closed(secretary, "2025-0001", "explained", answer="Есть план.")
    strike(secretary, AppealExtension.objects.get(), reason="Не то обращение.")
    assert only_one().due_on == DUE


def test_a_member_strikes_no_extension(town, visitor, secretary, member):
    sent(visitor, town)
    done(secretary, "extend", official="head", length="2", reason="Выезд.")
    strike(member, AppealExtension.objects.get(), 403, reason="Нет.")
    assert "/strike/" not in member.get(HERE).content.decode()


def test_a_request_is_extended_once_by_days_after_its_term(town, visitor, secretary):
    sent(visitor, town, kind="request")
    done(secretary, "extend", official="deputy", length="15", reason="Несколько органов.")
    # 18 April and 15 days: 3 May is a Saturday, the next working day is the 5th.
    assert only_one().due_on == date(2025, 5, 5)
    again = secretary.get(f"{HERE}extend/")
    assert again.status_code == 409
    assert "extended once" in again.content.decode()


def test_what_cannot_be_extended_says_why(town, visitor, secretary):
    sent(visitor, town, kind="complaint")
    assert "complaint" in secretary.get(f"{HERE}extend/").content.decode()
    row = only_one()
    facts = {"official": "head", "length": 1, "reason": "Да.", "on": date(2025, 4, 3)}
    with pytest.raises(Refused, match="99"):
        extensions.extend(row, by=town.by, **facts)
    record.correct(row, version=row.version, by=town.by, kind="application")
    for wrong, field in (
        ({"length": 3}, "length"),
        ({"length": 0}, "length"),
        ({"reason": "  "}, "reason"),
        ({"official": "clerk"}, "official"),
        ({"on": DUE + timedelta(days=1)}, "on"),
        ({"on": date(2025, 4, 2)}, "on"),
    ):
        with pytest.raises(Refused) as refused:
            extensions.extend(only_one(), by=town.by, **facts | wrong)
        assert refused.value.field == field
    assert AppealExtension.objects.count() == 0
    extensions.extend(only_one(), by=town.by, **facts)
    row = only_one()
    with pytest.raises(Refused):
        record.correct(row, version=row.version, by=town.by, kind="complaint")
    closed(secretary, "2025-0001", "resolved")
    with pytest.raises(Refused):
        extensions.extend(only_one(), by=town.by, **facts)


def test_a_form_with_mistakes_keeps_what_was_typed(town, visitor, secretary):
    sent(visitor, town)
    answer = done(secretary, "extend", 422, official="", length="9", reason="Причина.")
    assert set(errors(answer)) == {"official", "length"}
    assert "Причина." in answer.content.decode()


def test_forwarded_whole_the_person_is_told_where(town, visitor, secretary):
    said = sent(visitor, town).context
    done(secretary, "moves/forwarded", to=str(town.agency.pk))
    [letter] = letters("appeal.forwarded")
    assert "Управление дорог" in letter.text
    assert "65(1)" in letter.text
    assert "Управление дорог" in followed(visitor, said).context["became"]


@pytest.mark.parametrize(
    ("move", "ground", "article"),
    [
        ("returned", "not_supplied", "64(7)"),
        ("returned", "same", "64(7)"),
        ("returned", "insulting", "64(7)"),
        ("terminated", "repeated", "88(1)1"),
    ],
)
def test_a_ground_of_the_law_is_told_with_its_article(
    town, visitor, secretary, move, ground, article
):
    said = sent(visitor, town).context
    name = {"returned": "return_ground", "terminated": "end_ground"}[move]
    assert list(errors(done(secretary, f"moves/{move}", 422))) == [name]
    done(secretary, f"moves/{move}", **{name: ground})
    assert only_one().ground == ground
    [letter] = letters(f"appeal.{move}")
    assert article in letter.text
    assert article in followed(visitor, said).context["became"]
    # In work again, it has no ground any more.
    done(secretary, "moves/in_work", reason="По жалобе.")
    assert only_one().ground == ""


def test_letters_are_in_the_language_of_the_appeal(town, visitor, secretary):
    answer = visitor.post("/kk/appeals/new/", appeal(town))
    assert answer.status_code == 200
    done(secretary, "moves/returned", return_ground="insulting")
    [letter] = letters("appeal.returned")
    assert "қайтарылды" in letter.subject
    assert "қорлайтын" in letter.text


def test_an_anonymous_appeal_ends_unless_it_tells_of_a_crime(town, visitor, secretary):
    sent(visitor, town, name="", email="")
    row = only_one()
    record.correct(row, version=row.version, by=town.by, grave=True)
    for move, name, ground in (
        ("terminated", "end_ground", "anonymous"),
        ("returned", "return_ground", "same"),
    ):
        answer = done(secretary, f"moves/{move}", 422, **{name: ground})
        assert list(errors(answer)) == [name]
    assert "forwarded at once" in secretary.get(HERE).content.decode()
    row = only_one()
    record.correct(row, version=row.version, by=town.by, grave=False)
    done(secretary, "moves/terminated", end_ground="anonymous")
    assert only_one().status == "terminated"


def test_a_signed_appeal_is_not_ended_as_anonymous(town, visitor, secretary):
    sent(visitor, town)
    answer = done(secretary, "moves/terminated", 422, end_ground="anonymous")
    assert errors(answer) == {"end_ground": ["This appeal has an author and an address."]}


def test_a_repeat_names_an_earlier_appeal(town, visitor, secretary):
    sent(visitor, town)
    stand_still(town, 2025, 4, 7, 5)
    sent(visitor, town)
    wrong = secretary.post(
        "/office/appeals/2025-0002/moves/terminated/",
        {"on": "2025-04-07", "end_ground": "repeated", "repeats": "2025-0009"},
    )
    assert list(errors(wrong)) == ["repeats"]
    answer = secretary.post(
        "/office/appeals/2025-0002/moves/terminated/",
        {"on": "2025-04-07", "end_ground": "repeated", "repeats": "2025-0001"},
    )
    assert answer.status_code == 302
    link = Link.objects.get(role="repeats")
    assert link.to_id == only_one().pk
    later = secretary.post(f"{HERE}repeats/", {"repeats": "2025-0002"})
    assert list(errors(later)) == ["repeats"]
    itself = secretary.post(f"{HERE}repeats/", {"repeats": "2025-0001"})
    assert list(errors(itself)) == ["repeats"]


def test_the_person_takes_it_back_before_the_decision_alone(town, visitor, secretary):
    said = sent(visitor, town).context
    unsure = followed(visitor, said, deed="withdraw")
    assert unsure.status_code == 422
    assert unsure.context["error"]
    assert only_one().status == "registered"
    taken = followed(visitor, said, deed="withdraw", sure="1")
    assert taken.context["thanks"]
    assert only_one().status == "withdrawn"
    assert "64(9)" in taken.context["became"]
    assert len(letters("appeal.withdrawn")) == 1
    # Once is enough, and nothing brings it back.
    assert followed(visitor, said, deed="withdraw", sure="1").status_code == 422
    assert Letter.objects.filter(purpose="appeal.withdrawn").count() == 1


def test_after_the_answer_it_cannot_be_taken_back(town, visitor, secretary):
    said = sent(visitor, town).context
    closed(secretary, "2025-0001", "explained", answer="Есть план.")
    late = followed(visitor, said, deed="withdraw", sure="1")
    assert late.status_code == 422
    assert only_one().status == "explained"


def test_the_card_says_what_is_left_to_forward_and_to_return(town, visitor, secretary):
    sent(visitor, town)
    terms = secretary.get(HERE).context["terms"]
    assert [(line["label"], line["due"], line["state"]["tone"]) for line in terms["lines"]] == [
        ("Answer", "24 April 2025", "plain"),
        ("To forward it whole", "8 April 2025", "attention"),
        ("To return it", "8 April 2025", "attention"),
    ]
    stand_still(town, 2025, 4, 28, 5)
    terms = secretary.get(HERE).context["terms"]
    assert {line["state"]["tone"] for line in terms["lines"]} == {"bad"}
    closed(secretary, "2025-0001", "resolved")
    assert secretary.get(HERE).context["terms"]["lines"] == []
