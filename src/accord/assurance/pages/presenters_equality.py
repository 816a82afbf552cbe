"""Groups of people beside all others: how many have a decision, and on how many no conversation is recorded.

Both directions are shown. A group that is too small has no share; where it, or everybody else, is, nothing is compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from accord.assurance.pages import lines
from accord.assurance.pages.screens import Screen
from accord.assurance.queries import measured
from accord.assurance.queries.measured import Measured
from accord.assurance.runs import sayings
from accord.assurance.signals.disparities import FEWEST_AT_RISK
from accord.assurance.statistics.intervals import share_difference
from accord.soundness.measures.breakdowns import BREAKDOWNS, NOBODY_SAYS

FEWEST = FEWEST_AT_RISK
CHARACTERISTICS = (
    "ethnicity",
    "sex",
    "imd_quintile",
    "physical_disability",
    "sensory_impairment",
    "learning_disability",
    "dementia",
    "age_band",
)
NOT_STATED = frozenset({NOBODY_SAYS, "Z"})
TOO_FEW = "Too few for a share"
HAVING, TALKED = "M04", "M01"
_WORDS = {each.name: each.words for each in BREAKDOWNS}


@dataclass(frozen=True, slots=True)
class Group:
    """One group of people. `beside` says how it differs from everybody else whose group is recorded."""

    name: str
    value: str
    interval: str
    of: str
    not_recorded: str
    beside: str


@dataclass(frozen=True, slots=True)
class Characteristic:
    """One characteristic, with its groups for both figures."""

    name: str
    words: str
    having: Sequence[Group]
    without_talk: Sequence[Group]


@dataclass(frozen=True)
class EqualityScreen(Screen):
    """Groups of people within the scope of whoever looks."""

    fewest = FEWEST

    @property
    def characteristics(self) -> list[Characteristic]:
        """Each characteristic of which anything was read."""
        found = (Characteristic(name, _WORDS[name], self._having(name), self._silent(name)) for name in CHARACTERISTICS)
        return [each for each in found if each.having or each.without_talk]

    def _having(self, name: str) -> list[Group]:
        return list(groups(self._rows(HAVING, name)))

    def _silent(self, name: str) -> list[Group]:
        return list(groups([turned(row) for row in self._rows(TALKED, name)]))

    def _rows(self, measure: str, breakdown: str) -> Sequence[Measured]:
        return measured.rows(self.look.run, measure=measure, breakdown=breakdown, scope=self.look.scope)


def turned(row: Measured) -> Measured:
    """Return the same row counting those on which it was not so: those with no conversation recorded."""
    return replace(
        row,
        numerator=row.denominator - row.numerator,
        proportion=None if row.proportion is None else 1 - row.proportion,
        lower=None if row.upper is None else 1 - row.upper,
        upper=None if row.lower is None else 1 - row.lower,
    )


def groups(rows: Sequence[Measured]) -> Iterator[Group]:
    """Yield the groups of one characteristic by their codes; those whose group is not recorded stand last."""
    known = [row for row in rows if row.value not in NOT_STATED]
    for row in [*known, *(row for row in rows if row.value in NOT_STATED)]:
        said = lines.told(row, sayings.group(row.breakdown, row.value, {}))
        if row.denominator < FEWEST:
            said = replace(said, value=TOO_FEW, interval="", of=f"{row.denominator:,} in all")
        yield Group(said.name, said.value, said.interval, said.of, said.not_recorded, beside(row, known))


def beside(row: Measured, known: Sequence[Measured]) -> str:
    """Say how the share of a group differs from that of all others together, in points, with its limits."""
    if row.value in NOT_STATED:
        return "Not compared"
    others = [each for each in known if each is not row]
    count, total = (sum(getattr(each, name) for each in others) for name in ("numerator", "denominator"))
    if min(row.denominator, total) < FEWEST:
        return f"Fewer than {FEWEST} on one side: not compared"
    by = row.numerator / row.denominator - count / total
    limits = share_difference(row.numerator, row.denominator, count, total)
    lower, upper = float(limits.lower), float(limits.upper)
    clear = "" if lower > 0 or upper < 0 else ": no clear difference"
    return f"{abs(by) * 100:.1f} points {'more' if by >= 0 else 'fewer'} ({_points(lower)} to {_points(upper)}){clear}"


def _points(share: float) -> str:
    return f"{share * 100:+.1f}".replace("-", "−")
