"""The working pages of an event that hangs on no other record."""
