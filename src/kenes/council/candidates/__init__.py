"""Who runs for a seat: papers, admission, scores, and what the public may see."""
