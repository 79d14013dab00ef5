"""How wide the columns of a table are on paper, the same in Word and in PDF."""

from collections.abc import Sequence

from kenes.report.papers.paper import TEXT_WIDTH_CM, Table, words
from kenes.report.typeface import width

POINTS_PER_CM = 72 / 2.54
SIZE = 11.0  # of the words in a table
HEAD_SIZE = 10.0
PADDING = 0.4  # left and right together, in cm
LONGEST = 7.5  # a column asks for no more than this before the rest is shared out


def column_widths(table: Table) -> list[float]:
    """Share the width of the text among the columns, in cm.

    A column is never narrower than its longest word; columns of figures get what they need,
    and what is left goes to those with more to say.
    """
    heads = [[row[n] for row in table.header] for n in range(len(table.head))]
    columns = [[words(row[n]) for row in table.body] for n in range(len(table.head))]
    least = [
        max([*_longest(head, HEAD_SIZE), *_longest(column, SIZE)])
        for head, column in zip(heads, columns, strict=True)
    ]
    # A head is broken into words before a row is: only rows ask for more room.
    wished = [
        max([low, *(min(_cm(text, SIZE), LONGEST) for text in column)])
        for column, low in zip(columns, least, strict=True)
    ]
    spare = TEXT_WIDTH_CM - sum(least)
    if spare < 0:
        return [low * TEXT_WIDTH_CM / sum(least) for low in least]
    asked = [wish - low for wish, low in zip(wished, least, strict=True)]
    granted = min(spare / (sum(asked) or 1), 1)
    given = [low + more * granted for low, more in zip(least, asked, strict=True)]
    rest = TEXT_WIDTH_CM - sum(given)
    weights = [wish * wish for wish in wished]
    return [one + rest * weight / sum(weights) for one, weight in zip(given, weights, strict=True)]


def _longest(texts: Sequence[str], size: float) -> list[float]:
    return [_cm(word, size) for text in texts for word in text.split(" ")]


def _cm(text: str, size: float) -> float:
    # Bold is the wider face; a head and a figure are bold.
    return width(text, size, "serif-bold") / POINTS_PER_CM + PADDING
