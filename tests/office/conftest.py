"""The office: each test keeps its files apart from the others."""

import pytest


@pytest.fixture(autouse=True)
def _apart(own_files):
    """Every test here keeps its files apart."""
