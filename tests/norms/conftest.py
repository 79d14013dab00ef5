"""The calendar and the rules as the program is shipped with them, without a database."""

from collections.abc import Mapping

import pytest

from kenes.norms.calendar import WorkingDays
from kenes.norms.kinds import days_of_law, norms_of_law
from kenes.norms.models import DayMark, Norm


@pytest.fixture(scope="session")
def days() -> WorkingDays:
    return WorkingDays(DayMark(**day) for day in days_of_law())


@pytest.fixture(scope="session")
def law() -> Mapping[str, Norm]:
    return {facts["code"]: Norm(**facts) for facts in norms_of_law()}
