"""The demo register, built once for all the tests that look at it."""

import pytest
from django.db import transaction

from kenes.core.access import console
from kenes.council.models import Council
from kenes.demo.build import build


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The city's council of a demo register; the rows go when the module is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        build(by=console())
        yield Council.objects.get(slug="almaty")
        transaction.set_rollback(True)
