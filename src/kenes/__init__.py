"""Kenes runs the whole work of a public council, and accounts for it."""
