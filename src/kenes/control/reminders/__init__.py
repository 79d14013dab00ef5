"""What runs out: steps of public control whose day is near or has gone by."""
