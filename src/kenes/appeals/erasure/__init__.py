"""What is personal in an appeal is erased, and every figure stays as it was."""
