"""The note: a blueprint, what it says of the register, and its frozen editions."""
