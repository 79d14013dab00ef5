"""What was learned, kept as arrays in a file of the data folder: no code in it, and no text.

It leaves this machine with no export, and is of one council alone.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import numpy
from django.conf import settings
from scipy.sparse import csr_matrix

if TYPE_CHECKING:
    from kenes.council.models import Council

# Written by another edition of the program, a file is not understood and learned anew.
EDITION = 1


@dataclass
class Lines:
    """The lines by which one question is answered: a row of numbers for each possible answer."""

    keys: list[UUID]
    slopes: Any
    starts: Any


@dataclass
class Learned:
    """A model: how telling each column is, lines for each question, earlier appeals."""

    training: UUID
    idf: Any
    lines: dict[str, Lines] = field(default_factory=dict)
    earlier: Any = None
    earlier_keys: list[UUID] = field(default_factory=list)


def place(council: "Council") -> Path:
    """Where the model of a council lies."""
    return Path(settings.VAR) / "learned" / f"{council.pk}.npz"


def keep(council: "Council", learned: Learned) -> None:
    """Put the model in its place; whoever reads at this moment reads the old one whole."""
    told = {
        "edition": EDITION,
        "council": str(council.pk),
        "training": str(learned.training),
        "keys": {about: [str(key) for key in each.keys] for about, each in learned.lines.items()},
        "earlier": [str(key) for key in learned.earlier_keys],
        "shape": list(learned.earlier.shape),
    }
    arrays = {
        "told": numpy.frombuffer(json.dumps(told).encode(), dtype="uint8"),
        "idf": learned.idf,
        "data": learned.earlier.data,
        "indices": learned.earlier.indices,
        "indptr": learned.earlier.indptr,
    }
    for about, each in learned.lines.items():
        arrays |= {f"slopes_{about}": each.slopes, f"starts_{about}": each.starts}
    path = place(council)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(".fresh")
    with fresh.open("wb") as file:
        fresh.chmod(0o600)
        numpy.savez_compressed(file, **arrays)
    fresh.replace(path)


def load(council: "Council") -> Learned | None:
    """The model of this council; None where there is none, or the file is another's or broken."""
    path = place(council)
    if not path.exists():
        return None
    try:
        with numpy.load(path, allow_pickle=False) as arrays:
            told = json.loads(arrays["told"].tobytes())
            if told["edition"] != EDITION or told["council"] != str(council.pk):
                return None
            return _learned(told, arrays)
    except (OSError, ValueError, KeyError, EOFError):
        return None


def _learned(told: dict[str, Any], arrays: Any) -> Learned:
    found = Learned(UUID(told["training"]), arrays["idf"])
    for about, keys in told["keys"].items():
        slopes, starts = arrays[f"slopes_{about}"], arrays[f"starts_{about}"]
        found.lines[about] = Lines([UUID(key) for key in keys], slopes, starts)
    parts = (arrays["data"], arrays["indices"], arrays["indptr"])
    found.earlier = csr_matrix(parts, shape=tuple(told["shape"]))
    found.earlier_keys = [UUID(key) for key in told["earlier"]]
    return found
