"""Working pages of an event: the record, its reach ledger."""
