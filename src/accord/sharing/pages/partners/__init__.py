"""Where partners say that there is news."""
