"""Answers that did not come in time."""
