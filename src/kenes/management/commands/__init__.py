"""The commands of `./kenes`, one file each."""
