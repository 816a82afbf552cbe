"""Moves: recording one, and saying after it what becomes of each recommendation."""
