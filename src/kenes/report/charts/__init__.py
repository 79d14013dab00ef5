"""Charts: from one definition a page, a sheet of paper and a table."""
