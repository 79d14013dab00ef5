"""What hangs on an event: the record of a later register that it is the occasion of."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kenes.events.models import Event


def hung_on(event: "Event") -> Any:
    """The sitting, the public hearing or the monitoring it is the occasion of; None of another."""
    for relation in event._meta.related_objects:
        name = relation.get_accessor_name() or ""
        if relation.one_to_one and hasattr(event, name):
            return getattr(event, name)
    return None
