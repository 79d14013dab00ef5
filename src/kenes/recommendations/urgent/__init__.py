"""A question that could not wait for a sitting."""
