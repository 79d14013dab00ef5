"""`./kenes makemigrations`: Django's own, with constraints and indexes inside the new tables.

Django adds each constraint in an operation of its own, and for each of them SQLite lays the whole
table anew. Within one migration a table that has just been made can be made with them at once.

What has changed is told from the steps alone: the migration that lays an empty register at once
always says what the models say.
"""

from typing import Any

from django.core.management.commands import makemigrations
from django.db.migrations import AddConstraint, AddIndex, CreateModel, Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.models import CheckConstraint, Index, UniqueConstraint

AT_ONCE = ("kenes", "0001_the_register_at_once")


class Steps(MigrationLoader):
    """The migrations by which a register that exists is brought up to now."""

    def load_disk(self) -> None:
        super().load_disk()
        self.disk_migrations.pop(AT_ONCE)


# Django's command offers no other way to say which migrations it reads.
vars(makemigrations)["MigrationLoader"] = Steps


class Command(makemigrations.Command):
    def write_migration_files(
        self, changes: dict[str, list[Migration]], update_previous_migration_paths: Any = None
    ) -> None:
        """Write the migrations, folded."""
        for migrations in changes.values():
            for migration in migrations:
                vars(migration)["operations"] = folded(list(migration.operations))
        super().write_migration_files(changes, update_previous_migration_paths)


def folded(operations: list[Operation]) -> list[Operation]:
    """The operations, each constraint and index moved into the table made before, where it can be.

    It cannot where a field it names is added only afterwards.
    """
    made: dict[str, CreateModel] = {}
    left = []
    for operation in operations:
        match operation:
            case CreateModel():
                made[operation.name_lower] = operation
            case AddConstraint(model_name_lower=name, constraint=constraint) if name in made:
                if _fits(constraint, made[name]):
                    made[name].options.setdefault("constraints", []).append(constraint)
                    continue
            case AddIndex(model_name_lower=name, index=index) if name in made:
                if _fits(index, made[name]):
                    made[name].options.setdefault("indexes", []).append(index)
                    continue
        left.append(operation)
    return left


def _fits(told: Any, table: CreateModel) -> bool:
    """Whether the table is made with every field that the constraint or the index names."""
    fields = {name for name, _field in table.fields}
    return _named(told) <= fields | {f"{name}_id" for name in fields}


def _named(told: Any) -> set[str]:
    match told:
        case CheckConstraint():
            return _of(told.condition)
        case UniqueConstraint():
            return set(told.fields) | (_of(told.condition) if told.condition else set())
        case Index():
            return {name.removeprefix("-") for name in told.fields}
    raise TypeError(told)


def _of(condition: Any) -> set[str]:
    """The fields a condition names, on either side of its comparisons."""
    found = set()
    for expression in condition.flatten():
        if isinstance(getattr(expression, "name", None), str):
            found.add(expression.name)
    for child in getattr(condition, "children", ()):
        if isinstance(child, tuple):
            found.add(child[0].partition("__")[0])
            if hasattr(child[1], "flatten"):
                found |= {each.name for each in child[1].flatten() if hasattr(each, "name")}
        else:
            found |= _of(child)
    return found
