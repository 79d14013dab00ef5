"""Files that belong to records: kept once, shown to whom they may be, taken along in an export."""

import hashlib
import zipfile

import pytest

from kenes.core import attachment, clock, record
from kenes.core.attachment import Attachment, safe_name
from kenes.core.refused import Refused
from kenes.management import archive
from tests.sittings.chamber import NOON, Chamber

PDF = b"%PDF-1.7\n" + b"0" * 1000


@pytest.fixture
def chamber(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    with clock.standing(NOON):
        yield Chamber()


def put(chamber, name="отчёт.pdf", content=PDF, *, public=True, row=None):
    return attachment.attach(row or chamber.items[0], name, [content], public=public, by=chamber.by)


def test_content_is_kept_under_its_digest_once(chamber, settings):
    first = put(chamber)
    second = put(chamber, row=chamber.items[1])
    digest = hashlib.sha256(PDF).hexdigest()
    assert first.path == second.path == settings.MEDIA_ROOT / digest[:2] / digest
    assert first.path.read_bytes() == PDF
    assert [p.name for p in settings.MEDIA_ROOT.rglob("*") if p.is_file()] == [digest]
    told = Attachment.objects.get(pk=first.pk)
    assert (told.size, told.media_type, told.name) == (len(PDF), "application/pdf", "отчёт.pdf")
    assert told.about == chamber.items[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<script>"),
        ("picture.svg", b"<svg>"),
        ("no-ending", b"%PDF-1.7"),
        ("report.pdf", b"<html>"),
        ("report.pdf", b""),
        ("notes.txt", b"a\x00b"),
        ("table.xlsx", b"%PDF-1.7"),
    ],
)
def test_what_is_not_kept(chamber, settings, name, content):
    with pytest.raises(Refused) as refused:
        put(chamber, name, content)
    assert refused.value.field == "file"
    assert not Attachment.objects.exists()
    assert not [p for p in settings.MEDIA_ROOT.rglob("*") if p.is_file()]


def test_a_file_larger_than_allowed(chamber, settings):
    settings.KENES_FILE_AT_MOST = 500
    with pytest.raises(Refused):
        put(chamber)
    assert not [p for p in settings.MEDIA_ROOT.rglob("*") if p.is_file()]


def test_the_same_file_twice_on_one_record(chamber):
    put(chamber)
    with pytest.raises(Refused):
        put(chamber)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\me\\отчёт.pdf", "отчёт.pdf"),
        ("a\u202efdp.pdf", "afdp.pdf"),
        (" ..hidden .pdf ", "hidden .pdf"),
        ("a\x00\nb.pdf", "ab.pdf"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_names_are_made_safe(said, name):
    assert safe_name(said) == name


def test_the_public_sees_what_is_public_of_what_stands(chamber):
    shown, kept = put(chamber), put(chamber, "для-своих.pdf", PDF + b"1", public=False)
    assert (shown.seen_by_all, kept.seen_by_all) == (True, False)
    attachment.show(kept, public=True, by=chamber.by)
    assert kept.seen_by_all
    record.strike([chamber.items[0]], reason="снят", by=chamber.by)
    assert not shown.seen_by_all
    assert not kept.seen_by_all


def test_a_check_tells_of_content_missing_or_spoiled(chamber):
    first, second = put(chamber), put(chamber, "other.pdf", PDF + b"1")
    assert list(attachment.faults()) == []
    first.path.unlink()
    second.path.write_bytes(b"%PDF-spoiled")
    told = " ".join(attachment.faults())
    assert "отчёт.pdf" in told
    assert "other.pdf" in told


def test_an_export_takes_the_content_along(chamber, tmp_path, settings):
    first, second = put(chamber), put(chamber, "other.pdf", PDF + b"1", public=False)
    out = tmp_path / "register.zip"
    archive.export(out)
    with zipfile.ZipFile(out) as packed:
        assert packed.read(f"files/{first.sha256}") == PDF
    settings.MEDIA_ROOT = tmp_path / "elsewhere"
    assert len(list(attachment.faults())) == 2
    with zipfile.ZipFile(out) as packed:
        archive.lay_files(packed)
    told = {each.name: each.path.read_bytes() for each in Attachment.objects.all()}
    assert told == {"отчёт.pdf": PDF, "other.pdf": PDF + b"1"}
    assert second.sha256 in attachment.contents()
    assert list(attachment.faults()) == []
