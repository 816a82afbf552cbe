"""Scans: where and when events crowd together, over a tree of places and people and over windows of time."""
