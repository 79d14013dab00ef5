"""Who at an agency gets the council's letters."""

from collections.abc import Iterator
from dataclasses import dataclass

from kenes.core import clock
from kenes.core.access import Access
from kenes.organs.models import Organisation


@dataclass(frozen=True)
class Reader:
    """Somebody at an agency who gets its letters; a contact signs in, an address does not."""

    email: str
    name: str
    language: str
    contact: bool


def readers(agency: Organisation) -> Iterator[Reader]:
    """The agency's own address and the contacts it has in the cabinet today, each address once."""
    seen = set()
    if agency.email:
        seen.add(agency.email.casefold())
        yield Reader(agency.email, agency.title, agency.language, contact=False)
    for access in Access.objects.live().on(clock.today()).filter(agency=agency, role="agency"):
        user = access.user
        if user.email.casefold() not in seen and user.is_active:
            seen.add(user.email.casefold())
            yield Reader(user.email, user.name, user.language, contact=True)
