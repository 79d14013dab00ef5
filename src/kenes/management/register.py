"""What the commands share: the council they speak of, and how a refusal ends them."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation import override

from kenes.core import clock
from kenes.core.access import console
from kenes.core.refused import Refused
from kenes.council.models import Council
from kenes.management import indexing
from kenes.norms import actions as norms


class RegisterCommand(BaseCommand):
    """A command over a register. An empty database is migrated first; a refusal exits with 1."""

    requires_system_checks: list[str] = []

    def create_parser(self, *args: Any, **kwargs: Any) -> Any:
        parser = super().create_parser(*args, **kwargs)
        parser.add_argument(
            "--council", metavar="SLUG", help="which council, where there are several"
        )
        parser.add_argument("--lang", choices=("kk", "ru", "en"), default="ru")
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Each command adds its own."""

    def execute(self, *args: Any, **options: Any) -> Any:
        with override(options.get("lang") or "ru"), refusals():
            ready()
            with ticking():
                return super().execute(*args, **options)

    def say(self, answer: Any) -> None:
        """Print an answer as JSON that people can read too."""
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))


@contextmanager
def refusals() -> Iterator[None]:
    """A refusal, or a file out of reach, becomes one sentence and exit code 1."""
    try:
        yield
    except Refused as refused:
        raise CommandError(str(refused), returncode=1) from None
    except OSError as problem:
        if problem.filename is None:
            raise
        said = _("The file %s can be neither read nor written.") % problem.filename
        raise CommandError(said, returncode=1) from None


@contextmanager
def ticking() -> Iterator[None]:
    """The clock of the command is the register's: a demo register has a day of its own."""
    demo = Council.objects.filter(demo_now__isnull=False).order_by("pk").first()
    with clock.standing(demo.demo_now if demo else None):
        yield


def ready() -> None:
    """Bring the database up to the newest migration, and the law into an empty register."""
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError as problem:
        raise Refused(_("The database cannot be opened: %s") % problem) from None
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
        norms.load_law(by=console())
        indexing.fill()


def council_of(slug: str | None) -> Council:
    """The council a command speaks of. Refused when it is not clear which."""
    councils = list(Council.objects.order_by("pk"))
    if not councils:
        raise Refused(_("The register is empty. Take the journals in first."))
    if slug:
        councils = [council for council in councils if council.slug == slug]
    if not councils:
        raise Refused(_("There is no such council in this register."))
    # The first council is the one the installation was made for.
    return councils[0]


def day(text: str) -> date:
    """A date of the command line: 2024-03-05."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(text) from None
