"""The office pages of recommendations: many points at once, answers, checks, papers, silence."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kenes.core import clock, record
from kenes.core.attachment import Attachment
from kenes.core.filing import Filing
from kenes.core.link import Link
from kenes.dispatches.models import Dispatch
from kenes.events.models import Event
from kenes.office.sitting.sources import waiting
from kenes.organs.models import Organisation
from kenes.recommendations.answers.models import PointAnswer
from kenes.recommendations.models import Point, Recommendation
from kenes.recommendations.silence.models import Silence
from kenes.sittings.decisions.models import Decision
from kenes.sittings.models import AgendaItem, Sitting
from tests.office.conftest import DAY, NOW
from tests.office.test_records import register

HERE = "/office/recommendations/2025-0001/"


@pytest.fixture
def agencies(town):
    with clock.standing(NOW):
        rows = [
            Organisation(
                council=town.council,
                title_ru=f"Акимат {n}",
                kind="akimat",
                email=f"akimat{n}@example.kz",
            )
            for n in range(3)
        ]
        record.register([Filing(row) for row in rows], by=town.by)
    return rows


@pytest.fixture
def paper(town, secretary):
    said = {
        "title_ru": "О дорогах",
        "title_kk": "Жолдар туралы",
        "prepared_on": "2025-03-03",
        "norm": "rec.answer.general",
    }
    answer = register(secretary, "recommendations", said)
    assert answer.status_code == 302, answer.context["form"].errors
    return Recommendation.objects.get()


@pytest.fixture
def decision(town):
    """A decision of a sitting that was held."""
    council, on = town.council, date(2025, 3, 5)
    with clock.standing(NOW):
        event = Event(council=council, kind="sitting", title_ru="Заседание", held_on=on)
        sitting = Sitting(
            council=council, event=event, body=town.body, seats_then=3, quorum_then=2, present=3
        )
        within = Filing(event, path=[("planned", on), ("held", on)])
        record.register([Filing(sitting, within=within)], by=town.by)
        item = AgendaItem(
            council=council, sitting=sitting, position=1, kind="question", title_ru="О дорогах"
        )
        row = Decision(council=council, item=item, adopted_on=on, title_ru="Принять рекомендацию")
        record.register([Filing(item), Filing(row)], by=town.by)
    return row


@pytest.fixture
def adopted(paper, decision, agencies, secretary):
    spread(secretary, agencies)
    answer = secretary.post(f"{HERE}moves/adopted/", {"decision": str(decision.pk)})
    assert answer.status_code == 302, answer.context["form"].errors
    paper.refresh_from_db()
    return paper


def spread(client, agencies, **said):
    texts = {"text_ru": "Починить.\n\nУбрать.", "text_kk": "Жөндеу.\n\nТазалау."} | said
    return client.post(f"{HERE}spread/", texts | {"akimat": [str(row.pk) for row in agencies]})


@pytest.fixture
def sent(adopted, secretary):
    secretary.post(f"{HERE}papers/prepare/")
    keys = [str(row.pk) for row in Dispatch.objects.all()]
    told = {"paper": keys, "channel": "post", "on": "2025-04-03"}
    assert secretary.post(f"{HERE}papers/send/", told).status_code == 302
    return list(Point.objects.order_by("ordinal"))


def test_forty_points_are_made_as_easily_as_one(paper, agencies, secretary):
    assert secretary.get(f"{HERE}spread/").status_code == 200
    assert spread(secretary, agencies).status_code == 302
    said = [(p.ordinal, p.addressee.title_ru, p.text_ru, p.text_kk) for p in paper.points.all()]
    assert said == [
        (1, "Акимат 0", "Починить.", "Жөндеу."),
        (2, "Акимат 1", "Починить.", "Жөндеу."),
        (3, "Акимат 2", "Починить.", "Жөндеу."),
        (4, "Акимат 0", "Убрать.", "Тазалау."),
        (5, "Акимат 1", "Убрать.", "Тазалау."),
        (6, "Акимат 2", "Убрать.", "Тазалау."),
    ]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"text_kk": "Жөндеу."}, "text_kk"),
        ({"text_ru": "", "text_kk": ""}, "text_ru"),
        ({"akimat": []}, "__all__"),
    ],
)
def test_what_is_missing_is_said_and_the_text_stays(paper, agencies, secretary, said, field):
    texts = {"text_ru": "Починить.\n\nУбрать.", "text_kk": "Жөндеу.\n\nТазалау."}
    boxes = {"akimat": [str(row.pk) for row in agencies]}
    answer = secretary.post(f"{HERE}spread/", texts | boxes | said)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Point.objects.exists()


def test_a_paper_is_adopted_by_a_decision_and_takes_its_day(adopted, decision):
    assert (adopted.status, adopted.adopted_on, adopted.decision) == (
        "adopted",
        date(2025, 3, 5),
        decision,
    )


def test_papers_are_laid_out_one_to_an_agency_and_sent(sent):
    assert {(p.status, p.sent_on, p.due_on) for p in sent} == {
        ("sent", date(2025, 4, 3), date(2025, 5, 5))
    }
    assert [(d.status, d.points.count()) for d in Dispatch.objects.all()] == [("sent", 2)] * 3
    names = list(Attachment.objects.values_list("name", flat=True).order_by("name"))
    assert names[:4] == [
        "2025-0001-kk.docx",
        "2025-0001-kk.pdf",
        "2025-0001-ru.docx",
        "2025-0001-ru.pdf",
    ]


def test_nothing_ticked_is_said(adopted, secretary):
    secretary.post(f"{HERE}papers/prepare/")
    answer = secretary.post(f"{HERE}papers/send/", {"channel": "post", "on": "2025-04-03"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["__all__"]


def test_the_pages_open_in_every_state(sent, secretary):
    for address in (f"{HERE}", f"{HERE}points/", f"{HERE}papers/", "/office/dispatches/"):
        assert secretary.get(address).status_code == 200
    for row in Dispatch.objects.all():
        assert secretary.get(f"/office/dispatches/{row.number}/?lang=kk").status_code == 200
    assert secretary.get("/office/dispatches/silence/").status_code == 200


def answers(points, **said):
    """The form of an agency's answers, as its page asks them."""
    told = {
        "given_on": "2025-04-03",
        "channel": "paper",
        "language": "ru",
        "signed_then": "Ахметов",
    }
    for point in points:
        told[f"p{point.ordinal}-version"] = point.version
    return told | said


def mine(points, agency):
    return [point for point in points if point.addressee == agency]


def test_answers_of_one_letter_are_entered_together_with_its_scan(sent, agencies, secretary):
    points = mine(sent, agencies[0])
    address = f"{HERE}answers/{agencies[0].code}/"
    assert secretary.get(address).status_code == 200
    scan = SimpleUploadedFile("letter.pdf", b"%PDF-1.7 scan")
    said = {
        "p1-kind": "accepted",
        "p1-text": "Сделаем.",
        "p1-promised_on": "2025-06-01",
        "p4-kind": "rejected",
        "p4-text": "Не наше.",
        "scan": scan,
    }
    answer = secretary.post(address, answers(points, **said))

    assert answer.status_code == 302, answer.context["form"].errors
    told = PointAnswer.objects.order_by("point__ordinal")
    assert [(a.point.status, a.signed_then) for a in told] == [
        ("accepted", "Ахметов"),
        ("rejected", "Ахметов"),
    ]
    assert Attachment.objects.get(row_id=told[0].pk).public is False


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"p1-kind": "accepted"}, "p1-text"),
        ({"p1-text": "Да."}, "p1-kind"),
        ({}, "__all__"),
        ({"p1-kind": "accepted", "p1-text": "Да.", "given_on": "2025-04-02"}, "given_on"),
        ({"p1-kind": "accepted", "p1-text": "Да.", "given_on": "2025-04-04"}, "given_on"),
        (
            {"p1-kind": "accepted", "p1-text": "Да.", "p1-promised_on": "2025-03-01"},
            "p1-promised_on",
        ),
    ],
)
def test_what_is_wrong_with_an_answer_is_said_beside_it(sent, agencies, secretary, said, field):
    points = mine(sent, agencies[0])
    answer = secretary.post(f"{HERE}answers/{agencies[0].code}/", answers(points, **said))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not PointAnswer.objects.exists()


def test_a_colleagues_answer_meanwhile_is_shown_and_the_text_stays(sent, agencies, secretary):
    points = mine(sent, agencies[0])
    address = f"{HERE}answers/{agencies[0].code}/"
    said = answers(points, **{"p1-kind": "accepted", "p1-text": "Сделаем."})
    assert secretary.post(address, said).status_code == 302
    late = said | {"p1-kind": "rejected", "p1-text": "Передумали."}
    answer = secretary.post(address, late)

    assert answer.status_code == 422
    assert "Передумали." in answer.content.decode()
    assert PointAnswer.objects.count() == 1


def test_an_answer_is_found_hollow_withheld_and_the_point_checked_and_closed(
    sent, agencies, secretary
):
    points = mine(sent, agencies[0])
    said = answers(points, **{"p1-kind": "accepted", "p1-text": "Сделаем."})
    secretary.post(f"{HERE}answers/{agencies[0].code}/", said)
    answer = PointAnswer.objects.get()
    base = f"{HERE}points/"

    empty = secretary.post(f"{base}answers/{answer.pk}/hollow/", {"on": "2025-04-03"})
    assert list(empty.context["form"].errors) == ["reason"]
    reason = {"on": "2025-04-03", "reason": "Ни срока."}
    assert secretary.post(f"{base}answers/{answer.pk}/hollow/", reason).status_code == 302
    secretary.post(f"{base}answers/{answer.pk}/withhold/", {"reason": "Назван житель."})
    claim = {"on": "2025-04-03", "text": "Сделано.", "language": "ru"}
    assert secretary.post(f"{base}1/claim/", claim).status_code == 302
    early = {"on": "2025-04-03", "outcome": "not_done", "text_ru": "Нет.", "closing": "implemented"}
    refused = secretary.post(f"{base}1/check/", early)
    assert refused.status_code == 422
    found = early | {"outcome": "done", "text_ru": "Осмотрено."}
    assert secretary.post(f"{base}1/check/", found).status_code == 302

    point = Point.objects.get(ordinal=1)
    answer.refresh_from_db()
    assert (point.status, answer.hollow_because, answer.withheld) == (
        "implemented",
        "Ни срока.",
        "Назван житель.",
    )
    assert secretary.get(base).status_code == 200
    assert secretary.post(f"{base}1/claim/", claim).status_code == 404


def test_more_time_is_asked_and_agreed(sent, secretary):
    base = f"{HERE}points/"
    asked = {"on": "2025-04-03", "until_on": "2025-06-02", "reason": "Смета."}
    assert secretary.post(f"{base}1/more-time/", asked).status_code == 302
    deferral = sent[0].deferrals.get()
    address = f"{base}deferrals/{deferral.pk}/"
    assert list(
        secretary.post(f"{address}refuse/", {"on": "2025-04-03"}).context["form"].errors
    ) == ["decision"]
    assert secretary.post(f"{address}grant/", {"on": "2025-04-03"}).status_code == 302
    assert Point.objects.awaited().get(ordinal=1).awaited_on == date(2025, 6, 2)


def test_a_paper_is_worded_dropped_and_laid_out_anew(adopted, secretary):
    secretary.post(f"{HERE}papers/prepare/")
    row = Dispatch.objects.order_by("number").first()
    here = f"/office/dispatches/{row.number}/"
    words = {"opening_kk": "Құрметті!", "opening_ru": "Уважаемые!", "version": row.version}
    assert secretary.post(f"{here}word/", words).status_code == 302
    assert "Уважаемые!" in secretary.get(here).content.decode()
    assert secretary.get(f"{here}ru.pdf").content.startswith(b"%PDF-")
    assert secretary.get(f"{here}kk.docx").status_code == 200
    assert secretary.get(f"{here}de.pdf").status_code == 404

    stale = secretary.post(f"{here}word/", words | {"opening_ru": "Иначе"})
    assert stale.status_code == 422
    drop = {"on": "2025-04-03", "reason": "Ошибка в адресе."}
    assert secretary.post(f"{here}drop/", drop).status_code == 302
    secretary.post(f"{HERE}papers/prepare/")
    assert Dispatch.objects.filter(status="prepared").count() == 3


def test_delivery_is_proven_and_a_paper_that_came_back_goes_again(sent, secretary):
    first, second, _third = Dispatch.objects.order_by("number")
    here = f"/office/dispatches/{first.number}/"
    proof = {"on": "2025-04-03", "proof": "Штамп на копии."}
    assert secretary.post(f"{here}deliver/", proof).status_code == 302
    assert {
        (p.received_on, p.due_on) for p in Point.objects.filter(dispatched__dispatch=first)
    } == {(date(2025, 4, 3), date(2025, 5, 5))}
    there = f"/office/dispatches/{second.number}/"
    assert (
        secretary.post(f"{there}returned/", {"on": "2025-04-03", "reason": "Выбыл."}).status_code
        == 302
    )
    again = {"on": "2025-04-03", "channel": "hand"}
    assert secretary.post(f"{there}again/", again).status_code == 302
    second.refresh_from_db()
    assert (second.status, second.channel) == ("sent", "hand")


def test_only_a_silence_whose_day_has_come_is_published(sent, town, secretary):
    point = sent[0]
    with clock.standing(NOW):
        row = Silence(
            council=town.council,
            point=point,
            since_on=date(2025, 4, 2),
            awaited_on_then=date(2025, 4, 1),
        )
        record.register([Filing(row)], by=town.by)
    address = "/office/dispatches/silence/"
    assert secretary.get(address).status_code == 200
    secretary.post(f"{address}publish/", {"silence": [str(row.pk)]})
    row.refresh_from_db()
    assert row.published_on is None


def test_a_member_reads_and_changes_nothing(sent, town, member):
    assert member.get(f"{HERE}points/").status_code == 200
    for address in (
        f"{HERE}spread/",
        f"{HERE}points/1/check/",
        f"{HERE}papers/prepare/",
        f"{HERE}papers/send/",
        f"/office/dispatches/{Dispatch.objects.first().number}/deliver/",
        "/office/dispatches/silence/publish/",
    ):
        assert member.post(address).status_code == 403, address
    assert clock.today() != DAY


def test_a_point_sent_before_any_rule_we_know_has_no_due_day_and_says_so(town, secretary):
    on = date(2021, 3, 3)
    paper = Recommendation(
        council=town.council, prepared_on=on, adopted_on=on, title_ru="О дорогах"
    )
    point = Point(
        council=town.council,
        recommendation=paper,
        ordinal=1,
        addressee=town.agency,
        text_ru="Починить",
        prepared_on=on,
        sent_on=on,
    )
    course = [("draft", on), ("adopted", on)]
    with clock.standing(NOW):
        record.register([Filing(paper, path=course)], by=town.by)
        record.register([Filing(point, path=[("prepared", on), ("sent", on)])], by=town.by)

    for address in (paper.number, f"{paper.number}/points"):
        page = secretary.get(f"/office/recommendations/{address}/").content.decode()
        assert "no term known for that day" in page
    assert secretary.get("/office/").status_code == 200


def test_a_recommendation_is_begun_from_a_record_and_keeps_where_it_came_from(town, secretary):
    with clock.standing(NOW):
        event = Event(
            council=town.council, kind="round_table", title_ru="Вода", held_on=date(2025, 3, 1)
        )
        on = event.held_on
        record.register([Filing(event, path=[("planned", on), ("held", on)])], by=town.by)
    card = secretary.get(f"/office/events/{event.number}/").content.decode()
    address = f"/office/recommendations/new/?from=events/{event.number}"
    assert address in card
    assert event.title_ru in secretary.get(address).content.decode()

    form = secretary.get(address).context["form"]
    said = {"key": str(form["key"].value()), "title_ru": "О воде", "prepared_on": "2025-03-02"}
    lines = {name: form[name].value() for name in form.fields if name.endswith("-lines")}
    answer = secretary.post(
        address, said | lines | {"norm": "rec.answer.general", "state": "draft"}
    )

    assert answer.status_code == 302, answer.context["form"].errors
    link = Link.objects.get(to_id=Recommendation.objects.get().pk)
    assert (link.from_id, link.from_register) == (event.pk, "event")


def test_a_draft_waits_for_an_agenda_and_its_decision_is_chosen(paper, agencies, secretary, town):
    spread(secretary, agencies)
    found = {source.code: rows for source, rows in waiting(town.council, DAY)}
    [matter] = found["adoption"]
    assert (matter.origin, matter.title_ru) == (
        paper,
        "Принятие рекомендации 2025-0001: О дорогах",
    )
