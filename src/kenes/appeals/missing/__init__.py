"""What an appeal lacks, asked for later and supplied by the person."""
