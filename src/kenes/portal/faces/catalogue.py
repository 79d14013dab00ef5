"""The registers that have lists and cards, in the order in which people look for them."""

from kenes.portal.face import Face
from kenes.portal.faces.appeals import APPEALS
from kenes.portal.faces.control import DISCUSSIONS, EXPERTISES, MONITORINGS, PUBLIC_HEARINGS
from kenes.portal.faces.decided import DECISIONS, MINUTES
from kenes.portal.faces.occasions import EVENTS, SITTINGS
from kenes.portal.faces.work import (
    DRAFTS,
    FINDINGS,
    HEARINGS,
    POSTS,
    RECOMMENDATIONS,
    SURVEYS,
    URGENT,
)

FACES: tuple[Face, ...] = (
    SITTINGS,
    DECISIONS,
    MINUTES,
    HEARINGS,
    RECOMMENDATIONS,
    APPEALS,
    EVENTS,
    PUBLIC_HEARINGS,
    MONITORINGS,
    EXPERTISES,
    DISCUSSIONS,
    DRAFTS,
    FINDINGS,
    POSTS,
    SURVEYS,
    URGENT,
)


def face(code: str) -> Face:
    """The face of a register by its word in addresses."""
    return next(face for face in FACES if face.code == code)
