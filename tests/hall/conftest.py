"""A chamber with its clerk and a member, and a folder of its own for the fragments."""

import pytest

from kenes.core import clock
from tests.hall.visitors import client
from tests.sittings.chamber import NOON, Chamber


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    """Fragments are written into a folder of the test, style sheets need no collecting."""
    settings.VAR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def chamber(db):
    """The clock of the council stands, as a demo's does, so that requests live in its day."""
    with clock.standing(NOON):
        yield Chamber(demo_now=NOON)


@pytest.fixture
def clerk(chamber):
    return client(chamber, "secretary")


@pytest.fixture
def member(chamber):
    return client(chamber, "member", chamber.people[0])
