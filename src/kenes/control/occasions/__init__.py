"""Who comes to a hearing or a discussion, what they ask and say, and how many there are."""
