"""A whole register as one archive: a file of JSON lines for each table, and back."""

import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import transaction
from django.utils.translation import gettext as _

from kenes.core import attachment, kept
from kenes.core.kept import Stamp
from kenes.core.refused import Refused
from kenes.core.secret import SealedField, seal, unseal
from kenes.core.snapshot import snapshot
from kenes.council.models import Council
from kenes.management import indexing

FORMAT = 1
BATCH = 2000


def tables() -> list[Any]:
    """Every table of the register, in the order in which they refer to one another.

    What follows from the others is made anew when it is needed.
    """
    found = apps.get_app_config("kenes").get_models()
    models = [model for model in found if not getattr(model, "DERIVED", False)]
    return serializers.sort_dependencies([("kenes", models)], allow_cycles=True)


def export(path: Path) -> int:
    """Write the archive; how many rows went into it. Sealed fields stay sealed.

    It holds the register as of one moment, and others may write meanwhile.
    """
    rows = 0
    with snapshot(), zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        counted = {}
        for model in tables():
            name = model._meta.model_name
            with archive.open(f"{name}.jsonl", "w") as out:
                counted[name] = 0
                for line in _lines(model):
                    out.write(line.encode() + b"\n")
                    counted[name] += 1
            rows += counted[name]
        for sha256 in attachment.contents():
            if attachment.place(sha256).exists():
                archive.write(attachment.place(sha256), f"files/{sha256}")
        said = {"format": FORMAT, "rows": counted}
        archive.writestr("register.json", json.dumps(said, indent=1))
    return rows


def _lines(model: Any) -> Iterator[str]:
    sealed = [f.name for f in model._meta.concrete_fields if isinstance(f, SealedField)]
    for row in model._default_manager.order_by("pk").iterator(chunk_size=BATCH):
        [said] = json.loads(serializers.serialize("json", [row], ensure_ascii=False))
        for name in sealed:
            said["fields"][name] = seal(getattr(row, name))
        yield json.dumps(said, ensure_ascii=False)


def restore(path: Path) -> int:
    """Read an archive into an empty database; how many rows came. Refused when it is not empty."""
    if Council.objects.exists():
        raise Refused(_("The register is not empty; a restore would mix two councils' data."))
    rows = 0
    try:
        archive = zipfile.ZipFile(path)
        said = json.loads(archive.read("register.json"))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        raise Refused(_("This file is no exported register.")) from None
    if said.get("format") != FORMAT:
        raise Refused(_("This archive was written by another version."))
    with archive, transaction.atomic():
        _clear()
        for model in tables():
            name = f"{model._meta.model_name}.jsonl"
            # An archive of an earlier version lacks the tables that came since.
            if name in archive.namelist():
                with archive.open(name) as lines:
                    rows += _restore_table(model, lines)
        lay_files(archive)
        for what in (Stamp.RULES, Stamp.ROWS):
            kept.changed(what)
    indexing.fill()
    return rows


def lay_files(archive: zipfile.ZipFile) -> None:
    """Lay out the content of files; `./kenes check` tells of any that the archive does not hold."""
    for sha256 in attachment.contents():
        name, path = f"files/{sha256}", attachment.place(sha256)
        if name in archive.namelist():
            path.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as content, path.open("wb") as out:
                shutil.copyfileobj(content, out)


def _clear() -> None:
    """Take away what an empty register begins with: the law, the console, their journal."""
    for model in reversed(tables()):
        model._default_manager.all().delete()


def _restore_table(model: Any, lines: Any) -> int:
    sealed = [f.name for f in model._meta.concrete_fields if isinstance(f, SealedField)]
    batch, count = [], 0
    for line in lines:
        said = json.loads(line)
        for name in sealed:
            said["fields"][name] = unseal(said["fields"][name])
        [found] = serializers.deserialize("json", json.dumps([said]))
        batch.append(found.object)
        count += 1
        if len(batch) >= BATCH:
            model._default_manager.bulk_create(batch)
            batch = []
    model._default_manager.bulk_create(batch)
    return count
