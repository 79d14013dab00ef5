"""Who comes to an event: they register, wait for a place, give it up, are there."""
