"""The charts of a council: from one definition a page, a sheet of paper and a table."""

from kenes.report.charts.bars import Bar, Bars
from kenes.report.charts.columns import Column, Columns
from kenes.report.charts.course import Course, Reached
from kenes.report.charts.definition import Cell, Chart, Twin
from kenes.report.charts.intervals import Interval, Intervals
from kenes.report.charts.picture import Lane, Mark, Years
from kenes.report.charts.share import Share
from kenes.report.charts.theme import PAPER, PHONE, WEB, Theme
from kenes.report.charts.tiles import Tile, Tiles

__all__ = [
    "PAPER",
    "PHONE",
    "WEB",
    "Bar",
    "Bars",
    "Cell",
    "Chart",
    "Column",
    "Columns",
    "Course",
    "Interval",
    "Intervals",
    "Lane",
    "Mark",
    "Reached",
    "Share",
    "Theme",
    "Tile",
    "Tiles",
    "Twin",
    "Years",
    "svg",
]


def svg(chart: Chart, theme: Theme = WEB, key: str = "") -> str:
    """Draw a chart as an SVG element to be set into a page.

    Its ids come from what it shows; a chart that stands twice on one page gets a `key`.
    """
    return chart.drawing(theme).svg(chart.title, chart.description(), key)
