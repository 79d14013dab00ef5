"""Everything that is kept of one person's appeal, put together for that person."""
