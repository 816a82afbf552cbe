"""The interpreter for one record: walks an expression over a row. It is the oracle, and is kept naive."""

from __future__ import annotations

from accord.domain.expressions import (
    NOT_RECORDED,
    All,
    Any,
    AtLeast,
    AtMost,
    Cell,
    Constant,
    Dated,
    Expression,
    HasAny,
    Known,
    Not,
    NotAfter,
    OneOf,
    Row,
    Same,
    Timed,
    WithinDays,
    day_column,
    second_column,
)
from accord.soundness.catalogue import RULES
from accord.soundness.expectations import Outcome, Rule


def outcomes(row: Row, rules: tuple[Rule, ...] = RULES) -> tuple[Outcome, ...]:
    """Return the outcome of each rule over one row of facts."""
    return tuple(outcome(rule, row) for rule in rules)


def outcome(rule: Rule, row: Row) -> Outcome:
    """Return what one row of facts shows of one rule."""
    if not holds(rule.applies, row):
        return Outcome.NOT_APPLICABLE
    if not holds(rule.evidenced, row):
        return Outcome.NOT_EVIDENCED
    return Outcome.MET if holds(rule.met, row) else Outcome.NOT_MET


def holds(expression: Expression, row: Row) -> bool:
    """Return whether the expression is true of the row."""
    match expression:
        case All(terms):
            return all(holds(term, row) for term in terms)
        case Any(terms):
            return any(holds(term, row) for term in terms)
        case Not(term):
            return not holds(term, row)
        case Constant(value):
            return value
    return _leaf_holds(expression, row)


def _leaf_holds(expression: Expression, row: Row) -> bool:
    match expression:
        case Known(name):
            return is_recorded(row[name])
        case OneOf(name, values):
            return row[name] in values
        case HasAny(name, codes):
            return any(code in str(row[name] or "").split(";") for code in codes)
        case Dated(name):
            return row[day_column(name)] is not None
        case Timed(name):
            return row[second_column(name)] is not None
    return _comparison_holds(expression, row)


def _comparison_holds(expression: Expression, row: Row) -> bool:
    match expression:
        case AtLeast(name, bound):
            return _both(bound, row[name], 0)
        case AtMost(name, bound):
            return _both(row[name], bound, 0)
        case NotAfter(earlier, later, by_day):
            columns = [day_column] if by_day else [second_column, day_column]
            pairs = [(row[column(earlier)], row[column(later)]) for column in columns]
            first, second = next((pair for pair in pairs if None not in pair), (None, None))
            return _both(first, second, 0)
        case WithinDays(earlier, later, days):
            return _both(row[day_column(later)], row[day_column(earlier)], days)
        case Same(name, other):
            return is_recorded(row[name]) and row[name] == row[other]
    raise TypeError(expression)


def _both(lower: Cell, upper: Cell, slack: int) -> bool:
    """Whether both numbers are recorded, and the lower is no more than `slack` above the upper."""
    return isinstance(lower, int) and isinstance(upper, int) and lower - upper <= slack


def is_recorded(cell: Cell) -> bool:
    """Whether a cell holds an answer."""
    return cell is not None and cell not in NOT_RECORDED
