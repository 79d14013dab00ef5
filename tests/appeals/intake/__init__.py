"""How appeals come in: by letter, from the form, through the clerk."""
