"""Groups of people beside everybody else of their area, after case-mix: more decisions, or fewer conversations?

By ethnicity, sex, deprivation, disability and learning disability. Both directions stand in the table; what asks a
question is more decisions or more without a conversation, never fewer decisions. The people of one site are much alike
(one doctor, one habit), so the score test takes the site for its unit and not the person (Liang and Zeger 1986,
Biometrika 73:13), and its chance is never below the plain Poisson one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from scipy import stats

from accord.assurance.statistics.intervals import poisson_limits
from accord.assurance.statistics.numbers import Flags, Floats, Whole, numbered
from accord.assurance.statistics.tails import poisson_upper

FEWEST_AT_RISK, FEWEST_CASES, FEWEST_SITES = 20, 5, 5
"""Each side of a comparison has so many decisions (or people-years), the group so many expected or seen, at so many
sites."""

CHARACTERISTICS: Mapping[str, str] = {
    "ethnicity": """CASE WHEN ethnicity = 'A' THEN 'White British people'
        WHEN ethnicity IN ('B', 'C') THEN 'people of another White background'
        WHEN ethnicity = 'gypsy_roma_traveller' THEN 'Gypsy, Roma and Traveller people'
        WHEN ethnicity IN ('D', 'E', 'F', 'G') THEN 'people of mixed background'
        WHEN ethnicity IN ('H', 'J', 'K', 'L', 'R') THEN 'Asian people'
        WHEN ethnicity IN ('M', 'N', 'P') THEN 'Black people'
        WHEN ethnicity IN ('S', 'arab') THEN 'people of another ethnic group' END""",
    "sex": "CASE sex WHEN 'female' THEN 'women' WHEN 'male' THEN 'men' WHEN 'other' THEN 'people of another sex' END",
    "deprivation": """CASE WHEN imd_decile <= 2 THEN 'people of the most deprived fifth'
        WHEN imd_decile <= 8 THEN 'people of the middle three fifths'
        WHEN imd_decile <= 10 THEN 'people of the least deprived fifth' END""",
    "disability": """CASE WHEN physical_disability = 'yes' OR sensory_impairment = 'yes'
        THEN 'people with a physical or sensory disability'
        WHEN physical_disability = 'no' AND sensory_impairment = 'no'
        THEN 'people with no physical or sensory disability' END""",
    "learning_disability": """CASE WHEN learning_disability = 'yes' OR downs_syndrome = 'yes'
        THEN 'people with a learning disability'
        WHEN learning_disability = 'no' THEN 'people with no learning disability' END""",
}
"""Each characteristic, in SQL; NULL where it is not recorded (or not stated)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """Decisions (or years) by site, area, stratum of the case-mix and group, numbers from 0; group −1 is unknown."""

    site: Whole
    area: Whole
    stratum: Whole
    group: Whole
    cases: Floats
    risk: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One group beside the others: `area` −1 for all areas together. `ratio` below 1 is shown, and asks nothing."""

    group: int
    area: int
    at_risk: float
    cases: int
    expected: float
    ratio: float
    lower: float
    upper: float
    chance: float


@dataclass(frozen=True, slots=True)
class _Scope:
    """Over what is compared: its areas (or none), and of each cell its area, stratum there, and site there."""

    names: Whole
    place: Whole
    key: Whole
    owner: Whole
    site: Whole

    @classmethod
    def of(cls, cells: Cells, scope: Whole) -> Self:
        """Number what the cells fall into."""
        names, place = numbered(scope)
        key = numbered(place * (int(cells.stratum.max(initial=0)) + 1) + cells.stratum)[1]
        sites = int(cells.site.max(initial=0)) + 1
        pair, site = numbered(place * sites + cells.site)
        return cls(names, place, key, pair // sites, site)


def compare(cells: Cells, groups: int) -> list[Compared]:
    """Return each group that is large enough beside the others, in each area and over all."""
    known = cells.group >= 0
    some = Cells(**{name: getattr(cells, name)[known] for name in Cells.__slots__})
    everywhere = np.full(len(some.area), -1, dtype=np.int64)
    scopes = [_Scope.of(some, each) for each in (everywhere, some.area)]
    return [found for group in range(groups) for scope in scopes for found in _beside(some, some.group == group, scope)]


def _beside(cells: Cells, within: Flags, scope: _Scope) -> Iterator[Compared]:
    """Compare a group with the others in each scope; strata in which one of them is missing tell nothing."""
    if not within.any():
        return
    names, place, key = scope.names, scope.place, scope.key
    own, others = (_sums(key, np.where(each, cells.risk, 0)) for each in (within, ~within))
    cases, others_cases = (_sums(key, np.where(each, cells.cases, 0)) for each in (within, ~within))
    told = ((own > 0) & (others > 0))[key]
    rate = np.divide(others_cases, others, out=np.zeros(len(own)), where=others > 0)[key]
    common = np.divide(cases + others_cases, own + others, out=np.zeros(len(own)), where=own + others > 0)[key]
    share = np.divide(own, own + others, out=np.zeros(len(own)), where=own + others > 0)[key]
    score = np.where(told, (within - share) * (cells.cases - cells.risk * common), 0.0)
    inside, outside = within & told, ~within & told
    seen, expected = (_sums(place, np.where(inside, each, 0)) for each in (cells.cases, cells.risk * rate))
    at_risk, beside = (_sums(place, np.where(each, cells.risk, 0)) for each in (inside, outside))
    sites, chance = _by_site(scope, score, inside & (cells.risk > 0))
    least = poisson_upper(seen, expected)
    for number, name in enumerate(names):
        large = min(at_risk[number], beside[number]) >= FEWEST_AT_RISK and sites[number] >= FEWEST_SITES
        if large and max(seen[number], expected[number]) >= FEWEST_CASES and expected[number] > 0:
            limits = poisson_limits(seen[number])
            yield Compared(
                group=int(cells.group[within][0]),
                area=int(name),
                at_risk=float(at_risk[number]),
                cases=int(seen[number]),
                expected=float(expected[number]),
                ratio=float(seen[number] / expected[number]),
                lower=float(limits.lower / expected[number]),
                upper=float(limits.upper / expected[number]),
                chance=float(max(chance[number], least[number])),
            )


def _by_site(scope: _Scope, score: Floats, inside: Flags) -> tuple[Whole, Floats]:
    """Return at how many sites the group is, and the upper chance of the score with the sites as units."""
    size = len(scope.names)
    own = np.bincount(scope.site, score)
    present = np.bincount(scope.site, inside) > 0
    sites = np.bincount(scope.owner, present, minlength=size).astype(np.int64)
    total, spread = (np.bincount(scope.owner, each, minlength=size) for each in (own, own**2))
    t = np.divide(total, np.sqrt(spread), out=np.zeros(size), where=spread > 0)
    return sites, np.asarray(stats.t.sf(t, np.maximum(sites - 1, 1)), dtype=np.float64)


def _sums(codes: Whole, values: Any) -> Floats:
    return np.bincount(codes, values).astype(np.float64)
