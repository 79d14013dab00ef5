"""Sociological surveys."""
