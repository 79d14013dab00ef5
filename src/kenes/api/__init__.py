"""Addresses for programs: appeals sent, followed and read without a browser and an account."""
