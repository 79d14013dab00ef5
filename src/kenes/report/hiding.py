"""Which cells of a table are hidden, so that none of them follows from the others.

A table has a line for each part and a column for each figure; its sums are known to everyone. Its
hidden cells are the edges of a graph whose points are lines and columns: a cell follows from the
others by subtraction if and only if its edge lies on no circle of hidden ones. So for each small
cell the cheapest circle is hidden with it.
"""

from collections import defaultdict
from collections.abc import Container, Mapping
from heapq import heappop, heappush
from itertools import count

Sizes = Mapping[str, int]
# The parts that are hidden, each with whether it is small itself.
Marks = dict[str, bool]
Cell = tuple[str, str]
# What the sum leaves over that no figure tells.
LEFT = ""
# Nought tells less than a number when it is hidden; it is taken last.
NOUGHT = 10**9


def first(sizes: Sizes, small: int) -> Marks | None:
    """The hidden parts of a whole whose sum is known; None where no part may be told."""
    some = {key: size for key, size in sizes.items() if size}
    if len(some) < 2:
        return None if some and sum(some.values()) <= small else {}
    marks = {key: True for key, size in some.items() if size <= small}
    if not marks:
        return {}
    others = sorted((key for key in some if key not in marks), key=lambda key: (some[key], key))
    known = sum(some[key] for key in marks)
    # Twice one is two: where all are the least or the most they can be, the sum tells them.
    if others and (len(marks) == 1 or known in {len(marks), len(marks) * small}):
        marks[others[0]] = False
    return marks


def beneath(
    whole: Sizes,
    over: Mapping[str, bool],
    parts: Mapping[str, Sizes],
    small: int,
    taken_off: Container[str] = (),
) -> dict[str, Marks]:
    """The hidden cells of the figures that a whole consists of, by figure.

    `whole` is how the whole divides and `over` what of it is hidden; what is `taken_off` makes it
    smaller. The lines are taken as known even where they are hidden, so that what is decided here
    holds without what was decided there; and where the whole is hidden one column is hidden as
    well, or its cells would add up to it.
    """
    every = dict.fromkeys(key for sizes in (whole, over, *parts.values()) for key in sizes)
    some = {key for sizes in (whole, *parts.values()) for key in sizes if sizes[key]}
    lines = [key for key in every if key in some or key in over]
    table = {(line, code): sizes.get(line, 0) for code, sizes in parts.items() for line in lines}
    for line in lines:
        made = sum((-1 if c in taken_off else 1) * table[line, c] for c in parts)
        table[line, LEFT] = whole.get(line, 0) - made
    totals: dict[str, int] = defaultdict(int)
    for (_line, code), size in table.items():
        totals[code] += size
    # A column of noughts is known to hold noughts.
    live = {cell: size for cell, size in table.items() if totals[cell[1]]}
    marks: dict[str, Marks] = {code: {} for code in parts}
    columns = [code for code in parts if totals[code]]
    if columns and not totals[LEFT]:
        widest = max(columns, key=lambda code: (totals[code], code))
        marks[widest] = {line: 0 < table[line, widest] <= small for line in over}
    if len(lines) < 2 or (len(columns) < 2 and not totals[LEFT]):
        return marks
    for (line, code), size in live.items():
        if code != LEFT and 0 < size <= small:
            marks[code][line] = True
    _close(live, marks)
    return marks


def _close(table: Mapping[Cell, int], marks: dict[str, Marks]) -> None:
    """Hide with each hidden cell the cheapest circle it lies on."""
    free = list(table)
    for start in [(line, code) for code in sorted(marks) for line in sorted(marks[code])]:
        for cell in _way(free, table, marks, start):
            if cell[1] != LEFT:
                marks[cell[1]].setdefault(cell[0], False)


def _way(
    free: list[Cell], table: Mapping[Cell, int], marks: Mapping[str, Marks], cell: Cell
) -> list[Cell]:
    """The cells that close a circle with this one: of the ways the one that hides least."""
    near: dict[tuple[int, str], list[Cell]] = defaultdict(list)
    for line, code in free:
        if (line, code) != cell:
            near[0, line].append((line, code))
            near[1, code].append((line, code))
    start, end, turn = (0, cell[0]), (1, cell[1]), count()
    best: dict[tuple[int, str], int] = {}
    waiting: list[tuple[int, int, tuple[int, str], list[Cell]]] = [(0, next(turn), start, [])]
    while waiting:
        cost, _turn, here, way = heappop(waiting)
        if here == end:
            return way
        if here in best:
            continue
        best[here] = cost
        for line, code in near[here]:
            there = (1, code) if here[0] == 0 else (0, line)
            if there not in best:
                price = _price((line, code), table, marks)
                heappush(waiting, (cost + price, next(turn), there, [*way, (line, code)]))
    return []


def _price(cell: Cell, table: Mapping[Cell, int], marks: Mapping[str, Marks]) -> int:
    line, code = cell
    if code == LEFT or line in marks[code]:
        return 0
    return table[cell] or NOUGHT
