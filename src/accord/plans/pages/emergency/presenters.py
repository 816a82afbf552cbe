"""The emergency screen: who this is, then everything that matters now, in the order in which it is read."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from accord.domain.standing import EffectiveCpr
from accord.plans.pages.persons import Person
from accord.projections.emergency import EmergencyView
from accord.web.statuses import BannerKind, StatusBanner


def banner_of(view: EmergencyView) -> StatusBanner:
    """Return the one banner of the effective CPR status: words first, then what they rest on."""
    cpr = view.cpr
    said = (cpr.words, *cpr.lines, cpr.layer, cpr.underneath)
    shown = (line for line in said if line.rstrip(".") not in ("", cpr.heading))
    lines = [line if line.endswith((".", "!", "?")) else f"{line}." for line in shown]
    return StatusBanner(kind=_kind(view), heading=cpr.heading, lines=lines)


def _kind(view: EmergencyView) -> BannerKind:
    """Return the kind of the status; of a person who has died it is that, unless a plan is still open."""
    if view.deceased and view.cpr.status is EffectiveCpr.NO_PLAN_KNOWN:
        return BannerKind.DIED
    return BannerKind(view.cpr.status.value)


@dataclass(frozen=True, slots=True)
class EmergencyScreen:
    """One screen for one person."""

    person: Person
    view: EmergencyView

    @property
    def title(self) -> str:
        """Whom the screen is about."""
        return f"Emergency: {self.person.name}"

    @property
    def banner(self) -> StatusBanner:
        """The status."""
        return banner_of(self.view)

    @property
    def death(self) -> str:
        """What is known of the person's death, where the banner does not say it."""
        return "" if self.banner.kind is BannerKind.DIED else self.view.deceased

    @property
    def says_href(self) -> str:
        """Where to post what the person now says."""
        return reverse("plans:statement_post", args=[self.person.id])

    @property
    def paper_href(self) -> str:
        """Where to say that a paper form was seen."""
        return reverse("plans:paper_report", args=[self.person.id])
