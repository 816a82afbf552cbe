"""What a record shows and what it does not: each expectation of law, guidance and good practice as one value."""
