"""Following by e-mail."""
