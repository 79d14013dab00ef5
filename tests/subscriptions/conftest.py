"""A council that advises agencies, and whose advice is followed."""

import pytest

from tests.recommendations.advising import founded


@pytest.fixture
def house(db):
    with founded() as house:
        yield house
