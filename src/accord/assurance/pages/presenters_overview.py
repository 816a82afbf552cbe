"""What the overview of assurance says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewScreen:
    """The overview, within the scope of one organisation."""

    place: str
