"""Brings the demo register to stand ready: kept, laid from its snapshot, or built."""

from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.utils.translation import gettext as _

from kenes.core.access import console
from kenes.core.refused import Refused
from kenes.council.models import Council
from kenes.demo import snapshot
from kenes.demo.build import build
from kenes.management import register as command


def make_ready(*, fresh: bool = False) -> None:
    """The demo stands in the register in use. Refused when that register is somebody's own."""
    file = snapshot.file_of_register()
    if file is None:
        _on_server(fresh=fresh)
    else:
        _in_file(file, fresh=fresh)


def _refuse() -> None:
    raise Refused(_("This register is not a demo. Nothing was touched."))


def _in_file(file: Path, *, fresh: bool) -> None:
    marked = snapshot.is_marked(file)
    if marked is False:
        _refuse()
    made_from = snapshot.digest()
    if marked and not fresh and snapshot.is_of(file, made_from):
        return
    connection.close()
    if (marked or not file.exists()) and snapshot.lay(file, made_from):
        return
    if marked:
        snapshot.clear(file)
    command.ready()
    build(by=console())
    connection.close()
    snapshot.keep(file, made_from)


def _on_server(*, fresh: bool) -> None:
    command.ready()
    councils = list(Council.objects.all())
    if any(not council.is_demo for council in councils):
        _refuse()
    if councils and not fresh:
        return
    if councils:
        call_command("flush", verbosity=0, interactive=False)
    build(by=console())
