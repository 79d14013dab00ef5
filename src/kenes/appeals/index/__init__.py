"""The words by which an appeal is found."""
