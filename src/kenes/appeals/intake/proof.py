"""A proof of work: a puzzle that costs a browser a moment, and a program that floods us a day.

No outside service has a part in it. The puzzle is signed with a key of this installation, so
nothing is kept of it until it is solved; then a digest of it is, so that it counts for one appeal.
"""

import json
from datetime import datetime, timedelta
from uuid import UUID

import altcha

from kenes.core import clock
from kenes.core.secret import blind
from kenes.core.trace import seen

# About 65,000 digests: a fifth of a second on a phone.
_EASE = "0000"
GOOD_FOR = timedelta(days=1)
_LONGEST = 4_000


def _key() -> str:
    return blind("proof of work")


def challenge() -> str:
    """A puzzle as the page carries it, for static/kenes/js/proof.js to solve."""
    until = clock.now() + GOOD_FOR
    made = altcha.create_challenge(
        "SHA-256", 1, key_prefix=_EASE, data={"until": until.isoformat()}, hmac_secret=_key()
    )
    return json.dumps(made.to_dict(), separators=(",", ":"))


def proved(said: str, key: UUID) -> bool:
    """Whether this solves a puzzle of ours, in time and for no other appeal than that of this key.

    The same appeal may bring it again: the database may have gone away when it was first sent.
    """
    if not said or len(said) > _LONGEST:
        return False
    try:
        payload = altcha.Payload.from_base64(said)
        if not altcha.verify_solution(said, _key()).verified:
            return False
        until = datetime.fromisoformat((payload.challenge.parameters.data or {})["until"])
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        # Whatever a stranger sends instead of a proof is none.
        return False
    if until <= clock.now():
        return False
    proof = f"proof {payload.challenge.signature}"
    return seen(proof, until) == seen(f"{proof} {key}", until)
