"""The working pages of an event."""
