"""The code at the door: a short-lived token on the screen says that one stands in the room."""

from uuid import UUID

from django.core import signing
from django.utils.crypto import constant_time_compare

from kenes.sittings.models import Sitting

# A code is photographed and sent on within minutes; it is therefore shown anew twice a minute.
LIVES = 90
_DOOR = signing.TimestampSigner(salt="kenes.hall.door")
_SCREEN = signing.Signer(salt="kenes.hall.screen")


def code(sitting: Sitting) -> str:
    """The token of this moment."""
    return _DOOR.sign(str(sitting.pk))


def opens(token: str) -> UUID | None:
    """The sitting at whose door the token was shown a moment ago; None when it is old or false."""
    try:
        return UUID(_DOOR.unsign(token, max_age=LIVES))
    except (signing.BadSignature, ValueError):
        return None


def screen_key(sitting: Sitting) -> str:
    """What lets a screen show the code: the clerk opens it so in the room, and nobody at home."""
    return _SCREEN.sign(str(sitting.pk)).rpartition(":")[2]


def is_screen(sitting: Sitting, key: str) -> bool:
    """Whether the key is this sitting's."""
    return bool(key) and constant_time_compare(key, screen_key(sitting))


def door_url(sitting: Sitting) -> str:
    """The address of the screen in the room, with the code at the door."""
    return f"/hall/{sitting.reference}/screen/?door={screen_key(sitting)}"
