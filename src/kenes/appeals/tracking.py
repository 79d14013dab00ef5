"""The secret code by which a person finds an appeal again, without an account.

It is kept nowhere: it follows from the appeal's own key and from a key of this installation, so
that whoever reads the database cannot find an appeal by it.
"""

import hmac
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from kenes.core.secret import blind

if TYPE_CHECKING:
    from kenes.appeals.models import Appeal
    from kenes.council.models import Council

# No letter that is taken for another, read aloud or from paper.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH, GROUP = 12, 4


def key_of(council: "Council", chosen: UUID) -> UUID:
    """The key of the appeal that a sender gave this key to, so that sent twice it is one.

    The two differ: the key of a row stands in addresses of lists, and whoever sends what is read
    there must not be handed the receipt, with its code, of somebody else.
    """
    digest = sha256(blind(f"sent {council.pk} {chosen}").encode()).digest()
    return UUID(bytes=digest[:16], version=4)


def code_of(appeal: "Appeal") -> str:
    """The code, as it is given to the person: «7KQM-2XVD-R9TH». 31¹² of them.

    That is 59 bits; and a network that guesses is stopped (portal/appeal/guard.py).
    """
    digest = sha256(blind(f"track {appeal.pk}").encode()).digest()
    found = int.from_bytes(digest)
    letters = []
    for _at in range(LENGTH):
        found, at = divmod(found, len(LETTERS))
        letters.append(LETTERS[at])
    text = "".join(letters)
    return "-".join(text[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def opens(appeal: "Appeal", code: str) -> bool:
    """Whether this is the appeal's code, however it was typed."""
    typed = "".join(each for each in code.upper() if each in LETTERS)
    return hmac.compare_digest(typed, code_of(appeal).replace("-", ""))
