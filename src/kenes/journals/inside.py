"""A look into the file of a workbook, for what its reader does not tell.

The reader gives an empty cell for an error (`#REF!`) and for a formula that was never reckoned, and
it makes room for the whole rectangle up to the farthest cell. A clerk must be told of the first
two, and the third must not bring the machine down.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO
from zipfile import BadZipFile, ZipFile, is_zipfile

from django.utils.translation import gettext as _

from kenes.core.refused import Refused
from kenes.journals.raw import place_of

# A workbook larger than this, unpacked, is no journal.
UNPACKED_AT_MOST = 600_000_000
CELLS_AT_MOST = 20_000_000

# What the library of archives raises over a damaged one.
BROKEN = (
    BadZipFile,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    zlib.error,
)

_SHEET = re.compile(rb'<(?:\w+:)?sheet\s[^>]*?name="([^"]*)"[^>]*?:id="([^"]*)"')
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(rb'\b(Id|Target)="([^"]*)"')
# A cell that holds something: its attributes, and what stands inside.
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_ERROR = re.compile(rb"<(?:\w+:)?v>(#[^<]*)</")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v>[^<]|is>)")

NOT_RECKONED = "="


@dataclass(frozen=True)
class Inside:
    """Of each sheet the cells that hold no value: `C12` → `#REF!`, or `=` for a formula alone."""

    faults: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def look_inside(content: bytes) -> Inside:
    """What is wrong in a workbook's cells. Refused when it is too large to be opened safely."""
    if not is_zipfile(BytesIO(content)):
        return Inside()
    try:
        with ZipFile(BytesIO(content)) as archive:
            if sum(each.file_size for each in archive.infolist()) > UNPACKED_AT_MOST:
                raise Refused(_("The workbook is too large."), field="file")
            pages = dict(_pages(archive))
            return Inside({title: _faults(title, archive.read(pages[title])) for title in pages})
    except BROKEN:
        return Inside()  # What is wrong with the file itself, its reader will say.


def _pages(archive: ZipFile) -> Iterator[tuple[str, str]]:
    """The title of each sheet, and where in the archive it lies."""
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return
    targets = {}
    for relation in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")):
        said = dict(_ATTRIBUTE.findall(relation))
        targets[said.get(b"Id")] = said.get(b"Target", b"").decode()
    for title, key in _SHEET.findall(archive.read("xl/workbook.xml")):
        target = targets.get(key, "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if path in names:
            yield unescape(title.decode()), path


def _faults(title: str, page: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    farthest_line = farthest_place = 0
    for cell in _CELL.finditer(page):
        place, inside = _PLACE.search(cell[1]), cell[2]
        if place is None:
            continue
        farthest_line = max(farthest_line, int(place[2]))
        farthest_place = max(farthest_place, place_of(place[1].decode()) + 1)
        if b'"e"' in cell[1] and (error := _ERROR.search(inside)):
            found[(place[1] + place[2]).decode()] = error[1].decode()
        elif b"t=" not in cell[1] and _FORMULA.search(inside) and not _VALUE.search(inside):
            found[(place[1] + place[2]).decode()] = NOT_RECKONED
    if farthest_line * farthest_place > CELLS_AT_MOST:
        sentence = _("The sheet “%s” has a cell very far from the others. Delete it and try again.")
        raise Refused(sentence % title, field="file")
    return found
