"""Those who are there: checked in, come without registering, written into the ledger."""
