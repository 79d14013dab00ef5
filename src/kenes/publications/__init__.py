"""What was published, where."""
