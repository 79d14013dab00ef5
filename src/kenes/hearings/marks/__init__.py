"""By what the council marks a report, and the mark each report got."""
