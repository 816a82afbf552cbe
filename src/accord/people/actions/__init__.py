"""Changing what is known of people. Each action locks the person's row, changes, and records what happened."""
