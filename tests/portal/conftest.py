"""A small register made by chance, and a visitor of its portal."""

import copy
import random

import pytest
from django.db import transaction
from django.test import Client

from kenes.core.access import console
from kenes.norms import actions as norms
from tests.recommendations.advising import founded
from tests.registers import Register


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    """Filled once for all tests of a module; what a test adds goes when the test is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        by = console()
        norms.load_law(by=by)
        register = Register(by, random.Random(7))
        register.fill()
        yield register
        transaction.set_rollback(True)


@pytest.fixture
def register(filled, db):
    own = copy.copy(filled)
    own.chance = copy.deepcopy(filled.chance)
    return own


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


@pytest.fixture
def house(db):
    with founded() as house:
        yield house
