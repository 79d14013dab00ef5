"""Draft acts, acts in force, what was found in them."""
