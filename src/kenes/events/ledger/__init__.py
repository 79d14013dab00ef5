"""The reach ledger of an event: who came, how that is known, and how it stands to what was said."""
