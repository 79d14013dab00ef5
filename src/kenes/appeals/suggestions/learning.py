"""Learning from closed appeals, and reading what an open one may be about.

The jobs and the command line alone load this module: the libraries under it are large.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

import numpy
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from kenes.appeals.models import Appeal
from kenes.appeals.suggestions.features import counted, weighed, weights
from kenes.appeals.suggestions.kept import Learned, Lines
from kenes.appeals.suggestions.models import About
from kenes.appeals.suggestions.reach import LEAST, LEAST_OF_ONE, learnable

if TYPE_CHECKING:
    from kenes.council.models import Council

# The newest so many are learned from: more add little, and a year of a large city fits in.
MOST = 30_000
# As like as this, an appeal is almost a copy of another.
COPY = 0.9
FIRST = 3


@dataclass
class Score:
    """Of so many asked, right at once and within three."""

    asked: int = 0
    first: int = 0
    three: int = 0

    def take(self, guesses: Sequence[UUID], stands: UUID) -> None:
        """Count one answer."""
        self.asked += 1
        self.first += guesses[0] == stands
        self.three += stands in guesses


@dataclass
class Quality:
    """The scores by what was asked, language and topic; near copies that were left out."""

    scores: dict[tuple[str, str, UUID | None], Score] = field(default_factory=dict)
    copies: int = 0

    def take(self, row: Appeal, about: str, guesses: Sequence[UUID]) -> None:
        """Count what was guessed of an appeal, in all, in its language, under its topic."""
        stands = getattr(row, f"{about}_id")
        keys: list[tuple[str, str, UUID | None]] = [(about, "", None), (about, row.language, None)]
        if about == About.TOPIC:
            keys.append((about, "", row.topic_id))
        for key in keys:
            self.scores.setdefault(key, Score()).take(guesses, stands)


def closed(council: "Council") -> list[Appeal]:
    """The appeals a model learns from, in the order of their days."""
    rows = learnable(council).order_by("-received_on", "-number")[:MOST]
    return [row for row in reversed(rows) if row.text.strip()]


def held_out(row: Appeal) -> bool:
    """Whether the appeal is of the fifth a model is measured on; by its number, always the same."""
    return hashlib.sha256(row.number.encode()).digest()[0] % 5 == 0


def learn(rows: Sequence[Appeal], counts: Any, training: UUID) -> Learned:
    """A model of these appeals."""
    idf = weights(counts)
    earlier = weighed(counts, idf)
    found = Learned(training, idf, earlier=earlier, earlier_keys=[row.pk for row in rows])
    for about in About.values:
        lines = _lines([getattr(row, f"{about}_id") for row in rows], earlier)
        if lines is not None:
            found.lines[about] = lines
    return found


def _lines(stands: Sequence[UUID | None], earlier: Any) -> Lines | None:
    """The lines between the answers met often enough; None where there is no choice of two."""
    often = {key for key, n in Counter(stands).items() if key and n >= LEAST_OF_ONE}
    used = [at for at, key in enumerate(stands) if key in often]
    if len(often) < 2 or len(used) < LEAST:
        return None
    model = LogisticRegression(C=20.0, tol=1e-3, max_iter=200)
    # Threads that wait for each other are slower than one, and the web workers need the cores.
    with threadpool_limits(1):
        model.fit(earlier[used], numpy.array([str(stands[at]) for at in used]))
    slopes, starts = model.coef_, model.intercept_
    if len(often) == 2:
        # Of two answers the library keeps one line; the other is its mirror.
        slopes = numpy.vstack([numpy.zeros_like(slopes), slopes])
        starts = numpy.concatenate([[0.0], starts])
    keys = [UUID(str(key)) for key in model.classes_]
    return Lines(keys, slopes.astype("float32"), starts.astype("float32"))


def measure(rows: Sequence[Appeal], counts: Any) -> Quality:
    """Learn from four fifths and ask about the last."""
    out = numpy.array([held_out(row) for row in rows], dtype=bool)
    quality = Quality()
    if out.all() or not out.any():
        return quality
    kept = [row for row, held in zip(rows, out, strict=True) if not held]
    learned = learn(kept, counts[~out], UUID(int=0))
    asked = weighed(counts[out], learned.idf)
    like = (asked @ learned.earlier.T).max(axis=1).toarray().ravel()
    others = [row for row, held in zip(rows, out, strict=True) if held]
    answers = {about: guess(learned, about, asked) for about in learned.lines}
    for at, row in enumerate(others):
        if like[at] >= COPY:
            quality.copies += 1
            continue
        for about, found in answers.items():
            if getattr(row, f"{about}_id"):
                quality.take(row, about, [key for key, _sure in found[at]])
    return quality


def guess(learned: Learned, about: str, lines: Any) -> list[list[tuple[UUID, float]]]:
    """For each line the likeliest answers to a question, with how sure the model is."""
    known = learned.lines.get(about)
    if known is None:
        return [[] for _ in range(lines.shape[0])]
    scores = numpy.asarray(lines @ known.slopes.T) + known.starts
    scores = numpy.exp(scores - scores.max(axis=1, keepdims=True))
    sure = scores / scores.sum(axis=1, keepdims=True)
    best = numpy.argsort(-sure, axis=1, kind="stable")[:, :FIRST]
    return [
        [(known.keys[at], float(sure[row, at])) for at in places] for row, places in enumerate(best)
    ]


def alike(learned: Learned, lines: Any) -> list[list[tuple[UUID, float]]]:
    """For each line the earlier appeals most like it."""
    found = []
    for at in range(lines.shape[0]):
        likeness = (lines[at] @ learned.earlier.T).toarray().ravel()
        best = numpy.argsort(-likeness, kind="stable")[:FIRST]
        found.append([(learned.earlier_keys[each], float(likeness[each])) for each in best])
    return found


def numbers(learned: Learned, texts: Sequence[str]) -> Any:
    """The texts as the model sees them."""
    return weighed(counted(texts), learned.idf)
