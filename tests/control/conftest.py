"""The office's town, a secretary, a visitor of the portal, and a clock that stands."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client

from kenes.core.access import console
from kenes.core.period import Period, Scope
from kenes.demo.day import move as go_on
from kenes.events.models import Event
from kenes.report.answer import answers
from kenes.report.catalogue import CATALOGUE

EVER = Period(date(2022, 1, 1), date(2026, 12, 31))
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.fixture(autouse=True)
def _apart(own_files):
    """Every test here keeps its files apart."""


@pytest.fixture
def visitor(town):
    """Somebody without an account."""
    return Client(HTTP_HOST="almaty.localhost")


@pytest.fixture
def figures(town):
    """Every figure of the catalogue as it stands, by its code."""

    def ask():
        scope = Scope(town.council, EVER)
        found = answers([(code, scope) for code in CATALOGUE])
        return {answer.indicator.code: answer.value for answer in found}

    return ask


def moved(before, after):
    """The figures that are not what they were, and by how much."""
    return {code: after[code] - before[code] for code in after if after[code] != before[code]}


def deed(client, base, word, **said):
    """Do a deed of a page; the answer leads back, or says what is wrong."""
    return client.post(f"{base}do/{word}/", said)


def errors(answer):
    """The sentences of a form, by field."""
    return {name: list(said) for name, said in answer.context["form"].errors.items()}


def jpeg(*, place: bytes = b"43.2389N 76.8897E") -> bytes:
    """A small JPEG with its place written in it, as a phone does."""
    exif = b"Exif\x00\x00" + place
    app1 = b"\xff\xe1" + (len(exif) + 2).to_bytes(2) + exif
    comment = b"\xff\xfe" + (len(place) + 2).to_bytes(2) + place
    app0 = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    scan = b"\xff\xda\x00\x04\x01\x02" + b"\x11\xff\x00\x22\xff\xd0\x33"
    behind = b"another file with " + place
    return b"\xff\xd8" + app0 + app1 + comment + scan + b"\xff\xd9" + behind


def upload(name, content):
    """A file as a browser sends it."""
    made = BytesIO(content)
    made.name = name
    return made


def later(council, days):
    """So many days go by in the town, and what is done by itself is done."""
    council.refresh_from_db()
    go_on(council, days=days, by=console())


def event():
    """The one event there is."""
    return Event.objects.get()
