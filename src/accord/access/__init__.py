"""Who is using the record, in which role, and what they looked at."""
