"""The day of the answer as appeals keep it: filled where it is missing, reckoned anew."""
