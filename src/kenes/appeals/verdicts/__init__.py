"""What the person behind an appeal says of what came of it."""
