"""What is current for a person, at a moment: at most one enduring plan, at most one episode layer, one CPR status.

A pure function of the layers and the clock (design/clinical-decisions.md, Currency): an end date set by the signer, and
a suspension, take effect at their moment, whether or not any job has run.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accord.domain.choices import Choice
from accord.domain.moments import Moment
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.wishes import Scope


class EffectiveCpr(Choice):
    """The one effective CPR status. Words, never colour alone."""

    NOT_FOR_CPR = "not_for_cpr", "CPR attempts not recommended"
    FOR_CPR = "for_cpr", "CPR attempts recommended"
    MODIFIED_CPR = "modified_cpr", "For modified CPR"
    SUSPENDED = "suspended", "Suspended: attempt CPR"
    NONE_RECORDED = "none_recorded", "There is a plan, with no recommendation about CPR"
    NO_PLAN_KNOWN = "no_plan_known", "No plan is known here"
    NOT_SHARED = "not_shared", "Not shared at the person's request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """From when until when a plan is suspended, and why. With no end it stands until reinstated."""

    from_at: datetime
    until: datetime | None = None
    why: str = ""

    def covers(self, now: datetime) -> bool:
        """Whether the suspension holds at `now`."""
        return self.from_at <= now and (self.until is None or now < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One current version: the enduring plan, or the episode over it."""

    version_id: UUID
    scope: Scope
    number: int
    cpr: CprRecommendation
    signed_at: datetime
    ends_at: Moment | None = None
    suspensions: tuple[Suspension, ...] = ()

    def holds(self, now: datetime) -> bool:
        """Whether the layer is still current at `now`: an end day holds to the end of that day in London."""
        if self.ends_at is None:
            return True
        if self.ends_at.time is not None:
            return now < self.ends_at.time
        return Moment.of(now).day <= self.ends_at.day

    def suspension(self, now: datetime) -> Suspension | None:
        """Return the suspension that holds at `now`, if one does."""
        return next((each for each in self.suspensions if each.covers(now)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effective:
    """The effective CPR status at a moment, the layer that decides it, and any suspension of it."""

    status: EffectiveCpr
    layer: Layer | None = None
    suspension: Suspension | None = None


def effective_cpr(layers: tuple[Layer, ...], now: datetime) -> Effective:
    """Return the one effective CPR status at `now`.

    The episode layer decides where it says anything about CPR; otherwise the enduring plan does. A suspended
    recommendation reads "suspended: attempt CPR".
    """
    holding = sorted(
        (layer for layer in layers if layer.holds(now)), key=lambda layer: layer.scope is not Scope.EPISODE
    )
    deciding = next((layer for layer in holding if layer.cpr is not CprRecommendation.NONE), None)
    if deciding is None:
        first = holding[0] if holding else None
        return Effective(status=EffectiveCpr.NONE_RECORDED if first else EffectiveCpr.NO_PLAN_KNOWN, layer=first)
    suspension = deciding.suspension(now)
    if suspension:
        return Effective(status=EffectiveCpr.SUSPENDED, layer=deciding, suspension=suspension)
    return Effective(status=EffectiveCpr(deciding.cpr.value), layer=deciding)
