"""The indexes by which figures of appeals are told (core/runs.py)."""

from functools import partial

from kenes.core.reading import side_by_side

# What figures ask of an appeal besides its state and day.
READ = ("answered_on", "due_on", "days_to_answer")
by = partial(side_by_side, day="received_on", read=READ)
