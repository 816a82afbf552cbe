"""Deputies: appointed by the Court of Protection to decide about care for somebody who lacks capacity.

A deputy may be given power over health and care, but never to refuse consent to life-sustaining treatment
(MCA 2005 s 20(5); confirm), and so a deputy's refusal never binds here (design/clinical-decisions.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accord.domain.choices import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Deputy:
    """One deputy, the order that appointed them, and what it covers."""

    name: str
    ordered_on: date | None = None
    expires_on: date | None = None
    welfare: Answer = Answer.UNKNOWN
    scope: str = ""
    telephone: str = ""
    order_location: str = ""

    def in_force(self, day: date) -> Answer:
        """Whether the order stands on `day`; not known where the order has no date here."""
        if self.expires_on is not None and day > self.expires_on:
            return Answer.NO
        if self.ordered_on is None:
            return Answer.UNKNOWN
        return Answer.YES if self.ordered_on <= day else Answer.NO

    def role_words(self, day: date) -> str:
        """Return what this deputy is and is not, for the screen; the day on which an order ends is always said."""
        until = f" until {self.expires_on:%-d %B %Y}" if self.expires_on else ""
        standing = {
            Answer.YES: f"appointed by the Court of Protection{until}",
            Answer.NO: "whose order does not cover today",
            Answer.UNKNOWN: "whose order is not dated in this record",
        }[self.in_force(day)]
        matter = {
            Answer.YES: "for health and care",
            Answer.NO: "for property and affairs, not for health and care",
            Answer.UNKNOWN: "for matters that are not recorded",
        }[self.welfare]
        never = "A deputy's refusal of life-sustaining treatment never binds."
        return f"{self.name or 'A deputy'}, {standing}, {matter}. {never}"
