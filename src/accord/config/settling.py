"""Letting the collector of values that refer to each other in circles look less often."""

from __future__ import annotations

import gc

COLLECTED_AFTER = 10_000
"""So many values more than were let go of, and the collector looks for circles among the newest."""


def settle() -> None:
    """Have the collector look less often, and never again through what is loaded by now, which stays.

    A signature makes and lets go of thousands of small values, and hardly any of them refer to each other in a circle.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECTED_AFTER)
