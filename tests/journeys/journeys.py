"""A journey: steps that read as a clinical script."""

from __future__ import annotations

from tests.journeys.steps_preparing import Preparing
from tests.journeys.steps_restricting import Restricting
from tests.journeys.steps_training import Training


class Journey(Preparing, Restricting, Training):
    """Everything that people do in these scripts."""
