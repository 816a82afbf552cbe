"""A death, which closes plans, and its withdrawal, which opens them again."""
