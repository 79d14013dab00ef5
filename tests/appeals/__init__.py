"""Appeals, from a resident's form to the verdict."""
