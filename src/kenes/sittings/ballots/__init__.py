"""Votes of a sitting: prepared, opened, closed, published."""
