"""Appeals as they come to the secretariat: by letter, in quarantine, on paper and in person."""
