"""Changing the directory and the competence register."""

from accord.organisations.actions.directory import LoadReport, load_csv
from accord.organisations.actions.tables import Reject
from accord.organisations.actions.training_rows import TrainingReport, load_training

__all__ = ["LoadReport", "Reject", "TrainingReport", "load_csv", "load_training"]
