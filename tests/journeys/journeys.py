"""A journey: steps that read as a clinical script."""

from __future__ import annotations

from tests.journeys.steps_preparing import Preparing


class Journey(Preparing):
    """Everything that people do in these scripts."""
