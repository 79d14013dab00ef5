"""What many appeals are about waits for the council until it is taken up."""

import pytest

from kenes.appeals.campaigns import actions as campaigns
from kenes.appeals.campaigns.models import Campaign, CampaignAppeal
from kenes.appeals.models import Appeal
from kenes.appeals.publication import actions as publication
from kenes.appeals.publication.models import Publication
from kenes.appeals.supports.models import Support
from kenes.control.models import Monitoring
from kenes.core import record
from kenes.core.filing import Filing
from kenes.core.link import Link
from kenes.office.sitting.sources import PAST_THRESHOLD, waiting
from kenes.recommendations.models import Recommendation
from tests.appeals.conftest import received
from tests.town import DAY, fields

pytestmark = pytest.mark.django_db
HERE = "/office/appeals/threshold/"
# The value the law's table begins with; a council sets its own.
MANY = 10


def many(town, n=MANY, **more):
    return [received(town, text=f"Яма {at}.", **more) for at in range(n)]


def waits(town):
    found = waiting(town.council, DAY, PAST_THRESHOLD)
    return {source.code: [each.origin for each in matters] for source, matters in found}


def test_a_topic_waits_from_so_many_on_and_shows_the_very_appeals(town, secretary, member):
    rows = many(town, MANY - 1)
    assert waits(town)["appeals"] == []
    rows += many(town, 1)
    assert waits(town)["appeals"] == [town.topic]
    for client in (secretary, member):
        [matter] = client.get(HERE).context["matters"]
        assert "10 open appeals" in matter["why"]
        shown = client.get(matter["url"])
        assert {row["number"] for row in shown.context["rows"]} == {row.number for row in rows}
        assert bool(shown.context["leads"]) == (client is secretary)
    desk = {duty["label"]: duty["dues"] for duty in secretary.get("/office/").context["duties"]}
    assert [due["url"] for due in desk["Appeals past the threshold"]] == [matter["url"]]


@pytest.mark.parametrize("register", ["recommendations", "control/monitorings"])
def test_what_is_begun_from_it_comes_of_its_appeals_and_it_waits_no_more(
    town, secretary, visitor, register
):
    rows = many(town)
    [matter] = secretary.get(HERE).context["matters"]
    [url] = [each["url"] for each in matter["leads"] if f"/{register}/" in each["url"]]
    form = secretary.get(url)
    assert form.context["origin"]["title"] == "Дороги"
    day = DAY.isoformat()
    said = {"title_ru": "Ямы", "event__title_ru": "Ямы", "prepared_on": day, "event__held_on": day}
    done = secretary.post(url, fields(form) | said)
    assert done.status_code == 302, done.context["form"].errors
    model = Monitoring if register == "control/monitorings" else Recommendation
    made = model.objects.get()
    links = Link.objects.filter(to_id=made.pk)
    assert {each.from_id for each in links} == {row.pk for row in rows}
    assert waits(town)["appeals"] == []
    # Everyone sees neither from the one nor from the other what those are about.
    page = visitor.get(f"/ru/appeals/{rows[0].number}/")
    assert (page.context["origins"], page.context["consequences"]) == ([], [])
    assert page.context["chain"] is None
    told = visitor.get(made.get_absolute_url())
    if told.status_code == 200:
        assert f"/appeals/{rows[0].number}/" not in told.content.decode()
    # Those that come afterwards are counted from one again; struck, it leaves them waiting.
    many(town, MANY - 1)
    assert waits(town)["appeals"] == []
    record.strike([made], reason="ошибка", by=town.by)
    assert waits(town)["appeals"] == [town.topic]


def test_a_group_waits_with_the_appeals_of_its_own(town, secretary):
    rows = many(town)
    campaign = Campaign(council=town.council, kind="campaign", topic=town.topic, found_on=DAY)
    members = [CampaignAppeal(appeal=row, percent=90) for row in rows]
    campaigns.gather(campaign, members, on=DAY, by=town.by)
    assert waits(town)["campaigns"] == []
    campaigns.confirm(campaign, on=DAY, by=town.by, title_kk="Шұңқыр", title_ru="Яма")
    assert waits(town)["campaigns"] == [campaign]
    shown = secretary.get(f"{HERE}campaigns/{campaign.pk}/")
    assert len(shown.context["rows"]) == MANY
    assert secretary.get(f"{HERE}nothing/{campaign.pk}/").status_code == 404


def test_one_that_many_have_joined_waits_by_itself(town):
    [row] = many(town, 1)
    for n in range(MANY - 1):
        assert waits(town)["joined"] == []
        made = Support(council=town.council, appeal=row, whose=f"{n}", joined_on=DAY)
        record.register([Filing(made, path=[("counted", DAY)])], by=town.by)
    # Its title would stand in an agenda for everyone, so its author must have agreed.
    assert waits(town)["joined"] == []
    publication.consent(row, by=town.by)
    publication.publish(Publication.objects.get(), text="Яма у школы.", by=town.by)
    assert waits(town)["joined"] == [Appeal.objects.get()]
    [supported] = waiting(town.council, DAY, PAST_THRESHOLD[-1:])
    assert "10" in str(supported[1][0].why)
