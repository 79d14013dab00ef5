"""Which addresses a chart or a paper may link to."""

import re
from typing import Final

SAFE: Final = re.compile(r"(?:https?://|mailto:|/(?!/)|#|\?)\S*", re.IGNORECASE)


def checked(url: str) -> str:
    """Give back an address of a page, or raise: a link may not run a script or open a file."""
    if not SAFE.fullmatch(url):
        raise ValueError(f"Not an address of a page: {url!r}")
    return url
