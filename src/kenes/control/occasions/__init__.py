"""What is asked and said at a hearing or a discussion, and how many are present."""
