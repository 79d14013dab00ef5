"""A small register made by chance, and a visitor of its portal."""

import random

import pytest
from django.test import Client

from kenes.core.access import console
from kenes.norms import actions as norms
from tests.registers import Register


@pytest.fixture
def register(db):
    by = console()
    norms.load_law(by=by)
    register = Register(by, random.Random(7))
    register.fill()
    return register


@pytest.fixture
def visitor(register):
    return Client(headers={"host": "localhost"})


@pytest.fixture(autouse=True)
def _no_collecting(settings, tmp_path):
    """Style sheets need no collecting."""
    (tmp_path / "static").mkdir()
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
