"""The demo register, built once for the tests of this folder; none of them needs an empty one."""

import pytest
from django.db import transaction

from kenes.core.access import console
from kenes.council.models import Council
from kenes.demo.build import build


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker):
    """The city's council of a demo register; the rows go when the folder is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        build(by=console())
        yield Council.objects.get(slug="almaty")
        transaction.set_rollback(True)
