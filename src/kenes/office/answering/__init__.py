"""The terms of an appeal in the office: extended, reckoned, something asked of the person."""
