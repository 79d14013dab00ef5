"""The database goes away in mid-submission: nothing is half-saved, the text comes back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection

from kenes.appeals.applicants.models import Applicant
from kenes.appeals.intake import actions
from kenes.appeals.models import Appeal
from kenes.core.attachment import Attachment
from kenes.core.journal import Entry
from kenes.core.letter import Letter
from tests.appeals.conftest import appeal

pytestmark = pytest.mark.django_db(transaction=True)
NEW = "/ru/appeals/new/"


def cut():
    """The line to the database is cut as a crash or a lost network would cut it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    else:
        # A file has no line to be cut; this is what is said when its disk goes away.
        raise OperationalError("disk I/O error")


@pytest.mark.parametrize("at", ["registration", "confirm"])
def test_nothing_is_half_saved_and_the_text_comes_back(town, visitor, monkeypatch, at, own_files):
    whole = getattr(actions, at)

    def broken(*args, **more):
        cut()
        return whole(*args, **more)

    monkeypatch.setattr(actions, at, broken)
    lines = Entry.objects.count()
    photo = SimpleUploadedFile("яма.jpg", b"\xff\xd8\xff" + b"0" * 100)
    said = appeal(town, text="Мой <b>длинный</b> текст о воде.", photos=[photo], open="on")
    answer = visitor.post(NEW, said)
    assert answer.status_code == 503
    page = answer.content.decode()
    assert "Мой &lt;b&gt;длинный&lt;/b&gt; текст о воде." in page
    assert "яма.jpg" in page
    assert "Реестр сейчас не отвечает." in page
    assert f'name="key" value="{said["key"]}"' in page
    assert 'name="open" value="on"' in page
    for value in ("Сейткали Айгуль", "aigul@example.kz", "ул. Абая, 10"):
        assert f'value="{value}"' in page
    counts = [model.objects.count() for model in (Appeal, Applicant, Attachment, Letter)]
    assert counts == [0, 0, 0, 0]
    assert Entry.objects.count() == lines

    # It is back; the page that came is sent as it stands.
    monkeypatch.undo()
    again = {name: value for name, value in said.items() if name != "photos"}
    assert visitor.post(NEW, again).status_code == 200
    assert Appeal.objects.get().text == said["text"]
