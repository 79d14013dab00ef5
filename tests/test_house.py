"""The rules of the house, held by tests."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models import UniqueConstraint
from django.urls import URLPattern, URLResolver, get_resolver

from kenes.core.row import Row

SOURCE = Path(settings.BASE)

# A slice imports only slices that stand before it (docs/decisions/0002).
ORDER = [
    "core",
    "norms",
    "organs",
    "council",
    "events",
    "sittings",
    "recommendations",
    "hearings",
    "control",
    "acts",
    "appeals",
    "surveys",
    "publications",
    "programme",
    "report",
    "minutes",
    "dispatches",
    "subscriptions",
    "journals",
    "jobs",
    "management",
    "demo",
    "portal",
    "api",
    "hall",
    "office",
    "cabinet",
    "commands",
]

# Tables that are no rows of a council, each for its reason.
NOT_ROWS = {
    "Council": "it is what every row belongs to",
    "User": "a person may have access to several councils",
    "Norm": "the law is one for all; a council's override names it",
    "DayMark": "the calendar is one for all",
    "Entry": "the journal outlives what it speaks of",
    "Payload": "may be destroyed apart from its line",
    "LastRun": "tells of the jobs of the whole installation",
    "Trace": "a digest that is kept for a while against abuse, and tells nothing",
    "Stamp": "says of the rules and the calendar that they changed, and nothing else",
    "AppealIndex": "follows from the appeals, and is made anew from them at any time",
    "Seal": "covers the journal of the whole installation",
}
MODELS = list(apps.get_app_config("kenes").get_models())


def modules():
    return [
        path
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts and "assets" not in path.parts
    ]


def slice_of(path):
    parts = path.relative_to(SOURCE).parts
    # A command is a face of its own and may call whatever it needs.
    return parts[-2] if "commands" in parts else parts[0] if len(parts) > 1 else ""


def imported(path):
    """The slices a module imports at run time; imports for types alone are left out."""
    tree = ast.parse(path.read_text())
    typed = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in typed:
            continue
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kenes."):
            yield node.module.split(".")[1]
        elif isinstance(node, ast.ImportFrom) and node.module == "kenes":
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_go_one_way(path):
    here = slice_of(path)
    if here not in ORDER:
        return
    allowed = ORDER[: ORDER.index(here) + 1]
    assert {name for name in imported(path) if name in ORDER} <= set(allowed)


def test_every_slice_has_its_place():
    folders = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    assert folders - {"migrations", "formats", "templatetags"} == set(ORDER) - {"commands"}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_table_is_a_row(model):
    assert issubclass(model, Row) != (model.__name__ in NOT_ROWS)


@pytest.mark.parametrize(
    "model", [m for m in MODELS if issubclass(m, Row)], ids=lambda model: model.__name__
)
def test_every_unique_contains_the_council(model):
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint):
            assert "council" in constraint.fields, constraint.name
    assert model._meta.unique_together == ()
    assert model._meta.get_field("council").remote_field.model.__name__ == "Council"


# One-to-one links are unique by nature: the event of a sitting belongs to its council already.
def test_no_other_unique_columns():
    found = {
        f"{model.__name__}.{field.name}"
        for model in MODELS
        if issubclass(model, Row)
        for field in model._meta.local_concrete_fields
        if field.unique and not field.primary_key and not field.one_to_one
    }
    assert found == set()


def patterns(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.callback


def test_every_address_says_who_may_come():
    # Sign-in belongs to its library, which guards its own pages.
    ours = [
        (route, view)
        for route, view in patterns(get_resolver())
        if not view.__module__.startswith("allauth.")
    ]
    assert [route for route, view in ours if not hasattr(view, "permission")] == []
    assert len(ours) > 20


def test_migrations_are_complete(db):
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_sizes(path):
    source = path.read_text()
    assert source.count("\n") <= 300, "split it by noun"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.end_lineno:
            assert node.end_lineno - node.lineno <= 42, node.name


WRITES = re.compile(
    r"\.(bulk_create|bulk_update|get_or_create|update_or_create)\(|objects\.create\("
)
# Where rows are written: actions, and in core the verbs that all of them call.
WRITERS = {"actions.py", "archive.py"}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_only_actions_write(path):
    if path.name in WRITERS or slice_of(path) == "core" or path.parent.name == "demo":
        return
    assert WRITES.findall(path.read_text()) == []


FOLDING = re.compile(r"__(icontains|iexact|istartswith|iregex)\b|\bLower\(")


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_lookup_folds_case_in_the_database(path):
    """SQLite folds case for ASCII alone; words are compared by their folded key."""
    if path.name == "access.py":
        return  # An e-mail address is ASCII.
    assert FOLDING.findall(path.read_text()) == []


def test_names():
    shunned = re.compile(r"(utils?|helpers?|manager|service|common)(\.py)?$")
    found = [
        path
        for path in SOURCE.rglob("*")
        if shunned.search(path.name) and path.suffix in ("", ".py")
    ]
    assert found == []


@pytest.mark.django_db
def test_every_constraint_stands_in_the_database():
    """The migrations lay constraints inside the tables; none may be lost on the way."""
    with connection.cursor() as cursor:
        for model in MODELS:
            standing = connection.introspection.get_constraints(cursor, model._meta.db_table)
            declared = {each.name for each in (*model._meta.constraints, *model._meta.indexes)}
            assert declared - set(standing) == set(), model
