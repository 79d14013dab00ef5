"""How each register is shown, one noun to a file."""
