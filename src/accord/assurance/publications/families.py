"""What anybody can know of measures from their definitions, which are public: what adds up, and what is the same.

Read from the values of the measures themselves, so that a new measure is guarded as soon as it is declared.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache

from accord.domain.expressions import All, Expression, facts_read
from accord.soundness.measures.catalogue import BY_ID
from accord.soundness.measures.definitions import Kind, Measure, Over
from accord.soundness.measures.terms import MADE

PERIODS_OWN = frozenset({"since", "as_at"})


def _terms(expression: Expression) -> frozenset[Expression]:
    return frozenset(expression.terms if isinstance(expression, All) else (expression,))


@cache
def adds_up_in_time(measure_id: str) -> bool:
    """Return whether the counts of two periods, one after the other, add up to those of both together.

    So it is of what was decided, or happened, in a period, where nothing else asks for the day of the census.
    """
    measure = BY_ID[measure_id]
    if measure.over is Over.CONTACTS:
        rest = _terms(measure.applies)
    elif measure.over is Over.DECISIONS and _terms(MADE) <= _terms(measure.applies):
        rest = _terms(measure.applies) - _terms(MADE)
    else:
        return False
    read = {name for each in (*rest, measure.recorded, measure.met) for name in facts_read(each)}
    return not read & PERIODS_OWN


@cache
def grows_in_time(measure_id: str) -> bool:
    """Return whether a longer period holds all that a shorter one within it holds, though they do not add up."""
    return BY_ID[measure_id].over is Over.WINDOW


@cache
def family(measure_id: str) -> Hashable:
    """Return what measures share that are asked of the very same rows."""
    measure = BY_ID[measure_id]
    return measure.over, _terms(measure.applies), adds_up_in_time(measure_id)


@cache
def is_never_no(measure_id: str) -> bool:
    """Return whether a row is either so or not recorded, and never "not so"."""
    measure: Measure = BY_ID[measure_id]
    return measure.kind is Kind.QUANTILE or measure.recorded == measure.met
