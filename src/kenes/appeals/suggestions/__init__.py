"""What an appeal may be about, as a model of earlier appeals sees it: never a decision."""
