"""Why an appeal waits in quarantine until the clerk has looked at it."""

from collections.abc import Iterable
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from kenes.core import clock
from kenes.core.trace import seen

# More people than this do not write to one council in a day; what comes after waits for a look.
A_DAY = 5_000


class Suspicion(models.TextChoices):
    """One sign that a person may not have written it, or not to the council."""

    MANY = "many", _("sent to many at once")
    LIST = "list", _("sent to a mailing list")
    EMPTY = "empty", _("without a text")
    SPAM = "spam", _("marked as spam by a mail server")
    FORGED = "forged", _("mail servers could not confirm the sender")
    SEVERAL = "several", _("sent in the name of several people")
    NOBODY = "nobody", _("no address that a receipt could go to")
    OFTEN = "often", _("too many from one address in a day")
    FLOOD = "flood", _("more came that day than people write")
    NO_PROOF = "no_proof", _("the form came without its proof of work")
    TRAP = "trap", _("a field was filled in that people do not see")


def joined(signs: Iterable[str]) -> str:
    """Signs as an appeal keeps them, each once, in the order in which they stand above."""
    found = set(signs)
    return " ".join(each for each in Suspicion.values if each in found)


def told(why: str) -> list[str]:
    """The signs an appeal keeps, in words."""
    return [str(Suspicion(each).label) for each in why.split() if each in Suspicion.values]


def flooded(council: UUID, channel: str) -> bool:
    """Whether more came by this channel today than people write, this one with it."""
    return seen(f"appeals {council} {channel} {clock.today()}", clock.midnight()) > A_DAY
