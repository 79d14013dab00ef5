"""What a monitoring looks at: a checklist, and what was found in the field."""
