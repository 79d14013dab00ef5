"""The round of the jobs: learn once a week, read what came since; each is done without a person."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kenes.appeals.models import Appeal
from kenes.appeals.suggestions import actions, kept, learning
from kenes.appeals.suggestions.features import counted
from kenes.appeals.suggestions.models import About, Measure, Reading, Suggestion, Training
from kenes.appeals.suggestions.reach import ALIKE, LEAST, SURE, unread
from kenes.organs.models import District, Organisation, Topic

if TYPE_CHECKING:
    from kenes.core.access import User
    from kenes.council.models import Council

WEEK = timedelta(days=7)
AT_ONCE = 500
_MODELS: dict[str, Any] = {"topic": Topic, "district": District, "agency": Organisation}


def train(council: "Council", today: date, *, by: "User") -> Training | None:
    """Learn anew from the closed appeals and measure it; None where they are too few."""
    rows = learning.closed(council)
    if len(rows) < LEAST:
        return None
    counts = counted([row.text for row in rows])
    quality = learning.measure(rows, counts)
    training = Training(council=council, trained_on=today, appeals=len(rows), copies=quality.copies)
    learned = learning.learn(rows, counts, training.pk)
    actions.note_training(training, list(_measures(training, quality)), by=by)
    kept.keep(council, learned)
    return training


def _measures(training: Training, quality: learning.Quality) -> Iterator[Measure]:
    for (about, language, topic), score in quality.scores.items():
        yield Measure(
            council_id=training.council_id,
            training=training,
            about=about,
            language=language,
            topic_id=topic,
            asked=score.asked,
            first=score.first,
            three=score.three,
        )


def suggest(council: "Council", today: date, *, by: "User") -> int:
    """Learn when the week is over, and read the open appeals nobody read yet. Says how many.

    Where an appeal was closed meanwhile, what stands in it is what the clerk made of it.
    """
    _settle(council, by=by)
    newest = Training.objects.of(council).live().order_by("-trained_on", "-pk").first()
    learned = kept.load(council) if newest else None
    if learned is None or newest is None or newest.trained_on <= today - WEEK:
        if (fresh := train(council, today, by=by)) is None:
            return 0
        newest, learned = fresh, kept.load(council)
    if learned is None:
        return 0
    # The file may be of an older training than the newest: then a backup was put back.
    known = Training.objects.of(council).filter(pk=learned.training).first()
    return _read(council, learned, known, today, by=by) if known else 0


def _read(
    council: "Council", learned: kept.Learned, training: Training, today: date, *, by: "User"
) -> int:
    rows = [row for row in unread(council)[:AT_ONCE] if row.text.strip()]
    if not rows:
        return 0
    lines = learning.numbers(learned, [row.text for row in rows])
    found: dict[Appeal, list[Suggestion]] = {row: [] for row in rows}
    known = _known(council)
    for about in About.values:
        for row, guesses in zip(rows, learning.guess(learned, about, lines), strict=True):
            found[row] += _suggested(about, guesses, known[about])
    for row, near in zip(rows, learning.alike(learned, lines), strict=True):
        found[row] += _alike(row, near, council)
    actions.lay(found, training, today, by=by)
    return len(found)


def _settle(council: "Council", *, by: "User") -> None:
    """Count the suggestions for appeals that were closed by what the clerk left standing."""
    left = Suggestion.objects.of(council).filter(said="", struck_at=None, about__in=About.values)
    over = left.exclude(reading__appeal__status__in=Appeal.OPEN).order_by("reading", "about")
    pairs = over.values_list("reading", "about").distinct()[:AT_ONCE]
    for key, about in list(pairs):
        reading = Reading.objects.select_related("appeal").get(pk=key)
        actions.keep(reading, about, by=by)


def _known(council: "Council") -> dict[str, dict[Any, Any]]:
    """What may be suggested: what the council's directories hold today."""
    return {
        about: {row.pk: row for row in model.objects.of(council).live()}
        for about, model in _MODELS.items()
    }


def _suggested(
    about: str, guesses: Sequence[tuple[Any, float]], known: dict[Any, Any]
) -> Iterator[Suggestion]:
    sure = [(known[key], round(100 * p)) for key, p in guesses if key in known]
    for ordinal, (row, percent) in enumerate(sure, start=1):
        if percent >= SURE:
            yield Suggestion(about=about, ordinal=ordinal, percent=percent, **{about: row})


def _alike(
    row: Appeal, near: Sequence[tuple[Any, float]], council: "Council"
) -> Iterator[Suggestion]:
    likely = {key: min(100, round(100 * like)) for key, like in near if key != row.pk}
    earlier = Appeal.objects.of(council).live().in_bulk(list(likely))
    ordered = sorted(
        ((percent, earlier[key]) for key, percent in likely.items() if key in earlier),
        key=lambda each: -each[0],
    )
    for ordinal, (percent, other) in enumerate(ordered, start=1):
        if percent >= ALIKE:
            yield Suggestion(about=Suggestion.ALIKE, ordinal=ordinal, percent=percent, alike=other)
