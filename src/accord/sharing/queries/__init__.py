"""What was shared."""
