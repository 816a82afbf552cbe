"""Honest look-alikes: what may look like an event from afar and is none. Their sites hold no planted event.

Each is drawn in the ordinary way, with conversations and reasons of the people's own; only its timing, its people or
its wording differ. A hospice and a winter are look-alikes without being chosen.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np

from accord.assurance.simulations.draws import Ints
from accord.assurance.simulations.services import HOMES, HOSPICE
from accord.assurance.simulations.settings import RegionSettings

SHARE = 0.015
"""The share of homes chosen for each kind; at least one."""


class Likeness(StrEnum):
    """What a site may look like."""

    ADMISSION_WAVE = "admission_wave"
    HOSPICE = "hospice"
    REVIEW_ROUND = "review_round"
    NEW_HOME = "new_home"
    TEMPLATE = "template"
    WARD_ROUND = "ward_round"
    DEMENTIA_HOME = "dementia_home"
    WINTER = "winter"


CHOSEN = (
    Likeness.ADMISSION_WAVE,
    Likeness.REVIEW_ROUND,
    Likeness.NEW_HOME,
    Likeness.TEMPLATE,
    Likeness.WARD_ROUND,
    Likeness.DEMENTIA_HOME,
)
"""The kinds for which homes are chosen."""


def choose_sites(
    source: np.random.Generator, service: Ints, places: Ints, settings: RegionSettings
) -> tuple[Ints, Ints]:
    """Return the look-alike of each site (-1: none), and the day on which it begins."""
    likeness = np.where(service == HOSPICE, list(Likeness).index(Likeness.HOSPICE), -1)
    homes = source.permutation(np.flatnonzero(np.isin(service, HOMES) & (places >= 12)))
    each = max(1, round(SHARE * len(homes)))
    for number, kind in enumerate(CHOSEN):
        likeness[homes[number * each : (number + 1) * each]] = list(Likeness).index(kind)
    last = max(settings.days - 70, settings.watched_from + 1)
    return likeness, source.integers(settings.watched_from, last, len(service))
