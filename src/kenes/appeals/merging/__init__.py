"""Appeals that are considered together with another one, and answered with it."""
