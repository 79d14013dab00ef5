"""A new key: everything sealed is sealed anew, also when it was stopped in the middle."""

import json

import pytest
from django.core.management import call_command
from django.db import connection

from kenes.appeals.applicants.models import Applicant
from kenes.appeals.models import Appeal
from kenes.core import record
from kenes.core.access import console
from kenes.core.journal import Entry
from kenes.core.letter import Letter
from kenes.core.secret import blind, keys, newest, unseal
from kenes.management import rotation
from tests.appeals.test_portal import followed, sent

pytestmark = pytest.mark.django_db


def stored():
    """What of an appeal stands in the database as it is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM kenes_appeal")
        found = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT name FROM kenes_applicant")
        return found + [row[0] for row in cursor.fetchall()]


def test_everything_is_sealed_anew_and_read_as_before(own_keys, town, visitor, capsys):
    said = sent(visitor, town).context
    version = Appeal.objects.get().version
    index = blind("x")
    assert [each.split(":")[0] for each in stored()] == ["k1", "k1"]
    call_command("keys", "rotate")
    assert newest() == "k2"
    assert [each.split(":")[0] for each in stored()] == ["k2", "k2"]
    assert rotation.behind() == 0
    row = Appeal.objects.get()
    assert (row.text, row.version) == ("У школы № 12 нет перехода.", version)
    assert Applicant.objects.get().name == "Сейткали Айгуль"
    assert "перехода" not in capsys.readouterr().out
    assert Letter.objects.get().recipient == "aigul@example.kz"
    # The code and the blind index follow another key.
    assert blind("x") == index
    assert followed(visitor, said).status_code == 200
    assert Entry.objects.filter(verb="keys.resealed").exists()
    # And what was sealed before is still read.
    assert json.loads((rotation.settings.KENES_KEYS).read_text()).keys() == keys().keys()
    assert set(keys()) == {"index", "k1", "k2"}


def test_stopped_in_the_middle_it_goes_on(own_keys, town, visitor, monkeypatch):
    for _ in range(5):
        sent(visitor, town)
    monkeypatch.setattr(rotation, "BATCH", 2)
    rotation.add_key()
    left = rotation.behind()
    batches = []
    whole = rotation._batch

    def breaking(*args, **more):
        if len(batches) == 3:
            raise KeyboardInterrupt
        batches.append(args)
        return whole(*args, **more)

    monkeypatch.setattr(rotation, "_batch", breaking)
    with pytest.raises(KeyboardInterrupt):
        rotation.reseal(by=console())
    assert 0 < rotation.behind() < left
    monkeypatch.setattr(rotation, "_batch", whole)
    call_command("keys", "rotate")
    # No further key was added: the one that was begun is finished.
    assert (newest(), rotation.behind()) == ("k2", 0)
    assert {unseal(each) for each in stored()} == {"У школы № 12 нет перехода.", "Сейткали Айгуль"}


def test_what_a_colleague_writes_meanwhile_is_kept(own_keys, town, visitor):
    sent(visitor, town)
    columns = rotation.sealed_columns()
    text = next(each for each in columns if (each[0], each[1].name) == (Appeal, "text"))
    rotation.add_key()
    old = rotation._older(*text, None)
    row = Appeal.objects.get()
    record.correct(row, version=row.version, by=console(), text="Перехода нет и теперь.")
    rotation._batch(*text, old, by=console())
    assert Appeal.objects.get().text == "Перехода нет и теперь."


def test_every_sealed_column_is_known():
    found = {f"{model.__name__}.{field.name}" for model, field in rotation.sealed_columns()}
    assert {"Appeal.text", "Applicant.name", "PersonMessage.text", "Support.address"} <= found
    assert "Publication.text" not in found
