"""What agencies say publicly of how the council counts them."""
