"""What Kenes says when it will not do a thing: one plain sentence in the reader's language."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import Promise


class Refused(Exception):
    """An act was refused and nothing was written. The sentence is shown to the person as it is.

    `field` names the field of the form, or the column of the sheet, beside which it is shown.
    `trace` is an action that leaves a line in the journal after everything else was taken back.
    """

    trace: "Callable[[], object] | None" = None

    def __init__(self, sentence: "str | Promise", *, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field

    def __str__(self) -> str:
        return str(self.sentence)


class Stale(Refused):
    """A form was filled from a row that a colleague has changed since.

    `changes` is what the colleague did: field → (what the form's author saw, what stands now).
    """

    def __init__(
        self, sentence: "str | Promise", *, changes: Mapping[str, tuple[object, object]], who: str
    ) -> None:
        super().__init__(sentence)
        self.changes = changes
        self.who = who
