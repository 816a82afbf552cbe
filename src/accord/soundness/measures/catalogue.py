"""All measures, by id, and those that the dataset cannot give."""

from __future__ import annotations

from accord.soundness.measures import conversations, equality, experiences, keeping, prevalences
from accord.soundness.measures.definitions import Kind, Measure, Over, Wanted

MEASURES: tuple[Measure, ...] = tuple(
    sorted(
        (
            *conversations.MEASURES,
            *prevalences.MEASURES,
            *keeping.MEASURES,
            *experiences.MEASURES,
            *equality.MEASURES,
        ),
        # A whole before its parts, and the parts in the order in which they are declared.
        key=lambda measure: measure.id.partition(".")[0],
    )
)
"""Every measure that the dataset can give, in the order of the dictionary."""

BY_ID: dict[str, Measure] = {measure.id: measure for measure in MEASURES}

WANTED: tuple[Wanted, ...] = experiences.WANTED
"""The parts of the dictionary for which the dataset has no column."""


def over(table: Over, *, quantiles: bool = False) -> tuple[Measure, ...]:
    """Return the measures of one table: the shares and counts, or the quantiles."""
    return tuple(each for each in MEASURES if each.over is table and (each.kind is Kind.QUANTILE) == quantiles)
