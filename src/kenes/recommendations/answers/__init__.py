"""Answers of agencies, point by point."""
