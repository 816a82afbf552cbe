"""Reading the person index."""
