"""Decisions and minutes in the office and on the portal: the whole way, and who may not go it."""

import pytest

from kenes.council import actions as councils
from kenes.minutes.models import Minutes
from kenes.sittings.decisions.models import Decision, Task
from tests.town import Town, fields, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(chamber, standing):
    return chamber


@pytest.fixture
def secretary(here):
    return signed_in(_town(here), "secretary")


def _town(chamber):
    return Town(chamber.council, chamber.by, *[None] * 7)


def _decision(here, **more):
    facts = {
        "item": str(here.items[0].pk),
        "ballot": str(here.ballot.pk),
        "title_ru": "О ремонте",
        "adopted_on": "2025-04-03",
        "text_ru": "Отремонтировать 3 улицы.",
        "text_kk": "3 көше жөнделсін.",
    }
    return facts | more


def enter(secretary, here, **more):
    form = fields(secretary.get("/office/decisions/new/"))
    return secretary.post("/office/decisions/new/", form | _decision(here, **more))


def test_a_decision_with_its_task_is_entered_published_and_done(here, secretary):
    answer = enter(
        secretary, here, **{"tasks-0-text_ru": "Составить список", "tasks-0-due_on": "2025-04-20",
                            "tasks-0-ordinal": "1"},
    )  # fmt: skip
    made = Decision.objects.get()
    assert answer["Location"] == f"/office/decisions/{made.number}/"
    assert secretary.get(f"/ru/decisions/{made.number}/").status_code == 404

    assert secretary.post(f"/office/decisions/{made.number}/publish/").status_code == 302
    assert secretary.get(f"/ru/decisions/{made.number}/").status_code == 200

    task = Task.objects.get()
    moved = f"/office/decisions/{made.number}/tasks/1/moves/done/"
    assert list(secretary.post(moved, {"on": "2025-04-03"}).context["form"].errors) == ["outcome"]
    secretary.post(moved, {"on": "2025-04-03", "outcome": "Список составлен"})
    task.refresh_from_db()
    assert (task.status, task.outcome) == ("done", "Список составлен")


def test_texts_that_differ_ask_for_a_word(here, secretary):
    enter(secretary, here, text_kk="4 көше жөнделсін.")
    url = f"/office/decisions/{Decision.objects.get().number}/publish/"
    answer = secretary.post(url, {"although": ""})
    assert answer.status_code == 422
    assert [(d.kk, d.ru) for d in answer.context["differences"]] == [("4", ""), ("", "3")]
    assert secretary.post(url, {"although": "так и есть"}).status_code == 302


def test_minutes_from_the_first_word_to_the_public_page(here, secretary):
    base = f"/office/sittings/{here.sitting.number}/minutes/"
    assert secretary.get(base).status_code == 200
    secretary.post(f"{base}begin/")
    words = {"place": "1", "version": "0", "text_ru": "Обсудили подробно.", "text_kk": ""}
    assert secretary.post(f"{base}word/", words).status_code == 302

    stale = secretary.post(f"{base}word/", words | {"text_ru": "Другое.", "version": "9"})
    assert stale.status_code == 422
    assert "Другое." in stale.content.decode()

    secretary.post(f"{base}close/")
    for role in ("chair", "secretary"):
        said = {"role": role, "name": "А. Б.", "kind": "paper", "on": "2025-04-03"}
        assert secretary.post(f"{base}sign/", said).status_code == 302
    minutes = Minutes.objects.get()
    public = f"/ru/minutes/{minutes.number}/"
    assert secretary.get(public).status_code == 404
    secretary.post(f"{base}publish/")

    page = secretary.get(public)
    assert "Обсудили подробно." in page.content.decode()
    assert minutes.digest in page.content.decode()
    for file in ("ru.docx", "kk.pdf", "1/ru.pdf"):
        assert secretary.get(f"{public}{file}").status_code == 200
    for file in ("de.pdf", "ru.exe", "9/ru.pdf"):
        assert secretary.get(f"{public}{file}").status_code == 404


def test_a_signature_without_its_file_is_refused_beside_the_field(here, secretary):
    base = f"/office/sittings/{here.sitting.number}/minutes/"
    secretary.post(f"{base}begin/")
    secretary.post(f"{base}close/")
    said = {"role": "chair", "name": "А. Б.", "kind": "scan", "on": "2025-04-03"}
    answer = secretary.post(f"{base}sign/", said)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["file"]
    assert answer.context["form"]["name"].value() == "А. Б."


def test_a_member_reads_and_does_not_write(here):
    member = signed_in(_town(here), "member")
    base = f"/office/sittings/{here.sitting.number}/minutes/"
    assert member.get(base).status_code == 200
    for way in ("begin/", "word/", "close/", "sign/", "publish/"):
        assert member.post(f"{base}{way}").status_code == 403
    assert not Minutes.objects.exists()


def test_another_councils_secretary_finds_nothing(here):
    other = councils.found(
        by=here.by, slug="kokshe", title_kk="К", title_ru="К", hosts="kokshe.localhost"
    )
    stranger = signed_in(Town(other, here.by, *[None] * 7), "secretary")
    base = f"/office/sittings/{here.sitting.number}/minutes/"
    assert stranger.get(base).status_code == 404
    assert stranger.post(f"{base}begin/").status_code == 404
