"""What the council advised, and what came of it."""
