"""Registers: what waits, by site, or entry by entry at one's own."""
