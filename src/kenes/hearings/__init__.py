"""Hearings of agencies' reports."""
