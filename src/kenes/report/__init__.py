"""Figures, the note, charts and papers."""
