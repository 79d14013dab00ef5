"""People who join an appeal of somebody else."""
