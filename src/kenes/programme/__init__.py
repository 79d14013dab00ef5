"""The funded programme."""
