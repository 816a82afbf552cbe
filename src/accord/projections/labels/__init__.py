"""The label of every field of a plan, declared once: forms, pages and differences all say the same."""

from __future__ import annotations

from accord.domain.authority import Registration
from accord.projections.labels.clinical import CLINICAL
from accord.projections.labels.involved import INVOLVED
from accord.projections.labels.keeping import KEEPING
from accord.projections.labels.legal import LEGAL
from accord.projections.labels.wishes import WISHES

REGISTERS: dict[type, dict[str, str]] = {Registration: {"register": "Register", "number": "Registration number"}}
LABELS: dict[type, dict[str, str]] = {**WISHES, **CLINICAL, **INVOLVED, **KEEPING, **LEGAL, **REGISTERS}
"""Dataclass → field → label, in the order in which the fields are read."""


def label(kind: type, field: str) -> str:
    """Return the label of one field. Raises KeyError for a field that does not exist."""
    return LABELS[kind][field]


__all__ = ["LABELS", "label"]
