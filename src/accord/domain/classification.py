"""What each stored field says about somebody: every field is one of three kinds, and a test sees to it."""

from __future__ import annotations

from collections.abc import Mapping

from accord.domain.choices import Choice


class Classification(Choice):
    """How close a field is to a person."""

    IDENTIFIABLE = "identifiable", "Says who or where somebody is, or leads to them"
    CLINICAL = "clinical", "Says something about somebody’s health, care or wishes"
    OPERATIONAL = "operational", "Says how the record is kept, and nothing about anybody"


Classified = Mapping[str, Mapping[Classification, str]]
"""For each model, its fields of each kind, with spaces between."""


def unclassified(classified: Classified, model: str, fields: frozenset[str]) -> frozenset[str]:
    """Return the fields of a model that have no kind or several, and the names that are no field of it."""
    named = [name for names in classified.get(model, {}).values() for name in names.split()]
    twice = {name for name in named if named.count(name) > 1}
    return frozenset((set(named) ^ fields) | twice)
