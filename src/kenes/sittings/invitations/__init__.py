"""Who is called to a sitting, what they were told, what they answered."""
