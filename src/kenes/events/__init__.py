"""Occasions: what happened, where, with whom."""
