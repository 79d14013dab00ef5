"""More time asked for an answer, and what the council said to that."""
