"""Reports given beside that of the agency (PC art 23)."""
