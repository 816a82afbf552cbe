"""The page of what other systems did not take."""
