"""The one unmistakable banner that says what stands about CPR: words, a shape and a border, never colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

NO_PLAN_WORDS = (
    "Without a known decision the usual presumption is to attempt CPR, unless clinical judgement says otherwise."
)


class BannerKind(StrEnum):
    """What the banner says; each has its own words, shape and border."""

    NOT_FOR_CPR = "not_for_cpr"
    FOR_CPR = "for_cpr"
    MODIFIED_CPR = "modified_cpr"
    SUSPENDED = "suspended"
    NONE_RECORDED = "none_recorded"
    NO_PLAN_KNOWN = "no_plan_known"
    NOT_SHARED = "not_shared"
    DIED = "died"
    CANCELLED = "cancelled"


_HEADINGS = {
    BannerKind.NOT_FOR_CPR: "Not for CPR: do not attempt resuscitation",
    BannerKind.FOR_CPR: "For CPR: attempt resuscitation",
    BannerKind.MODIFIED_CPR: "Modified CPR: read what is recommended",
    BannerKind.SUSPENDED: "CPR decision suspended: attempt CPR",
    BannerKind.NONE_RECORDED: "No CPR recommendation is recorded in this plan",
    BannerKind.NO_PLAN_KNOWN: "No plan is known here",
    BannerKind.NOT_SHARED: "Not shared at the person's request",
    BannerKind.DIED: "This person has died",
    BannerKind.CANCELLED: "The plan was cancelled: it no longer applies",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusBanner:
    """What the banner prints: its kind, a heading (the kind's own words unless given), and lines below it."""

    kind: BannerKind
    heading: str = ""
    lines: Sequence[str] = field(default_factory=tuple)

    @property
    def title(self) -> str:
        """The banner's words."""
        return self.heading or _HEADINGS[self.kind]
