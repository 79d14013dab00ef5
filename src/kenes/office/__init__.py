"""The face for those who keep the registers."""
