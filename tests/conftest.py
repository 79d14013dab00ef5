"""What every test may ask for."""

import pytest
from django.db import connections
from hypothesis import HealthCheck, settings

from kenes.core import clock
from kenes.core.action import guarded

# The town in which the office, the cabinet, hearings and public control are tested.
pytest_plugins = ["tests.town"]

# No test fails because a machine is slow.
settings.register_profile("kenes", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kenes")


@pytest.fixture(autouse=True)
def _guard(request):
    """In a test that may touch the database, a write outside an action fails."""
    if not {"db", "transactional_db", "live_server"} & set(request.fixturenames):
        yield
        return
    with guarded(connections["default"]):
        yield


@pytest.fixture(autouse=True)
def _running_clock():
    """No test leaves the clock standing for the next one."""
    yield
    assert clock._standing.get() is None
