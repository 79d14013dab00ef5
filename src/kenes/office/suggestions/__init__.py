"""What the model suggests for an appeal, how good it is, and appeals that are alike."""
