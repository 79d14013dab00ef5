"""Registering for an event, its places, its door."""
