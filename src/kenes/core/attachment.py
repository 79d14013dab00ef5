"""Files that belong to records. Content is kept once under its SHA-256, beside the database."""

import hashlib
import os
import re
import secrets
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kenes.core import journal, record, scanner
from kenes.core.action import action
from kenes.core.filing import Filing
from kenes.core.refused import Refused
from kenes.core.row import Row, moment

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.core.frozen import Archive

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_OFFICE = "application/vnd.openxmlformats-officedocument"
# What may be kept: the ending of the name → media type, and how such a file begins.
TYPES: Mapping[str, tuple[str, tuple[bytes, ...]]] = {
    "pdf": ("application/pdf", (b"%PDF-",)),
    "docx": (f"{_OFFICE}.wordprocessingml.document", (_ZIP,)),
    "xlsx": (f"{_OFFICE}.spreadsheetml.sheet", (_ZIP,)),
    "pptx": (f"{_OFFICE}.presentationml.presentation", (_ZIP,)),
    "odt": ("application/vnd.oasis.opendocument.text", (_ZIP,)),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", (_ZIP,)),
    "doc": ("application/msword", (_OLE,)),
    "xls": ("application/vnd.ms-excel", (_OLE,)),
    "ppt": ("application/vnd.ms-powerpoint", (_OLE,)),
    "rtf": ("application/rtf", (b"{\\rtf",)),
    "jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "zip": ("application/zip", (_ZIP,)),
    "txt": ("text/plain", ()),
    "csv": ("text/csv", ()),
}
NAME_AT_MOST = 150
PIECE = 1024 * 1024
_KEPT = re.compile(r"[0-9a-f]{64}")


class Attachment(Row):
    """A file about a record of any register: its name, kind, size and SHA-256.

    Public ones are seen by whoever may see the record; the others by the office alone.
    """

    PUBLIC = Q(public=True)

    row_id = models.UUIDField(editable=False)
    register = models.CharField(max_length=40, editable=False)
    name = models.CharField(gettext_lazy("file"), max_length=NAME_AT_MOST)
    media_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveBigIntegerField(gettext_lazy("size"), editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    public = models.BooleanField(gettext_lazy("seen by the public"), default=False)
    at = models.DateTimeField(default=moment, editable=False)

    class Meta(Row.Meta):
        verbose_name = gettext_lazy("file")
        verbose_name_plural = gettext_lazy("files")
        ordering = ("at", "pk")
        indexes = (models.Index(fields=["row_id"], name="attachment_by_row"),)

    @property
    def title(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/files/{self.pk}/"

    @property
    def path(self) -> Path:
        """Where its content lies."""
        return place(self.sha256)

    @property
    def model(self) -> Any:
        """The register of the record it belongs to."""
        return apps.get_model("kenes", self.register)

    @property
    def about(self) -> Any:
        """The record it belongs to; None where that is struck."""
        return self.model.objects.live().filter(pk=self.row_id).first()

    def archive_of(self, closed: "Sequence[Archive]") -> "Archive | None":
        """A file is kept with the record it is about."""
        model: Any = apps.get_model("kenes", self.register)
        about: Row | None = model.objects.filter(pk=self.row_id).first()
        return about.archive_of(closed) if about else None

    @property
    def seen_by_all(self) -> bool:
        """Whether the public may have it: it is public, and so is the record it belongs to."""
        rows = self.model.objects.live().filter(self.model.PUBLIC, pk=self.row_id)
        return self.public and not self.struck and bool(rows.exists())


def place(sha256: str) -> Path:
    """Where content with this digest lies: files/ab/ab12…"""
    if not _KEPT.fullmatch(sha256):
        raise ValueError(sha256)
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def attached(rows: Iterable[Row], *, public: bool) -> dict[Any, list[Attachment]]:
    """The files of several records, asked together; for the public only what it may see."""
    found: dict[Any, list[Attachment]] = {}
    files = Attachment.objects.live().filter(row_id__in=[row.pk for row in rows])
    for each in files.filter(Attachment.PUBLIC) if public else files:
        found.setdefault(each.row_id, []).append(each)
    return found


def safe_name(said: str) -> str:
    """The name of a file without folders, signs of control and tricks of direction."""
    name = unicodedata.normalize("NFC", PurePosixPath(said.replace("\\", "/")).name)
    name = "".join(c for c in name if unicodedata.category(c)[0] != "C" and c not in '<>:"|?*')
    name = " ".join(name.split()).strip(". ")
    stem, dot, ending = name.rpartition(".")
    if len(name) > NAME_AT_MOST:
        name = f"{stem[: NAME_AT_MOST - len(ending) - 1]}{dot}{ending}"
    return name


def keep(name: str, chunks: Iterable[bytes]) -> Attachment:
    """Keep the content of a file, and describe it; it belongs to no record yet.

    Refused when it is empty, too large, of a kind not allowed, not what its name says, or when
    the virus scanner does not let it pass.
    """
    name = safe_name(name)
    media_type, beginnings = _type(name)
    kept = _put(name, _checked(chunks, beginnings, name))
    kept.media_type = media_type
    return kept


def _put(name: str, chunks: Iterable[bytes]) -> Attachment:
    """Put content in its place, once the scanner has looked through it."""
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"coming-{secrets.token_hex(8)}"
    digest, size = hashlib.sha256(), 0
    try:
        with fresh.open("xb") as out:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        with fresh.open("rb") as content:
            scanner.look_through(name, iter(partial(content.read, PIECE), b""))
        sha256 = digest.hexdigest()
        place(sha256).parent.mkdir(exist_ok=True)
        fresh.replace(place(sha256))
    finally:
        fresh.unlink(missing_ok=True)
    return Attachment(name=name, size=size, sha256=sha256)


def _type(name: str) -> tuple[str, tuple[bytes, ...]]:
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    if ending not in TYPES:
        sentence = _("Files of this kind are not kept. Allowed are: %s.")
        raise Refused(sentence % ", ".join(sorted(TYPES)), field="file")
    return TYPES[ending]


def _checked(chunks: Iterable[bytes], beginnings: tuple[bytes, ...], name: str) -> Iterator[bytes]:
    """The chunks of a file, refused as soon as they are too many or not of the kind named."""
    size, first = 0, True
    for chunk in chunks:
        if first and beginnings and not chunk.startswith(beginnings):
            raise Refused(_("This file is not what its name says: %s.") % name, field="file")
        if not beginnings and b"\x00" in chunk:
            raise Refused(_("This file is not what its name says: %s.") % name, field="file")
        first = False
        size += len(chunk)
        if size > settings.KENES_FILE_AT_MOST:
            sentence = _("The file is larger than %s MB.")
            raise Refused(sentence % (settings.KENES_FILE_AT_MOST // 1024**2), field="file")
        yield chunk
    if not size:
        raise Refused(_("The file is empty."), field="file")


@action
def attach(row: Row, name: str, chunks: Iterable[bytes], *, public: bool, by: "User") -> Attachment:
    """A file now belongs to a record; a public one is seen with it from this moment on.

    The journal remembers a file in which a virus was found, though nothing else is written.
    """
    try:
        kept = keep(name, chunks)
    except scanner.Infected as found:
        found.trace = partial(infected, row, safe_name(name), found.virus, by=by)
        raise
    return _belongs(kept, row, public=public, by=by)


@action
def share(kept: Attachment, row: Row, *, by: "User") -> Attachment:
    """A file that is kept already now belongs to another record as well; the office sees it."""
    same = Attachment(
        name=kept.name, size=kept.size, sha256=kept.sha256, media_type=kept.media_type
    )
    return _belongs(same, row, public=False, by=by)


@action
def attach_message(row: Row, raw: bytes, *, by: "User") -> Attachment:
    """A whole message as it came now belongs to the letter read from it; whatever it is made of."""
    kept = _put("letter.eml", [raw])
    kept.media_type = "message/rfc822"
    return _belongs(kept, row, public=False, by=by)


@action
def infected(row: Row, name: str, virus: str, *, by: "User") -> None:
    """A file with a virus was brought to a record and not taken."""
    journal.write("attachment.infected", row, by=by, reason=f"{name}: {virus}")


def _belongs(kept: Attachment, row: Row, *, public: bool, by: "User") -> Attachment:
    kept.council_id = row.council_id
    kept.row_id, kept.register = row.pk, str(row._meta.model_name)
    kept.public = public
    same = Attachment.objects.live().filter(row_id=row.pk, sha256=kept.sha256, name=kept.name)
    if same.exists():
        raise Refused(_("This file is here already: %s.") % kept.name, field="file")
    record.register([Filing(kept)], by=by)
    return kept


@action
def show(attachment: Attachment, *, public: bool, by: "User") -> None:
    """From now on the public sees the file, or does not any more."""
    record.correct(attachment, version=attachment.version, by=by, public=public)


def faults() -> Iterator[str]:
    """Each file whose content is missing or spoiled, for `./kenes check`."""
    known = Attachment.objects.order_by("sha256").values_list("sha256", "name")
    for sha256, name in dict(known).items():
        path = place(sha256)
        if not path.exists():
            yield _("The content of the file “%(name)s” is missing.") % {"name": name}
        elif _digest(path) != sha256:
            yield _("The content of the file “%(name)s” is spoiled.") % {"name": name}


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def contents() -> Sequence[str]:
    """The digests of all content that records name, struck ones as well."""
    return sorted(set(Attachment.objects.values_list("sha256", flat=True)))
