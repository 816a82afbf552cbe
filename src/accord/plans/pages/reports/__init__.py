"""Plans known from elsewhere: a paper form seen here, a form another system sent, and what becomes of each."""
