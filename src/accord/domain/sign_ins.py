"""How surely somebody is known to be who they say, as NHS CIS2 states it in the `acr` of an ID token.

Source: NHS England, CIS2 Authentication, authenticator guidance for developers (AAL2 "high confidence", AAL3 "very
high confidence"; `acr_values` AAL3_ANY and AAL2_OR_AAL3_ANY). Ours: AAL2 to view, AAL3 to sign.
"""

from __future__ import annotations

from enum import IntEnum


class Level(IntEnum):
    """An authentication assurance level (AAL) of NIST SP 800-63B, by which CIS2 names its own."""

    NONE = 0
    AAL1 = 1
    AAL2 = 2
    AAL3 = 3


TO_VIEW, TO_SIGN = Level.AAL2, Level.AAL3
ASKED_TO_VIEW, ASKED_TO_SIGN = "AAL2_OR_AAL3_ANY", "AAL3_ANY"
"""The `acr_values` with which each is asked for."""
_LEVELS = (Level.AAL3, Level.AAL2, Level.AAL1)


def level_of(acr: object, stated: object = None) -> Level:
    """Return the level that an `acr` says, and never more than the `authentication_assurance_level` beside it.

    `AAL2_OR_AAL3_ANY` names what was asked for: it is AAL2, unless AAL3 is stated beside it.
    """
    known = next((level for level in _LEVELS if isinstance(acr, str) and acr.startswith(f"{level.name}_")), Level.NONE)
    beside = _read(stated)
    if beside is None:
        return known
    return beside if acr == ASKED_TO_VIEW and beside >= Level.AAL2 else min(known, beside)


def _read(stated: object) -> Level | None:
    if stated is None:
        return None
    text = str(stated)
    return Level(int(text)) if text in {"1", "2", "3"} else Level.NONE
