"""A council that advises agencies."""

import pytest

from tests.recommendations.advising import founded


@pytest.fixture
def house(db):
    with founded() as house:
        yield house
