"""What a plan becomes: its facts, its words, its differences, the emergency screen. Pure functions; no Django."""
