"""Accord: advance care planning in England, kept as one record."""
