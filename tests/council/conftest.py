"""The house of each test."""

import pytest

from kenes.core import clock
from tests.council.house import NOON, House


@pytest.fixture
def house(db):
    with clock.standing(NOON):
        yield House()
