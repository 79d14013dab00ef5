"""Dimensions that many figures share."""

from django.utils.translation import gettext_lazy as _

from kenes.core.dimension import Month, Related, Year


def by_district(path: str = "district") -> Related:
    """By district of the city."""
    return Related(code="district", wording=_("by district"), path=path)


def by_topic(path: str = "topic") -> Related:
    """By topic."""
    return Related(code="topic", wording=_("by topic"), path=path)


def by_agency(path: str = "agency") -> Related:
    """By agency."""
    return Related(code="agency", wording=_("by agency"), path=path)


def by_month(path: str) -> Month:
    """By calendar month of the date a row counts by."""
    return Month(code="month", wording=_("by month"), path=path)


def by_year(path: str) -> Year:
    """By calendar year of the date a row counts by."""
    return Year(code="year", wording=_("by year"), path=path)
