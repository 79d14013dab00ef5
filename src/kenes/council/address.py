"""Where a council is found on the web, for links that leave the register: letters, calendars."""

from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from kenes.council.models import Council


def site_of(council: "Council") -> str:
    """The address of a council's register without a slash at its end."""
    if settings.KENES_SITE:
        return str(settings.KENES_SITE)
    host = next(iter(council.hosts.split()), "")
    return f"https://{host}" if host else f"http://{council.slug}.localhost"
