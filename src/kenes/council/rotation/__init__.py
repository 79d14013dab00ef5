"""How a vacant seat is filled: the reserve list, consent, a decision of a general sitting."""
