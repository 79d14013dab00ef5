"""What an agency says it has done, and what the council found."""
