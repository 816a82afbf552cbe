"""What is shared: each an action."""
