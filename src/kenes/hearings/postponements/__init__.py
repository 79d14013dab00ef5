"""Reports that were put off: who asked for it, why, from which day to which."""
