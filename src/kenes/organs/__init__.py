"""Directories: organisations, districts, topics."""
