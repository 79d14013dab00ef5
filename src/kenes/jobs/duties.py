"""What runs by itself, gathered by an explicit list: each duty looks at the clock and acts."""

from collections.abc import Callable

from kenes.core.seal import seal


def seal_journal() -> str:
    """Seal the journal's settled lines, batch by batch."""
    made = 0
    while seal() is not None:
        made += 1
    return f"seals: {made}"


DUTIES: tuple[Callable[[], str], ...] = (seal_journal,)


def run() -> list[str]:
    """Do every duty once; what each did, in a line."""
    return [duty() for duty in DUTIES]
