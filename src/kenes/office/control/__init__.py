"""The working pages of the forms of public control."""
