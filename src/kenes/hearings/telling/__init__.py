"""What an agency is told of the hearing of its report, by letter."""
