"""Papers to agencies are laid out, sent, delivered; silence is published."""

from datetime import date

from kenes.core import clock, record
from kenes.core.attachment import Attachment
from kenes.core.filing import Filing
from kenes.dispatches.models import Dispatch
from kenes.recommendations.models import Point
from kenes.recommendations.silence.models import Silence
from tests.office.recommendation.asking import HERE
from tests.town import DAY, NOW


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
