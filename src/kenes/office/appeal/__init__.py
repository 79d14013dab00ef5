"""The working pages of an appeal."""
