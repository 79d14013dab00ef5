"""Who follows what by e-mail, and what they are told."""
