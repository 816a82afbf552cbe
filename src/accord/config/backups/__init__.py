"""Copies of the database that can be trusted: taken while serving, checked when made, proved when restored."""
