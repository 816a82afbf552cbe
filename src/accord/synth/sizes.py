"""How large a region is: how many people live where, and how many organisations that takes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accord.domain.organisations import SiteType
from accord.synth.dice import Weights


class Living(StrEnum):
    """How somebody lives."""

    NURSING = "nursing"
    RESIDENTIAL = "residential"
    SUPPORTED = "supported"
    HOME_CARE = "home_care"
    OWN_HOME = "own_home"


SITE_OF: dict[Living, SiteType] = {
    Living.NURSING: SiteType.NURSING_HOME,
    Living.RESIDENTIAL: SiteType.RESIDENTIAL_HOME,
    Living.SUPPORTED: SiteType.SUPPORTED_LIVING,
    Living.HOME_CARE: SiteType.HOME_CARE,
}
SHARES: dict[Living, float] = {
    Living.NURSING: 0.08,
    Living.RESIDENTIAL: 0.08,
    Living.SUPPORTED: 0.03,
    Living.HOME_CARE: 0.09,
    Living.OWN_HOME: 0.72,
}
"""Shares of those in the record. Far more live in homes than in England at large: the record is of people for whom
planning ahead is likely to matter."""
LIVING = Weights.of(SHARES)
_A_SITE_HOLDS = {
    SiteType.NURSING_HOME: 38,
    SiteType.RESIDENTIAL_HOME: 26,
    SiteType.SUPPORTED_LIVING: 7,
    SiteType.HOME_CARE: 60,
}
_PEOPLE_A_PRACTICE = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How many organisations an area needs."""

    practices: int
    homes: dict[SiteType, int]


def sizes(people: int, areas: int) -> Sizes:
    """Return the sizes for so many people over so many areas."""
    each = people / areas
    homes = {site: max(1, round(each * SHARES[living] / _A_SITE_HOLDS[site])) for living, site in SITE_OF.items()}
    return Sizes(practices=min(60, max(2, round(each / _PEOPLE_A_PRACTICE))), homes=homes)
