"""How a convocation is formed: working group, notice, candidates, protocol, reserve list."""
