"""Printed copies: what stands on one, its code, and the proof that it carries."""
