"""How a report says figures, days and the names of groups."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date

from accord.domain.organisations import SiteType
from accord.soundness.measures.breakdowns import NOBODY_SAYS

ETHNICITIES = {
    "A": "White British", "B": "White Irish", "C": "Any other White background",
    "D": "White and Black Caribbean", "E": "White and Black African", "F": "White and Asian",
    "G": "Any other mixed background", "H": "Indian", "J": "Pakistani", "K": "Bangladeshi",
    "L": "Any other Asian background", "M": "Caribbean", "N": "African", "P": "Any other Black background",
    "R": "Chinese", "S": "Any other ethnic group", "Z": "Not stated",
    "gypsy_roma_traveller": "Gypsy, Roma or Traveller", "arab": "Arab",
}  # fmt: skip
"""NHS Data Dictionary, Ethnic Category; and the two that it lacks (design/dataset.md)."""
_SITE_TYPES = {each.value: each.words for each in SiteType}


def share(value: float | None) -> str:
    """Return a proportion, or a dash where there is none."""
    return "–" if value is None or math.isnan(value) else f"{value:.1%}"


def number(value: float | None) -> str:
    """Return a figure with as many places as help."""
    if value is None or math.isnan(value):
        return "–"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def chance(value: float | None) -> str:
    """Return a p or q, or that it is by rule."""
    if value is None:
        return "–"
    return f"{value:.3f}" if value >= 0.001 else "less than 0.001"


def day(value: date) -> str:
    """Return a day: 3 March 2026."""
    return f"{value.day} {value:%B %Y}"


def month(value: str) -> str:
    """Return a month written 2026-03: Mar 2026."""
    return f"{date.fromisoformat(value + '-01'):%b %Y}"


def group(breakdown: str, value: str, site_names: Mapping[str, str]) -> str:
    """Return the group of a breakdown in words."""
    if value == NOBODY_SAYS:
        return "Not recorded"
    if breakdown == "site":
        return f"{site_names[value]} ({value})" if value in site_names else value
    if breakdown == "month":
        return month(value)
    known = {"site_type": _SITE_TYPES, "ethnicity": ETHNICITIES}.get(breakdown, {})
    if breakdown in ("area", "signer_org", "signer"):
        return value
    return known.get(value, value.replace("_", " ").capitalize())
