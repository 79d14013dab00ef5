"""Papers to agencies in the office: to be sent, sent, and what silence asks for next."""
