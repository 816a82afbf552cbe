"""The page on which a plan is checked and signed."""
