"""What a member says is recorded of him wrongly."""
