"""The face of an agency: what the council asks of it, and what it answers."""
