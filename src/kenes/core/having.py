"""A condition on a row's parts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q

from kenes.core.row import Row


@dataclass(frozen=True)
class Having:
    """The row has at least one live part `relation` for which `conditions` hold."""

    relation: str
    conditions: Mapping[str, Any] = field(default_factory=dict)

    def on(self, model: type[Row]) -> Q:
        """The condition for rows of `model`; `relation` may lead through foreign keys."""
        *way, name = self.relation.split("__")
        owner: Any = model
        for step in way:
            owner = owner._meta.get_field(step).related_model
        relation = owner._meta.get_field(name)
        path = "".join(f"{step}__" for step in way)
        parts = relation.related_model.objects.filter(
            **{relation.field.name: OuterRef(f"{path}pk")}, struck_at=None, **self.conditions
        )
        return Q(Exists(parts))
