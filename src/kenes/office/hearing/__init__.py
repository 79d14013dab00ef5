"""Working pages of a hearing of an agency's report, and the plan over all agencies."""
