"""Style sheets, fonts and scripts, under names that hold a digest of what they are."""

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.contrib.staticfiles.storage import ManifestStaticFilesStorage as Collected
else:
    # It carries no types; what it is asked for here, it has from Django's own.
    from whitenoise.storage import CompressedManifestStaticFilesStorage as Collected


class StaticFiles(Collected):
    """The files as they were collected before the start; each address is put together once.

    A page names some thirty of them, and they change only with the program.
    """

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._url_of = cache(super().url)

    def url(self, name: str | None, force: bool = False) -> str:
        """The address of a file."""
        return self._url_of(name, force)
