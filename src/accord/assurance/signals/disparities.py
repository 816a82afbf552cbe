"""Groups of people beside everybody else of their area, after case-mix: more decisions, or fewer conversations?

By ethnicity, sex, deprivation, disability and learning disability. Both directions stand in the table; what asks a
question is more decisions or more without a conversation, never fewer decisions. The people of one site are much alike
(one doctor, one habit), so the score test takes the site for its unit and not the person (Liang and Zeger 1986,
Biometrika 73:13), and its chance is never below the plain Poisson one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy import sparse, stats

from accord.assurance.statistics.intervals import poisson_limits
from accord.assurance.statistics.numbers import Flags, Floats, Whole, floats, numbered
from accord.assurance.statistics.tails import poisson_upper

FEWEST_AT_RISK, FEWEST_CASES, FEWEST_SITES = 20, 5, 5
"""Each side of a comparison has so many decisions (or people-years), the group so many expected or seen, at so many
sites."""

CHARACTERISTICS: Mapping[str, Mapping[str, str]] = {
    "ethnicity": {
        "White British people": "ethnicity = 'A'",
        "people of another White background": "ethnicity IN ('B', 'C')",
        "Gypsy, Roma and Traveller people": "ethnicity = 'gypsy_roma_traveller'",
        "people of mixed background": "ethnicity IN ('D', 'E', 'F', 'G')",
        "Asian people": "ethnicity IN ('H', 'J', 'K', 'L', 'R')",
        "Black people": "ethnicity IN ('M', 'N', 'P')",
        "people of another ethnic group": "ethnicity IN ('S', 'arab')",
    },
    "sex": {"women": "sex = 'female'", "men": "sex = 'male'", "people of another sex": "sex = 'other'"},
    "deprivation": {
        "people of the most deprived fifth": "imd_decile <= 2",
        "people of the middle three fifths": "imd_decile BETWEEN 3 AND 8",
        "people of the least deprived fifth": "imd_decile BETWEEN 9 AND 10",
    },
    "disability": {
        "people with a physical or sensory disability": "physical_disability = 'yes' OR sensory_impairment = 'yes'",
        "people with no physical or sensory disability": "physical_disability = 'no' AND sensory_impairment = 'no'",
    },
    "learning_disability": {
        "people with a learning disability": "learning_disability = 'yes' OR downs_syndrome = 'yes'",
        "people with no learning disability": "learning_disability = 'no' AND coalesce(downs_syndrome, '') <> 'yes'",
    },
}
"""Each characteristic: its groups in words, and in SQL; of no group where it is not recorded (or not stated)."""


def groups_of(characteristic: str) -> tuple[str, ...]:
    """Return the groups of a characteristic in words, in the order of their numbers."""
    return tuple(sorted(CHARACTERISTICS[characteristic]))


def grouping(characteristic: str) -> str:
    """Return the number of a person's group, in SQL; −1 where it is not recorded."""
    said = CHARACTERISTICS[characteristic]
    cases = (f"WHEN {said[group]} THEN {number}" for number, group in enumerate(groups_of(characteristic)))
    return f"(CASE {' '.join(cases)} ELSE -1 END)::TINYINT"


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
    """Over what is compared: its areas (or none), and of each cell its area, stratum there, and site there.

    `owner`: of each site, its area; `of_stratum`: of each stratum, its area.
    """

    names: Whole
    place: Whole
    key: Whole
    of_stratum: Whole
    owner: Whole
    site: Whole

    @classmethod
    def of(cls, cells: Cells, scope: Whole) -> Self:
        """Number what the cells fall into."""
        names, place = numbered(scope)
        strata, sites = int(cells.stratum.max(initial=0)) + 1, int(cells.site.max(initial=0)) + 1
        keys, key = numbered(place * strata + cells.stratum)
        pair, site = numbered(place * sites + cells.site)
        return cls(names, place, key, keys // strata, pair // sites, site)


@dataclass(frozen=True, slots=True)
class _Counted:
    """What was counted in a scope: a row an area, a column a group; `score`, `present`: a row a site, a column a group.

    Each group stands beside the others within its stratum; strata in which one of them is missing tell nothing.
    """

    at_risk: Floats
    beside: Floats
    seen: Floats
    expected: Floats
    score: Floats
    present: Floats


def compare(cells: Cells, groups: int) -> list[Compared]:
    """Return each group that is large enough beside the others, in each area and over all."""
    # What nobody was at risk of tells nothing.
    known = (cells.group >= 0) & (cells.risk > 0)
    some = Cells(**{name: getattr(cells, name)[known] for name in Cells.__slots__})
    everywhere = np.full(len(some.area), -1, dtype=np.int64)
    scopes = [_Scope.of(some, each) for each in (everywhere, some.area)]
    counted = [(each, _count(some, groups, each)) for each in scopes]
    return [found for group in range(groups) for each in counted for found in _beside(group, *each)]


def _count(cells: Cells, groups: int, scope: _Scope) -> _Counted:
    strata, sites = len(scope.of_stratum), len(scope.owner)
    cell = scope.key * groups + cells.group
    own, cases, rows = (_table(cell, each, (strata, groups)) for each in (cells.risk, cells.cases, None))
    risk, happened = own.sum(axis=1, keepdims=True), cases.sum(axis=1, keepdims=True)
    told = (rows > 0) & (rows < rows.sum(axis=1, keepdims=True))
    others = np.where(told, risk - own, 1.0)
    expected = own * (happened - cases) / others
    common = np.divide(happened, risk, out=np.zeros_like(risk), where=risk > 0)
    share = np.divide(own, risk, out=np.zeros_like(own), where=risk > 0) * told
    more = cells.cases - cells.risk * common[scope.key, 0]
    is_told = told[scope.key, cells.group]
    at = scope.site * groups + cells.group
    of_site = sparse.csr_matrix((more, (scope.site, scope.key)), shape=(sites, strata))
    at_risk, beside, seen, mean = (
        _by_area(scope, np.where(told, each, 0.0)) for each in (own, others, cases, expected)
    )
    score = _table(at, np.where(is_told, more, 0.0), (sites, groups)) - of_site @ share
    return _Counted(at_risk, beside, seen, mean, score, _table(at, floats(is_told), (sites, groups)))


def _beside(group: int, scope: _Scope, counted: _Counted) -> Iterator[Compared]:
    """Compare a group with the others in each area."""
    at_risk, beside, seen, expected = (
        each[:, group] for each in (counted.at_risk, counted.beside, counted.seen, counted.expected)
    )
    sites, chance = _by_site(scope, counted.score[:, group], counted.present[:, group] > 0)
    least = poisson_upper(seen, expected)
    for number, name in enumerate(scope.names):
        large = min(at_risk[number], beside[number]) >= FEWEST_AT_RISK and sites[number] >= FEWEST_SITES
        if large and max(seen[number], expected[number]) >= FEWEST_CASES and expected[number] > 0:
            limits = poisson_limits(seen[number])
            yield Compared(
                group=group,
                area=int(name),
                at_risk=float(at_risk[number]),
                cases=int(seen[number]),
                expected=float(expected[number]),
                ratio=float(seen[number] / expected[number]),
                lower=float(limits.lower / expected[number]),
                upper=float(limits.upper / expected[number]),
                chance=float(max(chance[number], least[number])),
            )


def _by_site(scope: _Scope, score: Floats, present: Flags) -> tuple[Whole, Floats]:
    """Return at how many sites the group is, and the upper chance of the score with the sites as units."""
    size = len(scope.names)
    sites = np.bincount(scope.owner, present, minlength=size).astype(np.int64)
    total, spread = (np.bincount(scope.owner, each, minlength=size) for each in (score, score**2))
    t = np.divide(total, np.sqrt(spread), out=np.zeros(size), where=spread > 0)
    return sites, np.asarray(stats.t.sf(t, np.maximum(sites - 1, 1)), dtype=np.float64)


def _table(codes: Whole, values: Floats | None, shape: tuple[int, int]) -> Floats:
    """Return the sums of values by row and column (their number, without values)."""
    return floats(np.bincount(codes, values, minlength=shape[0] * shape[1])).reshape(shape)


def _by_area(scope: _Scope, of_strata: Floats) -> Floats:
    """Return the sums of the strata by area."""
    found = np.zeros((len(scope.names), of_strata.shape[1]))
    np.add.at(found, scope.of_stratum, of_strata)
    return found
