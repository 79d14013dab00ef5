"""What members and residents ask an agency when its report is heard, and what it answers."""
