"""Changing what access keeps."""
