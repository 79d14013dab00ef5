"""The sandbox of "try to cheat": a struck row that only one visitor sees, and nobody keeps.

The request runs inside a transaction in which the row is struck; at its end everything is rolled
back. So every public page, figure and paper the visitor opens tells the cheated number, and the
register never does. The office stays out of it: a look at a person there leaves its line.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kenes.appeals.models import Appeal
from kenes.core import record
from kenes.core.access import console

SESSION_KEY = "cheated"
# Where to read is to leave a line in the journal, which nothing may take back.
LOOKED_AT = ("/office/", "/files/")


@contextmanager
def sandbox(request: Any) -> Iterator[None]:
    """Strike the visitor's row for the time of one request."""
    key = request.session.get(SESSION_KEY) if request.council.is_demo else None
    row = Appeal.objects.filter(pk=key, struck_at=None).first() if key else None
    if row is None or request.method != "GET" or request.path.startswith(LOOKED_AT):
        yield
        return
    with transaction.atomic():
        record.strike([row], reason=_("tried to cheat"), by=console())
        try:
            yield
        finally:
            transaction.set_rollback(True)
