"""Who carries public control out: members of a group, experts."""
