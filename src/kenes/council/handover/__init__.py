"""What a convocation leaves open to the next one."""
