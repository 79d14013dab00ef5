"""Texts for answers that recur."""
