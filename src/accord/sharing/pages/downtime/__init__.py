"""Downtime packs: switched on, taken away, and their openings given back."""
