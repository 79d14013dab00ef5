"""A colleague writes a remark on an appeal."""

from typing import TYPE_CHECKING

from kenes.appeals.models import Appeal
from kenes.appeals.remarks.models import Remark
from kenes.core import clock, record
from kenes.core.action import action
from kenes.core.filing import Filing

if TYPE_CHECKING:
    from kenes.core.access import User


@action
def write(appeal: Appeal, text: str, *, by: "User") -> Remark:
    """The remark stands under the writer's name of that day, for the office alone."""
    remark = Remark(
        council_id=appeal.council_id,
        appeal=appeal,
        text=text,
        written_at=clock.now(),
        author_then=by.name or by.email,
    )
    record.register([Filing(remark)], by=by)
    return remark
