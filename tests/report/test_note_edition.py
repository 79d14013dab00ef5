"""Editions of the note: frozen, compared, corrected; and the blueprint edited in the office."""

import hashlib
import zlib

import pytest
from django.test import Client

from kenes.core import clock, record
from kenes.core.access import Access
from kenes.core.filing import Filing
from kenes.core.refused import Refused, Stale
from kenes.report import actions
from kenes.report.models import Block, Edition
from kenes.report.note import edition
from kenes.report.note.blueprint import plan
from kenes.report.note.drift import differences, drift
from kenes.report.note.note import compose
from tests.report.register import filled
from tests.report.test_note import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_static_files(settings):
    """Pages are asked for without the style sheets gathered."""
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "whitenoise" not in each]
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}


@pytest.fixture
def register():
    with clock.standing(NOW):
        yield filled()


@pytest.fixture
def kept(register):
    return actions.load_default(register.council, by=register.user)


@pytest.fixture
def office(register):
    access = Access(council=register.council, user=register.user, role="secretary",
                    since_on="2024-01-01")  # fmt: skip
    record.register([Filing(access)], by=register.user)
    client = Client()
    client.force_login(register.user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_an_edition_bears_a_number_and_the_digest_of_what_it_holds(register, kept):
    made = edition.freeze(kept, by=register.user)

    assert made.number == "2025-0001"
    plain = zlib.decompress(bytes(made.frozen))
    assert hashlib.sha256(plain).hexdigest() == made.digest
    assert "Скрытое".encode() not in plain
    assert b"example.org" not in plain


def test_the_same_register_has_the_same_digest(register, kept):
    other = filled("twin")
    first = edition.freeze(kept, by=register.user)
    second = edition.freeze(plan(other.council), by=other.user)

    assert first.digest == second.digest


def test_a_second_edition_of_the_same_is_refused(register, kept):
    edition.freeze(kept, by=register.user)

    with pytest.raises(Refused):
        edition.freeze(kept, by=register.user)


def test_an_altered_edition_is_told(register, kept):
    made = edition.freeze(kept, by=register.user)
    made.frozen = zlib.compress(b"{}")

    with pytest.raises(Refused):
        edition.content(made)


def test_a_frozen_note_reads_as_it_did(register, kept):
    before = [line.plain for line in compose(kept, "kk").lines]
    made = edition.freeze(kept, by=register.user)
    register.appeals("resolved", 3)

    assert [line.plain for line in edition.note_of(made, "kk").lines] == before


def test_nothing_drifts_while_nothing_changes(register, kept):
    made = edition.freeze(kept, by=register.user)

    assert drift(made, "ru") == []


def test_drift_shows_exactly_the_struck_row(register, kept):
    made = edition.freeze(kept, by=register.user)
    appeal = register.appeals("resolved", 1)[0]
    late = edition.freeze(kept, by=register.user)
    record.strike([appeal], reason="ошибка", by=register.user)

    found = {each.code: each for each in drift(late, "ru")}

    assert set(found) == {"appeals.received", "appeals.considered", "appeals.resolved"}
    resolved = found["appeals.resolved"]
    assert (resolved.was, resolved.now) == (6, 5)
    assert [(row.number, row.struck) for row in resolved.went] == [(appeal.number, True)]
    assert not resolved.came
    assert drift(made, "ru") == []


def test_drift_tells_a_row_that_weighs_otherwise(register, kept):
    from kenes.events.models import ReachEntry

    made = edition.freeze(kept, by=register.user)
    entry = ReachEntry.objects.get(audience="residents")
    record.correct(entry, version=1, by=register.user, people=1300)

    found = {each.code: each for each in drift(made, "en")}

    assert set(found) == {"events.platform_reach"}
    reach = found["events.platform_reach"]
    assert len(reach.changed) == 1
    assert not reach.came
    assert not reach.went


def test_a_correction_lists_what_it_says_otherwise(register, kept):
    first = edition.freeze(kept, by=register.user)
    register.held("round_table", 1)
    second = edition.freeze(kept, by=register.user, corrects=first)

    altered = differences(first, second, "ru")

    assert ("2", "3") in {(each.old, each.new) for each in altered}
    assert any("2\u00a0круглых стола" in each.old for each in altered)
    assert any("3\u00a0круглых стола" in each.new for each in altered)


def test_blocks_are_put_moved_and_taken_out(register, kept):
    second = kept.blocks[1]
    for n in range(12):
        kept = plan(register.council)
        actions.put(kept, kept.blocks[0].position, by=register.user, kind="paragraph",
                    text_ru=f"Новый {'абзац' * n}")  # fmt: skip
    kept = plan(register.council)
    assert kept.blocks[13].pk == second.pk
    actions.move(kept, kept.blocks[1], up=True, by=register.user)
    assert plan(register.council).blocks[0].pk == kept.blocks[1].pk
    actions.strike([plan(register.council).blocks[0]], reason="лишнее", by=register.user)
    assert len(plan(register.council).blocks) == len(kept.blocks) - 1


def test_a_block_that_cannot_be_evaluated_is_refused(register, kept):
    block = kept.blocks[1]
    texts = {"figure": "", "text_kk": "", "text_en": "", "text_ru": "[[appeals.resolvd]]"}

    with pytest.raises(Refused):
        actions.edit(kept, block, version=1, by=register.user, **texts)


def test_a_stale_edit_is_refused_with_the_others_change(register, kept):
    block = kept.blocks[0]
    facts = {"figure": "", "text_kk": "Тақырып", "text_ru": "Заголовок", "text_en": "Heading"}
    actions.edit(kept, block, version=1, by=register.user, **facts)

    with pytest.raises(Stale) as stale:
        actions.edit(kept, Block.objects.get(pk=block.pk), version=1, by=register.user,
                     **(facts | {"text_ru": "Иначе"}))  # fmt: skip

    assert stale.value.changes["text_ru"] == ("Заседания и состав совета", "Заголовок")


def test_a_stale_form_keeps_the_persons_text(register, kept, office):
    block = kept.blocks[0]
    facts = {"figure": "", "text_kk": "Тақырып", "text_ru": "Заголовок", "text_en": "Heading"}
    actions.edit(kept, block, version=1, by=register.user, **facts)

    said = {**facts, "text_ru": "Моё слово", "kind": "heading", "version": "1", "do": "save"}
    page = office.post(f"/office/note/{block.pk}/", said).content.decode()

    assert "Моё слово" in page
    assert "<ins>Заголовок</ins>" in page
    assert Block.objects.get(pk=block.pk).text_ru == "Заголовок"


def test_the_office_edits_and_freezes(register, kept, office):
    block = kept.blocks[1]
    said = {"kind": "paragraph", "version": "1", "figure": "", "text_kk": "", "text_en": "",
            "text_ru": "Решено [[appeals.resolved]], набрано 77.", "do": "preview"}  # fmt: skip
    page = office.post(f"/office/note/{block.pk}/", said).content.decode()
    assert "77" in page
    assert Block.objects.get(pk=block.pk).version == 1
    assert office.post(f"/office/note/{block.pk}/", said | {"do": "save"}).status_code == 302
    assert "“77”" in office.get("/ru/note/").content.decode() or "77" in page
    assert office.post("/office/note/freeze/", {"corrects": ""}).status_code == 302
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_pages_of_the_note_open_for_everyone(register, kept, lang):
    made = edition.freeze(kept, by=register.user)
    client = Client()

    for where in ("", "editions/", f"editions/{made.number}/", f"editions/{made.number}/drift/",
                  "note.docx", "note.pdf", "note.json", f"editions/{made.number}/note.pdf",
                  "together/?figures=control.monitorings+events.round_tables"
                  "&from=2022-01-01&until=2024-12-31"):  # fmt: skip
        answer = client.get(f"/{lang}/note/{where}")
        assert answer.status_code == 200, where
    page = client.get(f"/{lang}/note/").content.decode()
    assert f'href="/{lang}/figures/appeals.resolved/?from=2022-01-01' in page
    assert "<script>" not in page
    assert "style=" not in page


def test_strangers_edit_nothing(register, kept):
    client = Client()

    for where in ("", "freeze/", f"{kept.blocks[0].pk}/", "periods/", "take-over/"):
        assert client.post(f"/office/note/{where}").status_code == 302
    assert not Edition.objects.exists()
