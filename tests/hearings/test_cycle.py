"""The whole cycle of a hearing through the pages, and which figures each step moves."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kenes.core import clock, record
from kenes.core.filing import Filing
from kenes.hearings.marks.models import Criterion, HearingMark
from kenes.hearings.models import Hearing
from kenes.hearings.questions.models import HearingQuestion
from kenes.recommendations.models import Point, Recommendation
from tests.figures import only
from tests.hearings.conftest import go_to, letters, only_hearing, sat
from tests.town import fields

D = date
PLAN = "/office/hearings/plan/"
HERE, OPEN = "/office/hearings/2025-0001/", "/en/hearings/2025-0001/"


def send(client, url, **said):
    """Open a form and send it with what is said; a record stands on the page it leads to."""
    asked = client.get(url)
    assert asked.status_code == 200
    answer = client.post(url, fields(asked) | said)
    assert answer.status_code == 302, answer.context["form"].errors
    return answer


def text_of(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def plan_it(town, secretary):
    asked = fields(secretary.get(PLAN))
    code = town.agency.code
    with only(town.council):
        answer = secretary.post(PLAN, asked | {f"take-{code}": "on", f"on-{code}": "2025-04-24"})
    assert answer.status_code == 302
    hearing = only_hearing()
    assert (hearing.number, hearing.status) == ("2025-0001", "planned")
    return hearing


def put_it_off(town, secretary):
    facts = {
        "asked_by": "agency",
        "reason": "Директор болен",
        "letter_number": "01-15",
        "letter_on": "2025-04-02",
        "to_on": "2025-05-15",
        "letter": [SimpleUploadedFile("letter.pdf", b"%PDF-1.7 letter")],
    }
    with only(town.council, hearings__postponements=1):
        send(secretary, f"{HERE}moves/postponed/", **facts)


def ask(town, secretary, member, visitor):
    with only(town.council):
        said = {"text": "Когда починят мост?", "name": "Асель"}
        assert visitor.post(f"{OPEN}ask/", said).context["asked"]
        visitor.post(f"{OPEN}ask/", {"text": "Дайте мне работу"})
        send(member, f"{HERE}questions/ask/", text="Жол неге жабық?")
        assert "мост" not in text_of(visitor, OPEN)
        bridge, job, road = HearingQuestion.objects.order_by("pk")
        send(secretary, f"{HERE}questions/{bridge.pk}/through/")
        send(secretary, f"{HERE}questions/{job.pk}/aside/", reason="Не об органе")
    page = text_of(visitor, OPEN)
    assert ["мост" in page, "Жол неге" in page, "работу" in page, "Асель" in page] == [
        True,
        True,
        False,
        False,
    ]
    return bridge, road


def hear(town, secretary):
    go_to(town, D(2025, 5, 15))
    with clock.standing(town.council.demo_now):
        item = sat(town, D(2025, 5, 15))
    heard = dict.fromkeys(("state_bodies", "state_bodies_agencies", "heard", "not_recommended"), 1)
    with only(town.council, **{f"hearings__{word}": one for word, one in heard.items()}):
        send(secretary, f"{HERE}moves/heard/", item=str(item.pk), verdict="accepted")


def write_down(town, secretary, bridge):
    answer = {"answer": "В мае.", "answer_language": "ru", "answered_by": "Директор"}
    with only(town.council):
        send(secretary, f"{HERE}questions/{bridge.pk}/answer/", **answer)
        send(secretary, f"{HERE}mark/coreports/new/", who="Эксперт", text_ru="Мост опасен.")
        for name, weight in (("Полнота", 2), ("Исполнение", 1)):
            said = {"title_ru": name, "weight": weight, "since_on": "2025-01-01"}
            send(secretary, "/office/criteria/new/", **said)
        full, done = Criterion.objects.order_by("-weight")
        given = {f"c-{full.code}": "4", f"c-{done.code}": "5"}
        send(secretary, f"{HERE}mark/give/", **given)
    assert list(HearingMark.objects.order_by("value").values_list("value", flat=True)) == [4, 5]
    assert only_hearing().mark == 4


def advise(town, hearing):
    with clock.standing(town.council.demo_now):
        on = D(2025, 5, 15)
        paper = Recommendation(council=town.council, title_ru="О мосте", prepared_on=on)
        point = Point(
            council=town.council,
            recommendation=paper,
            ordinal=1,
            addressee=town.agency,
            text_ru="Починить мост",
            prepared_on=on,
        )
        filing = Filing(paper, path=[("draft", on)], origins=[hearing])
        moves = {
            "hearings__not_recommended": -1,
            "hearings__recommended_in_preparation": 1,
            "recommendations__in_preparation": 1,
        }
        with only(town.council, **moves):
            record.register([filing], by=town.by)
            record.register([Filing(point, path=[("prepared", on)])], by=town.by)
    return paper


@pytest.mark.django_db
def test_a_hearing_from_its_plan_to_its_recommendation(town, secretary, member, visitor, asel):
    hearing = plan_it(town, secretary)
    assert [each.recipient for each in letters(hearing)] == ["asel@almaty.localhost"]
    put_it_off(town, secretary)
    told = letters(hearing)[-1].text
    assert ["24 апреля 2025" in told, "15 мая 2025" in told] == [True, True]
    bridge, _road = ask(town, secretary, member, visitor)
    send(
        asel,
        "/cabinet/hearings/2025-0001/report/",
        file=SimpleUploadedFile("report.pdf", b"%PDF-1.7 report"),
    )
    assert "report.pdf" in text_of(secretary, f"{HERE}letters/")
    assert "report.pdf" not in text_of(visitor, OPEN)
    hear(town, secretary)
    write_down(town, secretary, bridge)
    page = text_of(visitor, OPEN)
    for said in ("В мае.", "Мост опасен.", "Полнота", "4.3", "Директор болен", "01-15"):
        assert said in page, said
    leads = secretary.get(HERE).context["leads"]
    assert f"/office/recommendations/new/?from=hearings/{hearing.number}" in [
        lead["url"] for lead in leads
    ]
    advise(town, Hearing.objects.get())


@pytest.mark.django_db
def test_the_next_hearing_opens_with_the_fate_of_the_last_advice(town, secretary, visitor, asel):
    plan_it(town, secretary)
    put_it_off(town, secretary)
    hear(town, secretary)
    paper = advise(town, only_hearing())
    with clock.standing(town.council.demo_now):
        on = D(2025, 5, 15)
        record.move([paper], "adopted", on=on, by=town.by, adopted_on=on)
        facts = {"sent_on": on, "due_on": D(2025, 6, 16)}
        record.move(list(paper.points.all()), "sent", on=on, by=town.by, **facts)
    go_to(town, D(2026, 1, 15))
    asked = fields(secretary.get(PLAN))
    code = town.agency.code
    chosen = {f"take-{code}": "on", "day": "2026-03-12"}
    assert secretary.post(PLAN, asked | chosen).status_code == 302
    fate = visitor.get("/en/hearings/2026-0001/").context["fate"]
    assert fate["last"].number == "2025-0001"
    assert [(each["many"], each["state"]["tone"]) for each in fate["states"]] == [(1, "work")]
    assert len(fate["newest"]["rows"]) == 1
    dossier = visitor.get(f"/en/agencies/{code}/").context["hearings"]
    assert [len(dossier[part]) for part in ("ahead", "heard", "postponed")] == [1, 1, 1]
