"""How far each sum can be narrowed by whoever knows all that is known: exact, in whole numbers.

That a count could be one of several is shown by examples: whole tables that fit everything that was shown. Few are
needed for most counts, since one table moves many at once; for the rest the least and the most are worked out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from accord.assurance.publications.systems import Sum, System
from accord.assurance.statistics.numbers import Floats

Places = npt.NDArray[np.intp]
LEAST_WIDTH = 2
"""Between the least and the most that a count may be there lies at least this: three numbers, of which none is told."""
SEED = 48
ROUNDS = 12
NEAR_ENOUGH = 0.1
MOST_NODES = 20
STILL_WORTH_IT = 0.95
"""A further look at all at once is worth it while it settles a twentieth of what is open."""


class Contradiction(Exception):
    """What was shown does not fit together: the record changed between, or groups do not add up."""


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the most that a sum can be."""

    least: int
    most: int

    @property
    def is_told(self) -> bool:
        """Whether it is told too closely: fewer than three numbers are left, and it is not simply nobody."""
        return self.most - self.least < LEAST_WIDTH and self.most > 0


class Search:
    """One system, to be searched for the tables that fit it."""

    def __init__(self, system: System) -> None:
        """Write the bounds as a matrix."""
        self.size = len(system.numbers)
        most_shown = max((most for _, _, most in system.sums if most), default=0)
        # What nothing bounds is bounded by far more than anything that is shown, so that a search ends.
        self.cap = 10 * most_shown + 1_000
        bounds = [(least, self.cap * 10 if most is None else most) for total, least, most in system.sums if total]
        known = matrix([total for total, _, _ in system.sums if total], self.size)
        self.highest = highest(system, self.cap)
        self.known = LinearConstraint(known, [low for low, _ in bounds], [high for _, high in bounds])
        if any(not total and least > 0 for total, least, _ in system.sums):
            raise Contradiction
        self.example = self.furthest(np.zeros(self.size))

    def furthest(self, towards: Floats, near_enough: float = 0.0) -> Floats:
        """Return the table that fits, furthest in a direction, or nearly so."""
        found = milp(
            -towards,
            integrality=np.ones(self.size),
            bounds=Bounds(0, self.highest),
            constraints=self.known,
            options={"node_limit": MOST_NODES, "mip_rel_gap": near_enough},
        )
        if found.x is None:
            raise Contradiction
        table: Floats = np.rint(found.x)
        return table


def highest(system: System, cap: int) -> Floats:
    """Return a number that each unknown number does not pass."""
    found = np.full(len(system.numbers), float(cap))
    for total, _, most in system.sums:
        if most is not None and all(times == 1 for times in total.values()):
            among = list(total)
            found[among] = np.minimum(found[among], most)
    return found


def matrix(sums: Sequence[Sum], size: int) -> sparse.csr_array:
    """Return sums as the rows of a matrix."""
    rows = [row for row, each in enumerate(sums) for _ in each]
    columns = [number for each in sums for number in each]
    times = [float(count) for each in sums for count in each.values()]
    return sparse.csr_array((times, (rows, columns)), shape=(len(sums), size))


def told(system: System, watched: Sequence[Sum]) -> dict[int, Range]:
    """Return the sums that are told too closely, by their place. Raises Contradiction where nothing fits."""
    if not watched:
        return {}
    search, asked = Search(system), matrix(watched, len(system.numbers))
    seen = _Seen(asked, search)
    generator = np.random.default_rng(SEED)
    for _ in range(ROUNDS):
        before = seen.open()
        if not len(before):
            return {}
        seen.look(generator.choice((-1.0, 1.0), len(before)), before, NEAR_ENOUGH)
        if len(seen.open()) > len(before) * STILL_WORTH_IT:
            break
    return seen.settle()


class _Seen:
    """The least and the most that was seen of each sum in tables that fit."""

    def __init__(self, asked: sparse.csr_array, search: Search) -> None:
        self.asked, self.search = asked, search
        self.least = np.full(asked.shape[0], np.inf)
        self.most = np.full(asked.shape[0], -np.inf)
        # What is shown as 0 stays what it is: nobody.
        self.is_nobody = asked @ search.highest == 0
        self._note(search.example)

    def _note(self, table: Floats) -> None:
        values = self.asked @ table
        self.least, self.most = np.minimum(self.least, values), np.maximum(self.most, values)

    def open(self) -> Places:
        """Return the sums of which too little has been seen so far."""
        return np.flatnonzero((self.most - self.least < LEAST_WIDTH) & ~self.is_nobody)

    def look(self, signs: Floats, among: Places, near_enough: float = 0.0) -> None:
        """Look far in a direction, and in the other."""
        towards = signs @ self.asked[among]
        for each in (towards, -towards):
            self._note(self.search.furthest(each, near_enough))

    def settle(self) -> dict[int, Range]:
        """Work out the rest one by one."""
        for row in self.open():
            if self.most[row] - self.least[row] < LEAST_WIDTH:
                self.look(np.ones(1), np.array([row]))
        found = {int(row): Range(int(self.least[row]), int(self.most[row])) for row in self.open()}
        return {row: each for row, each in found.items() if each.is_told}
