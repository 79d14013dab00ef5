"""Serving the register over HTTP."""

import os
import socket
import sys

from django.core.management import call_command
from django.utils.translation import gettext as _

from kenes.core.refused import Refused

CONNECTIONS = "4096"


def serve(port: int, *, host: str = "127.0.0.1") -> None:
    """Gather the static files and become the web server; does not return.

    Several processes of one thread each: the work is short and bound by the processor.
    """
    _see_that_free(host, port)
    call_command("collectstatic", verbosity=0, interactive=False)
    workers = os.environ.get("KENES_WORKERS", str(max(2, os.cpu_count() or 1)))
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        host,
        "--port",
        str(port),
        "--workers",
        workers,
        "--blocking-threads",
        "1",
        "--no-ws",
        # Each open page of a hall keeps its connection: a place for every watcher in each process,
        # or those who come later would wait for ever.
        "--backlog",
        CONNECTIONS,
        "--backpressure",
        CONNECTIONS,
        "--log-level",
        "warning",
        "kenes.wsgi:application",
    ]
    os.execv(sys.executable, command)  # noqa: S606, the command is our own


def _see_that_free(host: str, port: int) -> None:
    """Refuse a port in use: the server would share it, and each register get half the visitors."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except (OSError, OverflowError):
            said = _("The port %s is not free. Name another: --port 8001")
            raise Refused(said % port) from None
