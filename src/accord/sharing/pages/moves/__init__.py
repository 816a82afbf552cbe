"""Moves that other systems told of and that somebody has to look at."""
