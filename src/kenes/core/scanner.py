"""The virus scanner: clamd, spoken to by its own protocol, where one is configured."""

import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils.translation import gettext as _

from kenes.core.refused import Refused

PATIENCE = 60.0
# It says its name at once; the page of the system's state waits for it.
GREETING = 5.0
PIECE = 1024 * 1024


class Infected(Refused):
    """The scanner found a virus in a file. `virus` is the scanner's name for it."""

    def __init__(self, name: str, virus: str) -> None:
        sentence = _("The file “%(name)s” holds a virus and is not taken: %(virus)s.")
        super().__init__(sentence % {"name": name, "virus": virus}, field="file")
        self.virus = virus


class Silent(Refused):
    """The scanner is configured and does not answer, so no file is taken."""

    def __init__(self) -> None:
        sentence = _(
            "The virus scanner does not answer, so no file is taken now. Try again later, or tell "
            "the administrator."
        )
        super().__init__(sentence, field="file")


class Unseen(Refused):
    """The scanner is there and did not look through this one file: it may be too large for it."""

    def __init__(self, name: str) -> None:
        sentence = _("The virus scanner could not look through the file “%s”, so it is not taken.")
        super().__init__(sentence % name, field="file")


def look_through(name: str, chunks: Iterable[bytes]) -> None:
    """Refuse a file that the scanner finds a virus in, or does not look through to its end."""
    if settings.KENES_CLAMD is None:
        return
    try:
        said = _said(chunks)
    except OSError as error:
        raise Silent from error
    if said.endswith(" FOUND"):
        raise Infected(name, said.removeprefix("stream: ").removesuffix(" FOUND"))
    if not said.endswith("OK"):
        raise Unseen(name)


def version() -> str:
    """What the scanner calls itself: «ClamAV 1.4.3/27000/…»; OSError where it does not answer."""
    with _connected(GREETING) as line:
        line.sendall(b"zVERSION\0")
        if said := _answer(line):
            return said
        raise ConnectionAbortedError


def _said(chunks: Iterable[bytes]) -> str:
    """What the scanner says of a stream; of one it thinks too long it may hang up instead."""
    try:
        with _connected(PATIENCE) as line:
            line.sendall(b"zINSTREAM\0")
            for chunk in chunks:
                for start in range(0, len(chunk), PIECE):
                    piece = chunk[start : start + PIECE]
                    line.sendall(len(piece).to_bytes(4, "big") + piece)
            line.sendall(bytes(4))
            return _answer(line)
    except (BrokenPipeError, ConnectionResetError):
        # One that still answers has chosen to; one that does not is gone, and with it every file.
        return f"hung up: {version()}"


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0"):
        more = line.recv(4096)
        if not more:
            break
        said += more
    return said.strip(b"\0\n").decode(errors="replace")


@contextmanager
def _connected(patience: float) -> Iterator[socket.socket]:
    assert settings.KENES_CLAMD is not None
    kind, where = settings.KENES_CLAMD
    with socket.socket(socket.AF_UNIX if kind == "unix" else socket.AF_INET) as line:
        line.settimeout(patience)
        line.connect(where)
        yield line
