"""Changing the directory."""

from accord.organisations.actions.directory import LoadReport, load_csv

__all__ = ["LoadReport", "load_csv"]
