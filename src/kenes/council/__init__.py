"""The council: people, seats, bodies."""
