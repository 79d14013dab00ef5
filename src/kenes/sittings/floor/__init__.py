"""The course of a sitting: which item is under discussion, and who has the floor."""
