"""An agency asks for the hearing of its report to be put off, and what the council says to that."""
