"""A second look at decisions that came too many at once: with how many of them was nobody met in person?

That decisions come together can have a good reason, and so can a talk by telephone; both at once are less likely by
chance. The two chances are independent where nothing happened: the first is about days, given how many decisions there
are, the second about how these were talked about, given their days. Fisher's method makes one of them (Fisher 1932;
−2 ln p₁p₂ is chi-squared with four degrees of freedom), whichever way the second turns out: the better is not taken.

What is usual is learned from the other decisions of the sites and of the signers, whichever has more without a meeting,
and beside all others of hospitals or of elsewhere. The tail is beta-binomial, so that little known is little sure.
A conversation whose way is not recorded is no part of it; where none is recorded at all, nobody is recorded as met.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from accord.assurance.signals.codings import summed
from accord.assurance.signals.kinds import Held
from accord.assurance.signals.new_decisions import NewDecisions
from accord.assurance.statistics.numbers import Floats, Whole, floats

BELIEF = 10.0
"""What others do counts as so many decisions of a site's or signer's own."""
MOST = 30.0
"""Own decisions that count at most: habits change."""
HOSPITALS = ("acute_hospital", "community_hospital", "mental_health")
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Counts:
    """Of each new decision its unit (a site, a signer); of each unit how many are known, and how many were not met."""

    unit: Whole
    known: Floats
    unmet: Floats

    def without(self, rows: Whole, known: Floats, unmet: Floats) -> tuple[Floats, Floats]:
        """Return, for each of these rows, the known and the unmet of its unit's other decisions."""
        units, place = np.unique(self.unit[rows], return_inverse=True)
        others_known = self.known[units] - summed(place, known[rows], len(units))
        others_unmet = self.unmet[units] - summed(place, unmet[rows], len(units))
        return floats(others_known[place]), floats(others_unmet[place])


@dataclass(frozen=True, slots=True)
class Meetings:
    """Of each new decision: whether it is known how it was talked about, whether nobody was met, what is usual."""

    known: Floats
    unmet: Floats
    usual: Floats
    sites: Counts
    signers: Counts


@dataclass(frozen=True, slots=True)
class Seconded:
    """The chance of both, and how many were not met in person of so many known, with how many expected."""

    p_value: float
    unmet: int
    known: int
    expected: float

    @property
    def words(self) -> str:
        """What to say of it within a question, where more than expected were not met."""
        if self.unmet <= self.expected or self.unmet < FEWEST:
            return ""
        return f" {self.unmet} of them with nobody recorded as met in person ({self.expected:.0f} would be usual),"


def read_meetings(held: Held, new: NewDecisions) -> Meetings | None:
    """Return how each new decision was talked about, or None where no column tells."""
    if not held.has("decisions", "conversation_mode"):
        return None
    known, unmet = floats(new.met >= 0), floats(new.met == 0)
    setting = np.array([kind in HOSPITALS for kind in new.site_type], dtype=np.int64)[new.sites.numbers]
    share = (summed(setting, unmet, 2) + 1) / (summed(setting, known, 2) + 2)
    # A signer who is not known stands last.
    signer = np.where(new.signers.numbers >= 0, new.signers.numbers, len(new.signers.codes))
    return Meetings(
        known=known,
        unmet=unmet,
        usual=floats(share[setting]),
        sites=_counts(new.sites.numbers, known, unmet),
        signers=_counts(signer, known, unmet),
    )


def _counts(unit: Whole, known: Floats, unmet: Floats) -> Counts:
    size = int(unit.max(initial=0)) + 1
    return Counts(unit, summed(unit, known, size), summed(unit, unmet, size))


def second(p_value: float, rows: Whole, meetings: Meetings | None) -> Seconded:
    """Return a chance of days taken together with that of so few meetings in these rows."""
    known = int(meetings.known[rows].sum()) if meetings is not None else 0
    if meetings is None or not known:
        return Seconded(p_value, 0, 0, 0.0)
    unmet = int(meetings.unmet[rows].sum())
    share, believed = _usual(meetings, rows)
    tail = stats.betabinom.sf(unmet - 1, known, share * believed, (1 - share) * believed)
    chance = float(np.clip(tail, 1e-15, 1.0))
    together = float(stats.chi2.sf(-2 * (np.log(max(p_value, 1e-300)) + np.log(chance)), 4))
    return Seconded(together, unmet, known, known * share)


def _usual(meetings: Meetings, rows: Whole) -> tuple[float, float]:
    """Return the usual share of decisions without a meeting, and how many decisions that is believed like."""
    prior = meetings.usual[rows]
    known, unmet = meetings.sites.without(rows, meetings.known, meetings.unmet)
    by_known, by_unmet = meetings.signers.without(rows, meetings.known, meetings.unmet)
    at_sites = (unmet + BELIEF * prior) / (known + BELIEF)
    by_signers = (by_unmet + BELIEF * prior) / (by_known + BELIEF)
    share = float(np.clip(np.maximum(at_sites, by_signers).mean(), 0.01, 0.99))
    return share, BELIEF + float(min(known.mean(), MOST))
