"""Charts: the values drawn are the values of the table, and no words overlap or are cut off."""

import re
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kenes.report.charts.chart import (
    PAPER,
    PHONE,
    WEB,
    Bar,
    Bars,
    Chart,
    Lane,
    Mark,
    Share,
    Theme,
    Years,
    svg,
)
from kenes.report.numerals import number
from kenes.report.typeface import width
from tests.report.charts import (
    CHARTS,
    EMPTY,
    EMPTY_CHARTS,
    LONG,
    MONTHS,
    bars,
    columns,
    lying,
    share,
    tiles,
    years,
)

SVG = "{http://www.w3.org/2000/svg}"


class Box(NamedTuple):
    """Where a line of words stands."""

    words: str
    left: float
    top: float
    right: float
    bottom: float


every_chart = pytest.mark.parametrize("chart", [*CHARTS, *EMPTY_CHARTS])
every_theme = pytest.mark.parametrize("theme", [WEB, PHONE, PAPER], ids=lambda theme: theme.name)


def parsed(chart: Chart, theme: Theme) -> ElementTree.Element:
    return ElementTree.fromstring(svg(chart, theme))


def shown(text: ElementTree.Element) -> str:
    """The words a reader sees: the text of the element without its tooltip."""
    title = text.find(f"{SVG}title")
    return (text.text or "") + (title.tail or "" if title is not None else "")


def boxes(root: ElementTree.Element) -> list[Box]:
    found = []
    for text in root.iter(f"{SVG}text"):
        size, x, y = (float(text.get(name, "0")) for name in ("font-size", "x", "y"))
        words = shown(text)
        long = width(words, size, "sans-bold" if text.get("font-weight") else "sans")
        left = x - long * {"start": 0, "middle": 0.5, "end": 1}[text.get("text-anchor", "start")]
        found.append(Box(words, left, y - size * 0.76, left + long, y + size * 0.22))
    return found


def visible(root: ElementTree.Element) -> str:
    return " ".join(shown(text) for text in root.iter(f"{SVG}text"))


@every_chart
@every_theme
def test_words_neither_overlap_nor_leave_the_drawing(chart: Chart, theme: Theme) -> None:
    root = parsed(chart, theme)
    _, _, wide, high = map(float, root.get("viewBox", "").split())

    for box in boxes(root):
        assert -0.5 <= box.left <= box.right <= wide + 0.5, box
        assert -0.5 <= box.top <= box.bottom <= high + 0.5, box
    for one, two in combinations(boxes(root), 2):
        apart = (
            one.right <= two.left or two.right <= one.left
            or one.bottom <= two.top or two.bottom <= one.top
        )  # fmt: skip
        assert apart, (one, two)


@every_theme
@pytest.mark.parametrize("chart", [bars(), share(), tiles()])
def test_values_drawn_are_the_values_of_the_table(chart: Chart, theme: Theme) -> None:
    _, rows = chart.table()
    words = [shown(text) for text in parsed(chart, theme).iter(f"{SVG}text")]

    for row in rows:
        assert row[1].value is not None
        assert number(row[1].value, "ru") == row[1].text
        assert row[1].text in words


@every_theme
def test_the_names_of_districts_are_read_whole(theme: Theme) -> None:
    assert "…" not in visible(parsed(lying(), theme))


@every_theme
def test_columns_say_every_value_of_the_table(theme: Theme) -> None:
    chart = columns()
    head, rows = chart.table()
    titles = {title.text for title in parsed(chart, theme).iter(f"{SVG}title")}

    assert head == ["", "Общие", "Комиссии", "Всего"]
    for month, general, commissions, total in rows:
        assert f"{month.text}: Общие {general.text}, Комиссии {commissions.text}" in titles
        assert total.value == Decimal(general.text) + Decimal(commissions.text)


def test_lengths_of_bars_are_in_proportion() -> None:
    marks = [
        float(rect.get("width", "0"))
        for rect in parsed(bars(), PAPER).iter(f"{SVG}rect")
        if rect.get("fill") == "#1f5b8f"
    ]

    assert marks[1] / marks[0] == pytest.approx(1187 / 2104, rel=0.01)
    assert marks[3] == 0


@every_theme
def test_every_mark_of_the_years_is_drawn_once_and_counted(theme: Theme) -> None:
    chart = years()
    _, rows = chart.table()
    root = parsed(chart, theme)
    links = [link.get("href") for link in root.iter(f"{SVG}a") if link.get("tabindex") == "-1"]

    counted = sum(int(cell.value or 0) for row in rows for cell in row[1:])
    assert counted == sum(len(lane.marks) for lane in chart.lanes) == len(chart.records())
    assert len(list(root.iter(f"{SVG}circle"))) == counted
    if theme.styled:
        assert sorted(map(str, links)) == sorted(row[2].url for row in chart.records())


def test_a_mark_outside_the_years_is_neither_drawn_nor_counted() -> None:
    lane = Lane("Площадки", [Mark(date(2021, 12, 31), "раньше"), Mark(date(2022, 1, 1), "в срок")])
    chart = Years(title="Годы", lang="ru", lanes=[lane], since=date(2022, 1, 1),
                  until=date(2022, 1, 31), months=MONTHS)  # fmt: skip

    assert [row[2].text for row in chart.records()] == ["в срок"]
    assert svg(chart).count("<circle") == 1


@every_chart
@every_theme
def test_a_chart_needs_neither_styles_nor_scripts(chart: Chart, theme: Theme) -> None:
    drawn = svg(chart, theme)

    assert not re.search(r"\bstyle=|<style|<script|\bon\w+=", drawn)
    assert ("class=" in drawn) == theme.styled


@every_chart
def test_a_chart_is_named_and_described(chart: Chart) -> None:
    root = parsed(chart, WEB)
    ids = {element.get("id"): element.text for element in root.iter() if element.get("id")}

    assert ids[root.get("aria-labelledby")] == chart.title
    assert ids[root.get("aria-describedby")] == chart.description()
    # The links of an image are hidden from a screen reader: with links it is a group.
    links = root.find(f".//{SVG}a[@class='link']") is not None
    assert root.get("role") == ("group" if links else "img")


@pytest.mark.parametrize(
    ("chart", "said"),
    [
        (bars((2104, 7)), f"Жастар мен студенттер: 2\u00a0104; {LONG}: 7 (по оценке)"),
        (columns(2), "янв 2022 – фев 2022; Общие: 1; Комиссии: 7"),
        (Share(title="x", lang="en", parts=[Bar("Done", 3), Bar("Not", 1)]),
         "Done: 3 (75.0\u00a0%); Not: 1 (25.0\u00a0%)"),
        (EMPTY_CHARTS[0], EMPTY),
    ],
)  # fmt: skip
def test_a_description_says_the_values(chart: Chart, said: str) -> None:
    assert chart.description() == said


@every_theme
@pytest.mark.parametrize("chart", EMPTY_CHARTS)
def test_nothing_to_show_is_said(chart: Chart, theme: Theme) -> None:
    assert EMPTY in visible(parsed(chart, theme))


@every_chart
@every_theme
def test_the_same_chart_gives_the_same_bytes(chart: Chart, theme: Theme) -> None:
    assert svg(chart, theme) == svg(chart, theme)


def test_ids_differ_between_looks_and_keys() -> None:
    drawn = [svg(bars(), WEB), svg(bars(), PHONE), svg(bars(), WEB, key="again")]
    ids = [set(re.findall(r' id="([^"]+)"', each)) for each in drawn]

    assert not ids[0] & ids[1]
    assert not ids[0] & ids[2]


def test_shortened_words_are_whole_in_the_tooltip() -> None:
    chart = Bars(title="x", lang="ru", rows=[Bar(LONG * 3, 1)])
    text = parsed(chart, WEB).find(f".//{SVG}text")

    assert text is not None
    assert f"{text.findtext(f'{SVG}title')}" == LONG * 3


@given(st.text(max_size=60))
def test_any_words_are_drawn_as_words(words: str) -> None:
    chart = Bars(title=words, lang="ru", rows=[Bar(words, 1, note=words)])

    for theme in (WEB, PHONE, PAPER):
        root = parsed(chart, theme)
        tags = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert tags <= {"svg", "title", "desc", "g", "text", "rect", "line"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//elsewhere", "data:text/html,x", "a b"])
def test_a_link_goes_to_a_page_or_nowhere(url: str) -> None:
    with pytest.raises(ValueError, match="Not an address"):
        svg(Bars(title="x", lang="ru", rows=[Bar("x", 1, url=url)]))


def test_counts_are_not_negative() -> None:
    with pytest.raises(ValueError, match="below zero"):
        Bars(title="x", lang="ru", rows=[Bar("x", -1)])
