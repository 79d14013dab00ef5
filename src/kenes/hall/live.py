"""Answers watchers of a hall from a file, before session, database and the rest of the program.

Whoever watches asks twice a second and says what he has seen; nearly always nothing is new, and
one look at two files answers him. Any process of the server can, for the files are the same.
"""

import logging
import os
import re
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db import DatabaseError, close_old_connections

from kenes.sittings.hall import screen

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]

_ADDRESS = re.compile(r"/hall/live/([0-9a-f-]{36})\.(kk|ru|en)")
_log = logging.getLogger(__name__)


def live(application: Application) -> Application:
    """Put the answer to watchers before an application.

    What has no file yet goes on to it: it knows which sittings there are and who may see them.
    """

    root = str(screen.folder())

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        asked = _ADDRESS.fullmatch(environ.get("PATH_INFO", ""))
        if asked is None or environ.get("REQUEST_METHOD") != "GET":
            return application(environ, start_response)
        path = f"{root}/{asked[1]}.{asked[2]}.html"
        try:
            # Asked two thousand times a second, so without the objects of pathlib.
            found = os.stat(path)  # noqa: PTH116
            if screen.is_late(found, _length(f"{root}/{asked[1]}.changes")):
                _write(asked[1], asked[2])
                found = os.stat(path)  # noqa: PTH116
            if environ.get("HTTP_IF_NONE_MATCH") == tag_of(found):
                start_response("304 Not Modified", [("ETag", tag_of(found))])
                return [b""]
            with open(path, "rb") as file:  # noqa: PTH123
                tag = tag_of(os.fstat(file.fileno()))
                body = file.read()
        except FileNotFoundError:
            return application(environ, start_response)
        said = {**headers(tag), "Content-Length": str(len(body))}
        start_response("200 OK", list(said.items()))
        return [body]

    return answer


def _length(path: str) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116
    except FileNotFoundError:
        return 0


def _write(sitting: str, language: str) -> None:
    """Write a late fragment here and now; who watches is no reason to wake the whole program.

    Where it cannot be written, the old one is answered and the next who asks tries again.
    """
    close_old_connections()
    try:
        screen.write(UUID(sitting), language)
    except (DatabaseError, OSError):
        _log.exception("the fragment of %s cannot be written", sitting)
    finally:
        close_old_connections()


def tag_of(found: os.stat_result) -> str:
    """The mark of one version of a file; each writing puts a new file in its place."""
    return f'"{found.st_ctime_ns:x}-{found.st_ino:x}"'


def headers(tag: str) -> dict[str, str]:
    """What goes with a fragment: ask anew each time, and take it for nothing else than it is."""
    return {
        "ETag": tag,
        "Cache-Control": "no-cache",
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": "default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }
