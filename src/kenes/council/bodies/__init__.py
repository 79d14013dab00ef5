"""Bodies of the council in time, and who held which role in them."""
