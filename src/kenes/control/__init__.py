"""Forms of public control."""
