"""Sittings of any body."""
