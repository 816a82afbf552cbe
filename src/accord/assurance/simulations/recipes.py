"""How a decision was come to: with whom it was talked about, how, how long, how its reason was written, how carefully.

An ordinary decision follows the published rates; an event differs from it in what the event is about alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from accord.assurance.simulations.draws import Floats


class Writing(IntEnum):
    """How the reason was written."""

    OWN = 0
    SHORT = 1
    TEMPLATE = 2
    COPIED = 3
    NEARLY_COPIED = 4
    LEARNING_DISABILITY = 5
    POLICY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """One way of coming to a decision, as chances.

    `talk`: discussed with the person or somebody for them (None: as elsewhere at the site); `remote`: by telephone or
    video where it was; `minutes` of it; `gap` in minutes to the signer's next signature of the day; then the weight of
    each way of writing; `careful`: how much is recorded, beside elsewhere; `reversed`: cancelled later.
    """

    name: str
    talk: float | None = None
    remote: float = 0.12
    minutes: float = 22
    gap: float = 30
    own: float = 0.8
    short: float = 0.08
    template: float = 0.12
    copied: float = 0.0
    nearly: float = 0.0
    learning_disability: float = 0.0
    policy: float = 0.0
    careful: float = 1.0
    reversed: float = 0.02

    @property
    def writings(self) -> tuple[float, ...]:
        """The weight of each way of writing."""
        return (
            self.own,
            self.short,
            self.template,
            self.copied,
            self.nearly,
            self.learning_disability,
            self.policy,
        )


_OTHERS = {"own": 0.0, "short": 0.0, "template": 0.0}

RECIPES = (
    Recipe(name="ordinary"),
    Recipe(name="inpatient", talk=0.888, remote=0.05, minutes=15, gap=20),
    Recipe(name="template", own=0.0, short=0.0, template=1.0),
    Recipe(name="review_round", talk=0.95, minutes=18, gap=22),
    Recipe(name="blanket", talk=0.15, remote=0.5, minutes=5, gap=4, own=0.15, short=0.2, template=0.0, copied=0.45,
           nearly=0.2, careful=0.5, reversed=0.15),
    Recipe(name="whole_group", talk=0.25, remote=0.4, minutes=6, gap=5, own=0.25, short=0.25, template=0.0,
           copied=0.3, nearly=0.2, careful=0.6, reversed=0.1),
    Recipe(name="practice_letter", talk=0.2, remote=0.7, minutes=5, gap=7, own=0.15, short=0.2, template=0.0,
           copied=0.4, nearly=0.2, policy=0.05, careful=0.6, reversed=0.12),
    Recipe(name="copied_text", copied=0.7, nearly=0.3, **_OTHERS),
    Recipe(name="slow_drift", talk=0.65, remote=0.3, minutes=12, gap=20, careful=0.85, reversed=0.04),
    Recipe(name="remote_round", talk=0.7, remote=1.0, minutes=6, gap=8, own=0.5, short=0.3, template=0.0,
           nearly=0.2, careful=0.6, reversed=0.08),
    Recipe(name="area_policy", talk=0.5, remote=0.4, minutes=9, gap=12, own=0.45, short=0.25, policy=0.2,
           careful=0.75, reversed=0.08),
    Recipe(name="learning_disability_run", talk=0.45, remote=0.3, minutes=9, gap=10, learning_disability=1.0,
           careful=0.6, reversed=0.1, **_OTHERS),
    Recipe(name="stray", learning_disability=1.0, **_OTHERS),
)  # fmt: skip
BY_NAME = {each.name: number for number, each in enumerate(RECIPES)}
ORDINARY, INPATIENT = BY_NAME["ordinary"], BY_NAME["inpatient"]


def values(name: str) -> Floats:
    """Return one number of every recipe; one that is not set is no number."""
    return np.array([getattr(each, name) for each in RECIPES], dtype=np.float64)
