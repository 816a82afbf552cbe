"""Asking who stands behind a pseudonym, deciding about it, and the answer."""
