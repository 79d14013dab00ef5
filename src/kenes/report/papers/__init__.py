"""Papers of the council: one neutral tree, set in Word and in PDF."""
