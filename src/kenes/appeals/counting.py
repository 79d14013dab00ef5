"""The indexes by which figures of appeals are told (core/runs.py), and their rows found."""

from functools import partial

from django.db.models import Index

from kenes.core.reading import side_by_side

# What figures ask of an appeal besides its state and day.
_READ = ("answered_on", "due_on", "days_to_answer")
_by = partial(side_by_side, day="received_on", read=_READ)
INDEXES = (
    Index(
        fields=["council", "received_on", "id", "status", "status_on", "struck_at"],
        name="appeal_by_day",
    ),
    # A list by state is in the order of days, and of keys within one.
    Index(
        fields=["council", "status", "received_on", "id", "status_on", *_READ, "struck_at"],
        name="appeal_by_state_and_day",
    ),
    _by("appeal_by_topic_and_place", "topic", "district"),
    _by("appeal_by_body_and_agency", "commission", "agency"),
    _by("appeal_by_kind", "kind", "channel", "applicant_kind_then", "language"),
)
