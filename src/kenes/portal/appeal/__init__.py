"""An appeal on the portal: written, followed by its author, read and joined by everyone."""
