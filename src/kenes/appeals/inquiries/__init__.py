"""What the council asks agencies about an appeal, and what they answer."""
