"""Where other systems come for a token, and what guards the addresses that they use."""
