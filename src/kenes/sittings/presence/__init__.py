"""Who was there, when, and whether that made a quorum."""
