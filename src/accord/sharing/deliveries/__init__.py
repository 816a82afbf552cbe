"""Telling other systems that a plan changed: numbered for each, in commit order, until they have taken it."""
