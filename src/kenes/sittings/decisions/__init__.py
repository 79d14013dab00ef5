"""What a sitting decided, and who has to carry it out."""
