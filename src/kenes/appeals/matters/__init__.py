"""The questions inside an appeal, each with an outcome of its own."""
