"""Appeals that say the same are gathered; a person confirms, answers together, merges."""

from datetime import timedelta

import pytest

from kenes.appeals.campaigns import actions, finding
from kenes.appeals.campaigns.agenda import SOURCE
from kenes.appeals.campaigns.models import Campaign, CampaignAppeal
from kenes.appeals.models import Appeal
from kenes.core import clock, record
from kenes.core.letter import Letter
from kenes.core.refused import Refused
from tests.appeals.test_suggestions import file
from tests.figures import only
from tests.town import DAY, NOW

pytestmark = pytest.mark.django_db
PATTERN = "Просим вернуть автобус № 12 на улицу Абая, дети ходят в школу пешком. Подпись: {}"
OTHERS = ("Во дворе сломаны качели и нет света.", "Нет воды второй день, кран сухой.")


@pytest.fixture(autouse=True)
def _own_place(settings, tmp_path):
    settings.VAR = tmp_path
    with clock.standing(NOW):
        yield


def write(town, *names):
    return [file(town, PATTERN.format(name), town.topic, closed=False, name=name) for name in names]


def find(town, later=0):
    return finding.find(town.council, DAY + timedelta(days=later), by=town.by)


@pytest.fixture
def group(town):
    """Three people wrote alike, and two of other things."""
    write(town, "Ахметова Жанна", "Бекова Сауле", "Ким Олег")
    for text in OTHERS:
        file(town, text, town.topic, closed=False, name="Иной")
    assert find(town) == 3
    return Campaign.objects.get()


def confirm(town, group):
    actions.confirm(group, on=DAY, by=town.by, title_kk="12-автобус", title_ru="Автобус № 12")


def test_texts_alike_are_gathered_once(town, group):
    assert (group.kind, group.status, group.topic) == ("campaign", "waiting", town.topic)
    assert group.members.count() == 3
    assert all(each.percent >= 72 for each in group.members.all())
    assert find(town) == 0
    assert Campaign.objects.count() == 1


def test_what_comes_later_joins_the_group(town, group):
    write(town, "Омаров Ерлан")
    assert find(town, later=1) == 1
    assert group.members.count() == 4
    assert Campaign.objects.count() == 1


def test_two_people_are_no_campaign(town):
    write(town, "Ахметова Жанна", "Бекова Сауле")
    assert find(town) == 0


def test_what_was_sent_away_is_not_proposed_again(town, group):
    actions.dismiss(group, on=DAY, by=town.by, reason="Разное")
    assert find(town) == 0
    write(town, "Омаров Ерлан")
    assert find(town) == 0


def test_a_person_who_wrote_again_is_a_double(town):
    earliest, later = write(town, "Ким Олег", "Ким Олег")
    assert find(town) == 2
    double = Campaign.objects.get()
    assert double.kind == "double"
    by = {"considered": -1, "in_work": -1, "late": -1, "not_taken_up": 1}
    with only(town.council, **{f"appeals__{name}": many for name, many in by.items()}):
        assert actions.merge(double, on=DAY, by=town.by) == earliest
    later.refresh_from_db()
    double.refresh_from_db()
    assert (later.status, double.status) == ("merged", "joined")


def test_who_gives_no_name_is_nobodys_double(town):
    write(town, "", "")
    assert find(town) == 0


def test_a_campaign_is_not_merged(town, group):
    with pytest.raises(Refused):
        actions.merge(group, on=DAY, by=town.by)


def test_a_group_has_a_name_in_both_languages(town, group):
    with pytest.raises(Refused) as refused:
        actions.confirm(group, on=DAY, by=town.by, title_kk=" ", title_ru="Автобус")
    assert refused.value.field == "title_kk"


@pytest.mark.parametrize(
    ("outcome", "answer", "field"), [("merged", "Да", "outcome"), ("resolved", " ", "answer")]
)
def test_an_answer_says_what_and_how(town, group, outcome, answer, field):
    confirm(town, group)
    with pytest.raises(Refused) as refused:
        actions.answer(group, outcome=outcome, answer=answer, on=DAY, by=town.by)
    assert refused.value.field == field


def test_the_clerk_answers_together_and_each_gets_a_letter(town, group, secretary):
    here = f"/office/appeals/groups/{group.pk}/"
    listed = secretary.get("/office/appeals/groups/").context["lists"]
    assert [len(groups) for _label, groups in listed] == [1, 0, 0]
    assert [each["url"] for each in secretary.get(here).context["deeds"]] == [
        "confirm/",
        "dismiss/",
    ]
    day = DAY.isoformat()
    empty = secretary.post(f"{here}confirm/", {"on": day, "title_kk": "", "title_ru": "Автобус"})
    assert empty.status_code == 422
    named = {"on": day, "title_kk": "12-автобус", "title_ru": "Автобус № 12"}
    assert secretary.post(f"{here}confirm/", named).status_code == 302
    said = {"on": day, "outcome": "resolved", "answer": "Автобус вернули."}
    by = {"resolved": 3, "in_time": 3, "in_work": -3, "late": -3}
    with only(town.council, **{f"appeals__{name}": many for name, many in by.items()}):
        assert secretary.post(f"{here}answer/", said).status_code == 302
    group.refresh_from_db()
    assert group.status == "answered"
    rows = Appeal.objects.filter(campaigns__campaign=group)
    assert {(row.status, row.answer) for row in rows} == {("resolved", "Автобус вернули.")}
    others = Appeal.objects.exclude(campaigns__campaign=group)
    assert {row.status for row in others} == {"registered"}


def test_each_who_left_an_address_gets_a_letter_of_their_own(town, group):
    first, second, _third = group.open_appeals()
    for row, address in ((first, "one@example.kz"), (second, "two@example.kz")):
        record.correct(row.applicant, version=row.applicant.version, by=town.by, email=address)
    confirm(town, group)
    actions.answer(group, outcome="explained", answer="Нет денег.", on=DAY, by=town.by)
    letters = Letter.objects.filter(purpose="appeal.answered")
    assert {each.recipient for each in letters} == {"one@example.kz", "two@example.kz"}


def test_an_appeal_leaves_the_group_and_is_not_answered_with_it(town, group, secretary):
    member = group.members.first()
    left = secretary.post(f"/office/appeals/groups/{group.pk}/leave/{member.pk}/")
    assert left.status_code == 302
    confirm(town, group)
    assert actions.answer(group, outcome="explained", answer="Нет.", on=DAY, by=town.by) == 2
    member.appeal.refresh_from_db()
    assert member.appeal.status == "registered"
    with pytest.raises(Refused):
        actions.leave_out(CampaignAppeal.objects.filter(struck_at=None)[0], by=town.by)


def test_a_group_past_the_threshold_waits_for_an_agenda(town, group):
    assert list(SOURCE.waiting(town.council, DAY)) == []
    confirm(town, group)
    assert list(SOURCE.waiting(town.council, DAY)) == []
    write(town, *(f"Житель {at}" for at in range(7)))
    find(town)
    [waiting] = SOURCE.waiting(town.council, DAY)
    assert (waiting.origin, waiting.title_ru) == (group, "Автобус № 12")


def test_other_councils_do_not_see_it(town, other, group, secretary):
    visit = secretary.get(f"/office/appeals/groups/{group.pk}/", HTTP_HOST="kokshe.localhost")
    assert visit.status_code in (302, 403, 404)
    assert secretary.get(f"/office/appeals/groups/{group.pk}/merge/").status_code == 404
