"""What Russian adds to the framework's own formats."""

DATE_FORMAT = "j E Y г."
YEAR_MONTH_FORMAT = "F Y г."
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]
