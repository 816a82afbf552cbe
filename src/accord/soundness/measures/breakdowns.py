"""By what a measure is broken down, and into which group a row falls: one function for one row and for many.

A row on which the column holds no answer falls into `not_recorded`, which is shown like any other group.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from accord.domain.expressions import NOT_RECORDED, Cell
from accord.domain.facts import day_of
from accord.soundness.measures.definitions import Over

ALL = "all"
NOBODY_SAYS = "not_recorded"

Group = Callable[[Cell], str]


def _as_it_stands(cell: Cell) -> str:
    return NOBODY_SAYS if cell is None or cell in NOT_RECORDED else str(cell)


def _everybody(_: Cell) -> str:
    return ALL


def _month(cell: Cell) -> str:
    day = day_of(cell)
    return NOBODY_SAYS if day is None else f"{day:%Y-%m}"


def _banded(*bands: tuple[int, str]) -> Group:
    """Return a group by the first band whose last number is not passed."""

    def group(cell: Cell) -> str:
        if not isinstance(cell, int):
            return NOBODY_SAYS
        return next((words for last, words in bands if cell <= last), NOBODY_SAYS)

    return group


AGE_BANDS = (64, "under 65"), (79, "65-79"), (130, "80 and over")
"""Those of `population_counts`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """One breakdown: the column that it reads (of each table), and the group of each of its values."""

    name: str
    words: str
    column: str
    group: Group = _as_it_stands
    over: tuple[Over, ...] = tuple(Over)
    when_asked: bool = False


_DECISIONS = (Over.DECISIONS,)
_YES_NO = {
    "learning_disability": "Learning disability",
    "downs_syndrome": "Down's syndrome",
    "autism": "Autism",
    "dementia": "Dementia",
    "mental_illness": "Mental illness",
    "physical_disability": "Physical disability",
    "sensory_impairment": "Sensory impairment",
    "palliative_register": "Palliative register",
}

BREAKDOWNS: tuple[Breakdown, ...] = (
    Breakdown(name="all", words="All", column="site_code", group=_everybody),
    Breakdown(name="area", words="Area", column="area_code"),
    Breakdown(name="site_type", words="Kind of site", column="site_type"),
    Breakdown(name="site", words="Site", column="site_code"),
    Breakdown(name="signer_org", words="Signer's practice or trust", column="signer_org_code", over=_DECISIONS),
    Breakdown(
        name="month",
        words="Month",
        column="decided_at_day",
        group=_month,
        over=_DECISIONS,
    ),
    Breakdown(name="month", words="Month of the move", column="moved_at_day", group=_month, over=(Over.MOVES,)),
    Breakdown(name="month", words="Month of the contact", column="at_day", group=_month, over=(Over.CONTACTS,)),
    Breakdown(name="age_band", words="Age band", column="age", group=_banded(*AGE_BANDS)),
    Breakdown(name="sex", words="Sex", column="sex"),
    Breakdown(name="ethnicity", words="Ethnicity", column="ethnicity"),
    Breakdown(name="imd_decile", words="Deprivation decile (1: most deprived)", column="imd_decile"),
    Breakdown(
        name="imd_quintile",
        words="Deprivation quintile (1: most deprived)",
        column="imd_decile",
        group=_banded((2, "1"), (4, "2"), (6, "3"), (8, "4"), (10, "5")),
    ),
    *(Breakdown(name=name, words=words, column=name) for name, words in _YES_NO.items()),
    Breakdown(
        name="frailty_band",
        words="Clinical Frailty Scale",
        column="frailty",
        group=_banded((3, "1-3"), (6, "4-6"), (9, "7-9")),
    ),
    Breakdown(name="communication_need", words="Communication need", column="communication_need", over=_DECISIONS),
    Breakdown(name="signer", words="Signer", column="signer_id", over=_DECISIONS, when_asked=True),
)
"""Every breakdown. By signer only where it is asked for, by the responsible officer."""


def of(table: Over, *, by_signer: bool = False) -> tuple[Breakdown, ...]:
    """Return the breakdowns of one table."""
    return tuple(each for each in BREAKDOWNS if table in each.over and (by_signer or not each.when_asked))
