"""The demo register."""
