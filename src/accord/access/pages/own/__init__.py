"""Pages about somebody's own sign-in: codes, the second factor, sessions."""
