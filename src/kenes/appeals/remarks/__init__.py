"""What those who work at an appeal tell one another."""
