"""Servers outside, by the addresses an operator writes: mail out, mail in, the scanner of files."""

import re
import sys
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


def mail(url: str) -> dict[str, Any]:
    """`smtp://user:password@host:587?tls=starttls` as Django's SMTP backend wants it.

    A password never travels in the clear unless `tls=none` is said. `smtps` is TLS from the start.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        sys.exit("KENES_SMTP_URL is not of the form smtp://user:password@host:587?tls=starttls")
    tls = parse_qs(parts.query).get("tls", ["starttls" if parts.username else "none"])[0]
    if tls not in {"starttls", "none"}:
        sys.exit(f"KENES_SMTP_URL: tls={tls} is neither starttls nor none; for TLS say smtps://")
    direct = parts.scheme == "smtps"
    return {
        "host": parts.hostname,
        "port": parts.port or (465 if direct else 587 if parts.username else 25),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": direct,
        "use_tls": tls == "starttls" and not direct,
        "timeout": 30,
    }


def mailbox(url: str) -> dict[str, Any]:
    """`imaps://user:password@host/INBOX?after=Kenes`: where letters come in.

    `after` is the folder that a letter is moved to once it is taken, or `seen`: it is marked as
    read and stays. With `imap` the connection is encrypted by STARTTLS unless `tls=none` is said.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"imap", "imaps"} or not parts.hostname or not parts.username:
        sys.exit("KENES_IMAP_URL is not of the form imaps://user:password@host/INBOX?after=Kenes")
    asked = parse_qs(parts.query)
    if unknown := set(asked) - {"after", "tls"}:
        sys.exit(f"KENES_IMAP_URL: {', '.join(sorted(unknown))} is neither after nor tls")
    tls = asked.get("tls", ["starttls"])[0]
    if tls not in {"starttls", "none"}:
        sys.exit(f"KENES_IMAP_URL: tls={tls} is neither starttls nor none; for TLS say imaps://")
    folder, after = unquote(parts.path[1:]) or "INBOX", asked.get("after", ["Kenes"])[0]
    if not re.fullmatch(r"[ !#-\[\]-~]+", folder + after):
        sys.exit("KENES_IMAP_URL: a folder's name is of Latin letters, digits and signs")
    if folder.casefold() == after.casefold():
        sys.exit("KENES_IMAP_URL: letters are taken from one folder and moved to another")
    return {
        "host": parts.hostname,
        "port": parts.port or (993 if parts.scheme == "imaps" else 143),
        "user": unquote(parts.username),
        "password": unquote(parts.password or ""),
        "tls": "direct" if parts.scheme == "imaps" else tls,
        "folder": folder,
        "after": after,
    }


def scanner(url: str) -> tuple[str, Any]:
    """`unix:///run/clamav/clamd.ctl` or `tcp://host:3310`: where clamd answers."""
    parts = urlsplit(url)
    if parts.scheme == "unix" and parts.path and not parts.netloc:
        return "unix", unquote(parts.path)
    if parts.scheme == "tcp" and parts.hostname:
        return "tcp", (parts.hostname, parts.port or 3310)
    sys.exit("KENES_CLAMD is neither unix:///run/clamav/clamd.ctl nor tcp://host:3310")
