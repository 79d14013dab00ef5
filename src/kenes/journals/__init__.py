"""Journals kept in Excel: in and out."""
