"""A photo without what a camera hides in it: the place, the moment, the device."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from kenes.core.refused import Refused

_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
# What a picture cannot be shown without: JFIF, the colours of Adobe's kind, the profile of colours.
_KEPT_SEGMENTS = {0xE0, 0xEE}
_KEPT_CHUNKS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP"}
_SCAN = 0xDA


def bare(photo: bytes) -> bytes:
    """The same picture, point for point, with nothing beside it."""
    if photo.startswith(_PNG):
        return _PNG + b"".join(_chunks(photo))
    if photo.startswith(_JPEG):
        return _JPEG + b"".join(_segments(photo))
    raise Refused(_("A photo is a JPEG or a PNG."), field="photo")


def _chunks(photo: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at + 12 <= len(photo):
        end = at + 12 + int.from_bytes(photo[at : at + 4])
        kind = photo[at + 4 : at + 8]
        if kind in _KEPT_CHUNKS:
            yield photo[at:end]
        if kind == b"IEND":
            # Some phones put a whole second file behind the picture.
            return
        at = end
    raise Refused(_("The photo is spoiled."), field="photo")


def _segments(photo: bytes) -> Iterator[bytes]:
    """Segments up to the picture itself, and the picture up to its end."""
    at = 2
    while at + 4 <= len(photo) and photo[at] == 0xFF:
        marker = photo[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            yield photo[at : at + 2]
            return
        end = at + 2 + int.from_bytes(photo[at + 2 : at + 4])
        if marker == _SCAN:
            # A progressive picture has several scans, with tables between them.
            end = _after_scan(photo, end)
        carries_more = 0xE0 <= marker <= 0xEF or marker == 0xFE
        if not carries_more or marker in _KEPT_SEGMENTS:
            yield photo[at:end]
        at = end
    raise Refused(_("The photo is spoiled."), field="photo")


def _after_scan(photo: bytes, at: int) -> int:
    """Where the coded points end: the next marker that is neither stuffing nor a restart."""
    while (at := photo.find(b"\xff", at)) != -1 and at + 1 < len(photo):
        after = photo[at + 1]
        if after != 0x00 and not 0xD0 <= after <= 0xD7 and after != 0xFF:
            return at
        at += 1 if after == 0xFF else 2
    raise Refused(_("The photo is spoiled."), field="photo")
