"""The final document of public control: its parts, its signatures, where it was sent."""
