"""The working pages of a recommendation: its points, what agencies say, its papers."""
