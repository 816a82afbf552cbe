"""Faults brought about on a running Accord, and one list of what must hold afterwards (docs/explanation/faults.md)."""
