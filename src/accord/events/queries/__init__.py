"""Reading what happened."""
