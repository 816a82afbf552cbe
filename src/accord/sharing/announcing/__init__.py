"""Telling a national service that something became of a plan, as CloudEvents that say of whom and where to read."""
