"""Finding a person, recording one, and keeping what they need."""
