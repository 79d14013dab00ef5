"""What a person writes to the council about an appeal already sent."""
