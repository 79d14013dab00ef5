"""An agency exercises its right of reply."""

from typing import TYPE_CHECKING

from kenes.core import record
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.recommendations.statements.models import Statement

if TYPE_CHECKING:
    from kenes.core.access import User


@action
def state(statement: Statement, *, by: "User") -> None:
    """The agency says publicly what it thinks of how the council counts it.

    It stands beside its figures from this moment on; the newest one is the one that stands.
    """
    record.register([Filing(statement)], by=by)
