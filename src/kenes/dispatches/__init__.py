"""Papers of the council to agencies: recommendations sent, reminders, letters of the chair."""
