"""What everyone gets of a divided figure never tells a number that is hidden."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from kenes.report.hiding import LEFT, beneath, first

SMALL = 4
# Mostly small ones, with noughts among them.
NUMBERS = st.one_of(st.integers(0, 6), st.just(0), st.integers(5, 40))


def determined(known, sums, unknown):
    """Those of the unknown that follow from the known by sums and differences.

    A sum is (names, what they make together); what is known is put in its place.
    """
    order = {name: n for n, name in enumerate(unknown)}
    rows = []
    for names, _total in sums:
        row = [Fraction(0)] * len(order)
        for sign, name in names:
            if name in order:
                row[order[name]] += sign
            else:
                assert name in known
        rows.append(row)
    lead = 0
    for column in range(len(order)):
        at = next((n for n in range(lead, len(rows)) if rows[n][column]), None)
        if at is None:
            continue
        rows[lead], rows[at] = rows[at], rows[lead]
        rows[lead] = [value / rows[lead][column] for value in rows[lead]]
        for n, row in enumerate(rows):
            if n != lead and row[column]:
                rows[n] = [a - row[column] * b for a, b in zip(row, rows[lead], strict=True)]
        lead += 1
    alone = [row for row in rows if sum(map(bool, row)) == 1]
    return {name for name, n in order.items() if any(row[n] for row in alone)}


@given(st.lists(NUMBERS, min_size=1, max_size=8))
def test_one_line_does_not_tell_what_it_hides(numbers):
    sizes = {f"p{n}": size for n, size in enumerate(numbers)}
    marks = first(sizes, SMALL)
    some = [size for size in numbers if size]
    if marks is None:
        assert sum(some) <= SMALL
        return
    small = {key for key, size in sizes.items() if 0 < size <= SMALL}
    if len(some) > 1:
        assert small <= set(marks)
    line = [([(1, key) for key in sizes], sum(numbers))]
    assert not determined(sizes, line, list(marks))
    # Nor by the least and the most each of them can be, while there is another one to hide.
    if marks and set(marks) == small and len(some) > len(small):
        assert sum(sizes[key] for key in marks) not in {len(marks), len(marks) * SMALL}


def tree(draw_rows):
    """The cells of a family of figures: received, taken up or not, outcomes, in time and late."""
    cells = {}
    for n, (a, b, c, out, in_time, late) in enumerate(draw_rows):
        line, considered = f"p{n}", a + b + c
        in_time = min(in_time, considered)
        late = min(late, considered - in_time)
        cells |= {
            (line, "received"): considered + out,
            (line, "considered"): considered,
            (line, "out"): out,
            (line, "a"): a,
            (line, "b"): b,
            (line, "c"): c,
            (line, "in_time"): in_time,
            (line, "late"): late,
        }
    return cells


GROUPS = {
    "taking": ("considered", ("received", "out")),
    "outcome": ("considered", ("a", "b", "c")),
    "term": ("considered", ("in_time", "late")),
}
# What makes the whole smaller.
OFF = {"out"}
CODES = ("received", "considered", "out", "a", "b", "c", "in_time", "late")


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(*[NUMBERS] * 6), min_size=2, max_size=5))
def test_figures_that_make_one_another_up_do_not_tell_what_they_hide(rows):
    cells = tree(rows)
    lines = sorted({line for line, _code in cells})
    by = {code: {line: cells[line, code] for line in lines} for code in CODES}
    marks = {"considered": first(by["considered"], SMALL)}
    if marks["considered"] is None:
        return
    for whole, parts in GROUPS.values():
        sizes = {code: by[code] for code in parts}
        marks |= beneath(by[whole], marks[whole], sizes, SMALL, OFF)
    hidden = [(line, code) for code in CODES for line in marks[code]]
    sums = [([(1, (line, code)) for line in lines], 0) for code in CODES]
    known, left = dict(cells), []
    for name, (whole, parts) in GROUPS.items():
        signs = {code: -1 if code in OFF else 1 for code in parts}
        over = {
            line: by[whole][line] - sum(signs[code] * by[code][line] for code in parts)
            for line in lines
        }
        for line in lines:
            names = [(signs[code], (line, code)) for code in parts] + [(-1, (line, whole))]
            sums.append(([*names, (1, (line, LEFT + name))], 0))
            known[line, LEFT + name] = over[line]
        if sum(over.values()):
            left += [(line, LEFT + name) for line in lines]
            sums.append(([(1, (line, LEFT + name)) for line in lines], 0))
    # What everyone knows to be nought: a part of nothing, told as such.
    found = determined(known, sums, hidden + left)
    assert not found & set(hidden)
    for line, code in cells:
        # What falls to one part alone equals its sum, which everyone knows.
        alone = sum(1 for each in lines if by[code][each]) == 1
        small = 0 < cells[line, code] <= SMALL
        assert not small or line in marks[code] or alone


def test_a_hidden_number_takes_the_smallest_other_with_it():
    assert first({"a": 3, "b": 7, "c": 40}, SMALL) == {"a": True, "b": False}
    assert first({"a": 3, "b": 2, "c": 40}, SMALL) == {"a": True, "b": True}
    assert first({"a": 1, "b": 1, "c": 40}, SMALL) == {"a": True, "b": True, "c": False}
    assert first({"a": 3, "b": 0}, SMALL) is None
    assert first({"a": 30}, SMALL) == {}


def test_a_table_hides_the_cheapest_circle():
    whole = {"x": 20, "y": 30, "z": 40}
    parts = {"a": {"x": 2, "y": 10, "z": 20}, "b": {"x": 18, "y": 20, "z": 20}}
    made = beneath(whole, {}, parts, SMALL)
    assert made == {"a": {"x": True, "y": False}, "b": {"x": False, "y": False}}
