"""The text of an appeal as everyone may read it: consented to, masked, confirmed by a person."""
