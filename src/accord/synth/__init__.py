"""A believable region of people and plans, drawn from a seed. Every name is generated; numbers are in the 999 range."""
